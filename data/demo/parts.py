"""Whole numbers that add up: a total in parts, and a distribution with a given mean."""

from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


def shared(total: int, weights: Any) -> Whole:
    """A total in whole parts as near to the weights as they come, by the largest remainders.

    >>> shared(10, [1.0, 1.0, 1.0]).tolist()
    [4, 3, 3]
    """
    found = np.asarray(weights, dtype=float).ravel()
    exact = total * found / found.sum() if found.sum() else found * 0
    whole: Whole = np.floor(exact).astype(np.int64)
    left = total - int(whole.sum())
    order = np.argsort(whole - exact, kind="stable")
    whole[order[:left]] += 1
    return whole


def with_mean(weights: Real, values: Real, mean: Real) -> Real:
    """The distributions nearest to `weights` over `values` with these means, one row a mean."""
    low, high = np.full(mean.shape, -20.0), np.full(mean.shape, 20.0)
    for _ in range(60):
        middle = (low + high) / 2
        found = _tilted(weights, values, middle)
        above = found @ values > mean
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return _tilted(weights, values, (low + high) / 2)


def with_totals(counts: Whole, axes: tuple[int, ...]) -> Whole:
    """The counts with the sum over each of these axes in front."""
    for axis in axes:
        counts = np.concatenate([counts.sum(axis=axis, keepdims=True), counts], axis=axis)
    return counts


def _tilted(weights: Real, values: Real, tilt: Real) -> Real:
    found: Real = weights * np.exp(tilt[:, None] * (values - values.mean()))
    found /= found.sum(axis=1, keepdims=True)
    return found
