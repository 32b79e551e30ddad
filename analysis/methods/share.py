"""Shares of a whole with the interval that chance alone would give them, and their difference."""

import numpy as np
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, at_most, counted, positive, tail


def share(
    count: Numbers, total: Numbers, *, confidence: float = 0.95, design_effect: Numbers = 1.0
) -> pd.DataFrame:
    """A frame `value, lower, upper` as fractions: `count` of `total`, one row for each pair.

    Both are whole, `total` above 0 and `count` at most `total`. Limits are Wilson's (1927, JASA
    22:209), without a continuity correction. `design_effect`, above 0, is how many times the
    variance of the share is that of independent cases: limits are those of `count` and `total`
    divided by it, the value stays. A row with anything missing is missing; rows stand in input
    order with a series' index. Raises ValueError for impossible input, with the found value.

    >>> share([4, 0], [6, 20]).round(4).to_dict("list")
    {'value': [0.6667, 0.0], 'lower': [0.3, 0.0], 'upper': [0.9032, 0.1611]}
    """
    from statsmodels.stats.proportion import proportion_confint

    given = aligned(count=count, total=total, design_effect=design_effect)
    _checked(given["count"], given["total"])
    positive("design_effect", given["design_effect"])
    present = given.where(given.notna().all(axis=1))
    part, whole, effect = (present[name].to_numpy() for name in present)
    alpha = 2 * tail(confidence)
    limits = proportion_confint(part / effect, whole / effect, alpha=alpha, method="wilson")
    return _within(given.index, part / whole, *limits)


def shares(counts: Numbers, *, confidence: float = 0.95) -> pd.DataFrame:
    """A frame `value, lower, upper` as fractions: each of the counts of one whole of their sum.

    Limits are Goodman's (1965, Technometrics 7:247), all of which hold at once at the stated
    confidence: Wilson's with what may fall outside divided by the number of counts. Counts are
    whole with a sum above 0. All rows are missing where any count is, as the whole is then unknown.
    Rows stand in input order with a series' index. Raises ValueError for impossible input, with the
    found value.

    >>> shares([70, 20, 10]).round(4).to_dict("list")
    {'value': [0.7, 0.2, 0.1], 'lower': [0.5819, 0.1217, 0.0485], 'upper': [0.7964, 0.3108, 0.1948]}
    """
    from statsmodels.stats.proportion import multinomial_proportions_confint

    given = aligned(counts=counts)
    counted("counts", given["counts"])
    found, alpha = given["counts"].to_numpy(), 2 * tail(confidence)
    if np.isnan(found).any():
        nothing = np.full(len(found), np.nan)
        return _within(given.index, nothing, nothing, nothing)
    positive("the sum of counts", found.sum())
    limits = multinomial_proportions_confint(found, alpha=alpha, method="goodman")
    return _within(given.index, found / found.sum(), *limits.T)


def difference(
    count_1: Numbers,
    total_1: Numbers,
    count_2: Numbers,
    total_2: Numbers,
    *,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """A frame `value, lower, upper`: the second share less the first, as fractions from -1 to 1.

    For two independent samples, such as different cases in two years. Limits are method 10 of
    Newcombe (1998, Statistics in Medicine 17:873), made of the two Wilson intervals; where 0 lies
    within them, chance alone may have made the difference. Counts and totals as for `share`. A row
    with anything missing is missing; rows stand in input order with a series' index. Raises
    ValueError for impossible input, with the found value.

    >>> difference(48, 80, 56, 70).round(4).to_dict("records")
    [{'value': 0.2, 'lower': 0.0524, 'upper': 0.3339}]
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    given = aligned(count_1=count_1, total_1=total_1, count_2=count_2, total_2=total_2)
    _checked(given["count_1"], given["total_1"])
    _checked(given["count_2"], given["total_2"])
    present = given.where(given.notna().all(axis=1))
    first, of_first, second, of_second = (present[name].to_numpy() for name in present)
    lower, upper = confint_proportions_2indep(
        second, of_second, first, of_first, method="newcomb", alpha=2 * tail(confidence)
    )
    value = second / of_second - first / of_first
    return _within(given.index, value, lower, upper, least=-1.0)


def _checked(count: "pd.Series[float]", total: "pd.Series[float]") -> None:
    """Refuse what cannot be a count of a total; each is called by its own name."""
    counted(str(count.name), count)
    counted(str(total.name), total)
    positive(str(total.name), total)
    at_most(str(count.name), count, limit=total, of=str(total.name))


def _within(
    index: pd.Index, value: Array, lower: Array, upper: Array, least: float = 0.0
) -> pd.DataFrame:
    """The three side by side; rounding may not push a limit past the value or what is possible."""
    low, high = np.clip(lower, least, value), np.clip(upper, value, 1.0)
    return pd.DataFrame({"value": value, "lower": low, "upper": high}, index=index)
