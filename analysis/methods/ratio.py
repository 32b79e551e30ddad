"""One count over another, as it is: without an interval."""

import pandas as pd


def ratio(
    numerator: "pd.Series[float]", denominator: "pd.Series[float]", *, per: float = 1.0
) -> pd.DataFrame:
    """A frame `value, lower, upper, method` for two counts of equal length, in input order.

    `value` is `per` times numerator over denominator; missing in, missing out, and missing where
    the denominator is zero. Raises ValueError for a negative count, with the count found.

    >>> ratio(pd.Series([93.0]), pd.Series([1000.0]), per=1000)["value"].tolist()
    [93.0]
    """
    for counts in (numerator, denominator):
        if (counts < 0).any():
            raise ValueError(f"a count cannot be negative, found {counts.min()}")
    value = per * numerator / denominator.mask(denominator == 0)
    return pd.DataFrame(
        {"value": value, "lower": float("nan"), "upper": float("nan"), "method": "ratio"}
    )
