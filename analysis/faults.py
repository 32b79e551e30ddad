"""Which figures are known to be wrong, so that no test and no sentence rests on them."""

from functools import lru_cache

import pandas as pd

from analysis.result import Result
from catalog.model import Language

FAULTS = frozenset({"not_approved", "undercounted", "not_reported", "doubtful", "missing"})
"""Kinds of notes that say a municipality's own figure is wrong, or may be."""


@lru_cache(maxsize=512)
def faulty(result: Result, period: str) -> frozenset[str]:
    """The municipalities whose figure of that period is known to be wrong or in doubt, by code.

    The figure is still shown, with what is known of it; it takes part in no test, no benchmark and
    no sentence of comparison.
    """
    notes = _faults(result)
    now = notes["period"].isna() | (notes["period"] == period)
    return frozenset(notes[now]["area"])


def in_doubt(result: Result, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Which of a result's rows have such a figure."""
    notes = _faults(result)
    always = set(notes[notes["period"].isna()]["area"])
    pairs = set(zip(notes["area"], notes["period"], strict=True))
    found = [
        area in always or (area, period) in pairs
        for area, period in zip(rows["area"], rows["period"], strict=True)
    ]
    return pd.Series(found, index=rows.index, dtype=bool)


def reasons(result: Result, rows: pd.DataFrame, language: Language) -> "pd.Series[str]":
    """What is wrong with each of a result's rows, in words; an empty text where nothing is."""
    notes = _faults(result)
    doubted = in_doubt(result, rows)
    texts = pd.Series("", index=rows.index, dtype="str")
    for at, row in rows[doubted].iterrows():
        now = notes["period"].isna() | (notes["period"] == row["period"])
        found = notes[now & (notes["area"] == row["area"])][f"text_{language}"]
        texts.loc[at] = " ".join(dict.fromkeys(found))
    return texts


def _faults(result: Result) -> pd.DataFrame:
    notes = result.notes
    return notes[notes["kind"].isin(FAULTS) & notes["area"].notna()]
