"""A count by category and year, with each category's share of the total."""

import pandas as pd

from analysis.result import Result

TOTAL = ""


def by_category(result: Result) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts and shares in percent of one area's result: a row a category, a column a period.

    The total has an empty code. A category that is not used in a period, and one whose count is
    withheld, is missing; shares are of the total as the source itself gives it, so categories that
    were joined and their parts are both shares of the same whole.
    """
    rows = result.usable()
    counts = rows.pivot(index="category", columns="period", values="value")
    whole = counts.loc[TOTAL]
    return counts, 100 * counts / whole.mask(whole == 0)
