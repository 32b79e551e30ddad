"""Fisher-Jenks: the cut of values into classes that leaves the least spread inside each."""

from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def fisher_jenks(values: Sequence[float], classes: int) -> list[float]:
    """The highest value of each class of the best cut (Fisher 1958; Jenks 1977), lowest first.

    There must be more distinct values than classes. Whole rows are reckoned at a time: the library
    that the tests hold this against takes a second for each map.

    >>> fisher_jenks([1.0, 1.1, 5.0, 5.1, 9.0, 9.1], 3)
    [1.1, 5.1, 9.1]
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    spread = _spread(ordered - ordered.mean())
    best, starts = spread[0], []
    for _ in range(classes - 1):
        both = np.append(np.inf, best[:-1])[:, None] + spread
        starts.append(both.argmin(axis=0))
        best = both.min(axis=0)
    return _tops(ordered, starts)


def _spread(ordered: Array) -> Array:
    """The squared distances from their mean of the values from one (row) to another (column)."""
    sums = np.append(0, ordered.cumsum())
    squares = np.append(0, (ordered**2).cumsum())
    places = np.arange(len(ordered))
    number = (places + 1)[None, :] - places[:, None]
    inside = sums[1:][None, :] - sums[:-1][:, None]
    found = squares[1:][None, :] - squares[:-1][:, None] - inside**2 / np.maximum(number, 1)
    return np.where(number > 0, np.maximum(found, 0), np.inf)


def _tops(ordered: Array, starts: Sequence[Array]) -> list[float]:
    """The last value of each class, found backwards from the highest value of all."""
    last = len(ordered) - 1
    tops = [last]
    for start in reversed(starts):
        last = int(start[last]) - 1
        tops.append(last)
    return [float(ordered[top]) for top in reversed(tops)]
