"""Limits of a count that varies as rare, independent events do, and of a weighted sum of counts."""

import numpy as np
import pandas as pd

from analysis.methods.given import Array, tail

EXACT_BELOW = 10
"""Exact limits below this many events, Byar's from it; a weighted sum has none below it."""


def count_limits(events: Array, confidence: float) -> tuple[Array, Array]:
    """The lower and upper limit of every count's expected value, in events.

    Garwood's exact limits (1936) below 10 events, with 0 as the lower one at 0 events; Byar's
    approximation from 10 (Breslow & Day 1987, Statistical Methods in Cancer Research II), which
    differs from the exact by 0.2 per cent at most at a confidence of 0.95. Arrays as long as
    `events`, which are taken to be counts; missing in, missing out. Raises ValueError unless
    confidence lies between 0 and 1.

    >>> [limit.round(3).tolist() for limit in count_limits(np.array([0.0, 10.0]), 0.95)]
    [[0.0, 4.787], [3.689, 18.391]]
    """
    beyond = tail(confidence)
    lower, upper = np.full(len(events), np.nan), np.full(len(events), np.nan)
    few, many = events < EXACT_BELOW, events >= EXACT_BELOW
    lower[few], upper[few] = _garwood(events[few], beyond)
    lower[many], upper[many] = _byar(events[many], beyond)
    return lower, upper


def weighted_limits(
    value: Array, variance: Array, events: Array, confidence: float
) -> tuple[Array, Array]:
    """The lower and upper limit of a weighted sum of counts, in the unit of `value`.

    `value` + sqrt(`variance` / `events`) x (Byar's limit - `events`), the lower cut at 0 (Dobson,
    Kuulasmaa, Eberle & Scherer 1991, Statistics in Medicine 10:457). Missing below 10 events, where
    the approximation is poor. Arrays of equal length; missing in, missing out.

    >>> limits = weighted_limits(np.array([40.0]), np.array([90.0]), np.array([40.0]), 0.95)
    >>> [limit.round(2).tolist() for limit in limits]
    [[22.86], [61.71]]
    """
    enough = np.where(events >= EXACT_BELOW, events, np.nan)
    stretch = np.sqrt(variance / enough)
    lower, upper = (
        value + stretch * (limit - enough) for limit in count_limits(enough, confidence)
    )
    return np.maximum(lower, 0.0), upper


def limits_method(events: Array, index: pd.Index) -> "pd.Series[str]":
    """The name of the limits that `count_limits` gives: "exact" or "byar", missing where none.

    >>> limits_method(np.array([9.0, 10.0, np.nan]), pd.RangeIndex(3)).tolist()
    ['exact', 'byar', nan]
    """
    names = np.where(events < EXACT_BELOW, "exact", "byar")
    return pd.Series(names, index=index, dtype="str").where(~np.isnan(events))


def _garwood(events: Array, beyond: float) -> tuple[Array, Array]:
    """The expected values at which so many events, or more, or so many or fewer, are just rare.

    Half the quantile of chi-square with 2k degrees of freedom is that of a gamma of shape k.
    """
    from scipy.special import gammainccinv, gammaincinv

    lower = np.where(events > 0, gammaincinv(np.maximum(events, 1.0), beyond), 0.0)
    return lower, gammainccinv(events + 1, beyond)


def _byar(events: Array, beyond: float) -> tuple[Array, Array]:
    """Wilson and Hilferty's cube-root approximation to the quantiles behind the exact limits."""
    from scipy.special import ndtri

    z, after = -ndtri(beyond), events + 1
    lower = events * (1 - 1 / (9 * events) - z / (3 * np.sqrt(events))) ** 3
    return lower, after * (1 - 1 / (9 * after) + z / (3 * np.sqrt(after))) ** 3
