"""A figure beside a benchmark: lower, similar or higher, judged by its interval."""

from typing import Any, overload

import numpy as np
import pandas as pd

from analysis.methods.given import Numbers, aligned


@overload
def against(
    value: float | None, lower: float | None, upper: float | None, benchmark: float | None
) -> str: ...


@overload
def against(
    value: Numbers, lower: Numbers, upper: Numbers, benchmark: Numbers
) -> "pd.Series[str]": ...


def against(
    value: Numbers, lower: Numbers, upper: Numbers, benchmark: Numbers
) -> "str | pd.Series[str]":
    """How each value stands to the benchmark: "lower", "similar", "higher" or "not compared".

    Lower where the whole interval lies below the benchmark, higher where it lies above, similar
    otherwise, a limit equal to the benchmark included; not compared where anything is missing. The
    benchmark is taken as known, without an interval of its own (the rule of Fingertips, the
    public-health indicators of England; APHO Technical Briefing 3, 2008). All in one unit. A word
    where all four are single numbers, else a series of words in input order with a series' index.
    Raises ValueError where `lower` is above `value` or `value` above `upper`, with what was found.

    >>> against(93.0, 88.1, 98.2, 80.0)
    'higher'
    >>> against([70.0, 80.0, None], [65.0, 75.0, None], [75.0, 85.0, None], 80.0).tolist()
    ['lower', 'similar', 'not compared']
    """
    given = aligned(value=value, lower=lower, upper=upper, benchmark=benchmark)
    _in_order(given, "lower", "value")
    _in_order(given, "value", "upper")
    below, above = given["upper"] < given["benchmark"], given["lower"] > given["benchmark"]
    rules = [given.isna().any(axis=1), below, above]
    words = np.select(rules, ["not compared", "lower", "higher"], "similar")
    every: list[Any] = [value, lower, upper, benchmark]
    single = all(np.ndim(numbers) == 0 for numbers in every)
    return str(words[0]) if single else pd.Series(words, index=given.index, dtype="str")


def _in_order(given: pd.DataFrame, less: str, more: str) -> None:
    """Refuse limits on the wrong side of their value, with both numbers in full."""
    wrong = given[given[less] > given[more]]
    if len(wrong):
        pair = f"{wrong[less].iloc[0]} above {wrong[more].iloc[0]}"
        raise ValueError(f"{less} must not be above {more}, found {pair}")
