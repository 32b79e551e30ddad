"""The one door: an indicator and a selection in, a result out; nobody else reads figures."""

from functools import lru_cache

import pandas as pd

import geo.municipalities as geo
from analysis.counted import counted
from analysis.methods.as_published import as_published
from analysis.position import not_own
from analysis.result import COLUMNS, Result
from catalog.load import indicator as declared
from catalog.model import Indicator
from data.facts import Facts
from data.importers.columns import COUNTRY

__all__ = ["COUNTRY", "available", "leading", "measure", "periods"]

EMBEDDED, OURS = "children_notified_rate", "children_notified_rate_0_17"
"""The rate as the intermediary computed it, and our own, which needs fetched counts."""


@lru_cache(maxsize=256)
def measure(
    facts: Facts, indicator: str, *, area_kind: str | None = None, area: str | None = None
) -> Result:
    """Every figure of an indicator, or those of one area or one kind of area.

    A mapped indicator has a row for each of the 98 municipalities in each of its periods: where
    the source has none, `value` is missing and `status` is `missing`, never zero.

    Where the source has three municipalities in a year, the result has 98 rows for it: three `ok`,
    the others `missing`. A figure of an area that reports through another has no limits: they would
    be those of something else.
    """
    found = declared(indicator)
    rows = _without_limits(_rows(facts, found))
    if found.map:
        rows = _with_gaps(rows)
    rows = rows.assign(method=found.method)
    if area_kind is not None:
        rows = rows[rows["area_kind"] == area_kind]
    if area is not None:
        rows = rows[rows["area"] == area]
    return Result(found, rows[list(COLUMNS)], _notes(facts, found), facts.snapshots)


def available(facts: Facts, indicator: str) -> bool:
    """Whether there is a figure of the indicator for any municipality."""
    found = declared(indicator)
    if found.method == "as_published":
        return found.id in facts.printed()
    return bool(periods(measure(facts, found.id, area_kind="municipality")))


def leading(facts: Facts) -> str:
    """The rate to show first: our own where it rests on real counts, else the embedded one."""
    own = measure(facts, OURS, area_kind="municipality")
    return OURS if own.standing == "published" else EMBEDDED


def periods(result: Result) -> list[str]:
    """The periods that a result has figures for, oldest first."""
    return sorted(result.usable()["period"].unique())


def _rows(facts: Facts, found: Indicator) -> pd.DataFrame:
    if found.method != "as_published":
        return counted(facts, found)
    rows = facts.observations(found.id)
    unknown = {"numerator": float("nan"), "denominator": float("nan")}
    rows = rows.assign(**unknown, denominator_snapshot=float("nan"))
    return pd.concat([rows.drop(columns="value"), as_published(rows["value"])], axis=1)


def _without_limits(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows; those of areas that in some year did not report themselves have no limits."""
    others = rows["area"].isin(not_own(rows))
    return rows.assign(**{end: rows[end].mask(others) for end in ("lower", "upper")})


def _with_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    municipal = rows[rows["area_kind"] == "municipality"]
    every = pd.MultiIndex.from_product(
        [geo.municipalities(), municipal["period"].unique()], names=["area", "period"]
    )
    present = pd.MultiIndex.from_frame(municipal[["area", "period"]])
    gaps = every.difference(present).to_frame(index=False)
    gaps = gaps.assign(area_kind="municipality", status="missing", category="", sex="", scope="")
    both = pd.concat([rows, gaps], ignore_index=True) if len(gaps) else rows
    return both.sort_values(["period", "area"], kind="stable", ignore_index=True)


HOW = "counting"
"""The kind of note on how a figure is made, which another that shares its faults is not."""


def _notes(facts: Facts, found: Indicator) -> pd.DataFrame:
    notes = facts.notes()
    topical = notes["indicator"].isna() & (notes["topic"] == found.topic)
    own = notes["indicator"] == found.id
    faults = (notes["indicator"] == found.notes_of) & (notes["kind"] != HOW)
    return notes[own | faults | topical]
