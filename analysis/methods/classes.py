"""Classes for a map: equally many in each, or the breaks that fit the values best."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, whole


class Classes(NamedTuple):
    """Each value's class, from 1 for the lowest values, and the highest value in each class.

    `classes` is a series "Int64" in input order, missing where the value is; `upper` is in the
    values' unit and has nothing (nan) for a class without values.
    """

    classes: "pd.Series[int]"
    upper: Array


def quantile_classes(values: Numbers, k: int) -> Classes:
    """`k` classes with as nearly as possible equally many values in each, 1 the lowest.

    `values` are in any unit, one row an area. Equal values share a class: that of the lowest rank
    among them, so a class may stay empty and `upper` has nan there. With fewer values than `k`
    nobody has a class and `upper` is all nan. Missing values have no class and are not counted.
    Raises ValueError unless `k` is a whole number from 1 up.

    Of N values the one ranked r from the lowest is in class k + 1 - ceil((N + 1 - r) k / N): the
    rule of `phe_quantile` of England's public-health indicators (PHEindicatormethods 2.1.0) with
    `invert = FALSE`, in whole numbers, so that no rounding moves a border.

    >>> found = quantile_classes([40, 10, None, 30, 20, 20], 2)
    >>> found.classes.tolist(), found.upper.tolist()
    ([2, 1, <NA>, 2, 1, 1], [20.0, 40.0])
    """
    k = whole("k", k, least=1)
    column = aligned(values=values)["values"]
    known = column.dropna()
    if len(known) < k:
        return _none(column, k)
    number = len(known)
    rank = known.rank(method="min").astype(int)
    classes = k + 1 + (-(number + 1 - rank) * k) // number
    upper = known.groupby(classes.to_numpy()).max().reindex(range(1, k + 1))
    return Classes(_spread(classes, column), upper.to_numpy(float))


def fixed_classes(values: Numbers, k: int) -> Classes:
    """`k` classes with the least sum of squared distances to the classes' means, 1 the lowest.

    `values` are in any unit; pool the years that one set of classes is to serve. A value belongs to
    the first class whose `upper` is not below it, so equal values share a class. With fewer
    different values than `k` each has a class of its own and `upper` is shorter; without values it
    is empty. Missing values have no class. Raises ValueError unless `k` is a whole number from 1
    up.

    The exact optimum of Fisher 1958 ("On grouping for maximum homogeneity", Journal of the American
    Statistical Association 53), known on maps as Jenks's natural breaks, not the search from random
    starts; where two sets of classes are equally good it is one of them, the same each time.

    >>> found = fixed_classes([1, 2, 3, 20, 21, 60], 3)
    >>> found.classes.tolist(), found.upper.tolist()
    ([1, 1, 1, 2, 2, 3], [3.0, 21.0, 60.0])
    """
    k = whole("k", k, least=1)
    column = aligned(values=values)["values"]
    known = np.sort(column.dropna().to_numpy())
    if not known.size:
        return _none(column, 0)
    upper = _breaks(known, k)
    given = column.dropna()
    classes = pd.Series(np.searchsorted(upper, given) + 1, index=given.index)
    return Classes(_spread(classes, column), upper)


def _breaks(known: Array, k: int) -> Array:
    """The highest value in each of the best classes of sorted values."""
    from jenkspy import jenks_breaks

    # Its sums of squares lose digits when the values lie far from zero compared with their spread.
    near = known - known[known.size // 2]
    wanted = min(k, np.unique(near).size)
    last = np.searchsorted(near, jenks_breaks(near, wanted)[1:], side="right") - 1
    return np.unique(known[last])


def _spread(classes: "pd.Series[int]", column: "pd.Series[float]") -> "pd.Series[int]":
    """The classes in the rows of the column, missing where it is."""
    found = pd.Series(pd.NA, index=column.index, dtype="Int64", name="class")
    found[column.notna().to_numpy()] = classes.to_numpy()
    return found


def _none(column: "pd.Series[float]", k: int) -> Classes:
    """Nobody in a class."""
    return Classes(
        pd.Series(pd.NA, index=column.index, dtype="Int64", name="class"), np.full(k, np.nan)
    )
