"""A figure is shown as its publisher printed it: no calculation, and so no interval."""

import pandas as pd


def as_published(values: pd.Series) -> pd.DataFrame:
    """The printed values with empty limits: one row for each value, in the same order.

    `values` are floats in the indicator's own unit, missing where there is none. Limits are always
    missing, because neither the events nor the population behind a ready-made figure are known.

    >>> as_published(pd.Series([61.37, None])).to_dict("list")["value"][0]
    61.37
    """
    return pd.DataFrame(
        {"value": values.astype(float), "lower": float("nan"), "upper": float("nan")},
        index=values.index,
    ).assign(method="as_published")
