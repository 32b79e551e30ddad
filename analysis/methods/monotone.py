"""Whether a series rises or falls steadily, whatever its shape."""

from typing import NamedTuple

import numpy as np

from analysis.methods.given import Array, Numbers, aligned


class MannKendall(NamedTuple):
    """Rising less falling pairs, p of no trend, Kendall's tau-b, Sen's slope a period."""

    s: float
    p: float
    tau: float
    slope: float


def mann_kendall(values: Numbers) -> MannKendall:
    """Whether a series rises or falls steadily, whatever its shape, and how fast.

    At least two values of one unit, oldest first, evenly spaced. `s` is the number of pairs in
    which the later value is higher, less those in which it is lower; `tau` (tau-b) lies from -1 to
    1; `p` is two-sided, exact for a short series without equal values, else normal; `slope` is the
    median of all pairs' slopes, in the unit a period. A constant series gives s 0, p 1, tau 0,
    slope 0. Any missing value makes all four missing. It takes the points as independent.

    Raises ValueError for fewer than two values. Source: Mann 1945, Econometrica 13:245; Kendall
    1975, Rank Correlation Methods; Sen 1968, J Am Stat Assoc 63:1379.

    >>> found = mann_kendall([61.0, 63.5, 62.0, 66.0, 70.0])
    >>> found.s, round(found.p, 3), round(found.tau, 2), round(found.slope, 2)
    (8.0, 0.083, 0.8, 2.21)
    """
    found = aligned(values=values)["values"].to_numpy()
    if len(found) < 2:
        raise ValueError(f"a trend needs at least two values, found {len(found)}")
    if np.isnan(found).any():
        return MannKendall(np.nan, np.nan, np.nan, np.nan)
    if np.all(found == found[0]):
        return MannKendall(0.0, 1.0, 0.0, 0.0)
    return _mann_kendall(found)


def _mann_kendall(found: Array) -> MannKendall:
    from scipy.stats import kendalltau

    first, later = np.triu_indices(len(found), 1)
    steps = found[later] - found[first]
    order = kendalltau(np.arange(len(found)), found)
    slope = np.median(steps / (later - first))
    return MannKendall(
        float(np.sign(steps).sum()), float(order.pvalue), float(order.statistic), float(slope)
    )
