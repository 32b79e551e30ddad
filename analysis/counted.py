"""Counts from the facts as rows of a result: a count alone, or one over another."""

import pandas as pd

from analysis.methods.rate import rate
from analysis.methods.ratio import ratio
from analysis.methods.share import share
from analysis.repeats import event_variance
from analysis.result import made_up
from catalog.load import dimensions
from catalog.model import Indicator
from data.facts import Facts
from data.schema import Snapshot

CELL = ["area", "area_kind", "period"]


def counted(facts: Facts, found: Indicator) -> pd.DataFrame:
    """The rows of an indicator that is counted or a ratio, with its counts beside the value.

    A made-up count is never divided by a real one or the reverse: then there are no rows.
    """
    if found.numerator is None:
        raise ValueError(f"{found.id} is no count")
    rows = facts.counts(found.numerator)
    if found.dimension:
        rows = pd.concat([rows, _joined(facts.counts(found.numerator, by=found.dimension), found)])
    rows = rows.rename(columns={"count": "numerator"}).astype({"numerator": float})
    rows = rows.assign(denominator=float("nan"), denominator_snapshot=float("nan"))
    if found.denominator is not None:
        rows = _over(rows, facts.counts(found.denominator), facts.snapshots)
        values = _values(facts, found, rows)
    else:
        values = ratio(rows["numerator"], rows["numerator"] * 0 + 1)
    rows = pd.concat([rows, values.assign(method=found.method)], axis=1)
    unknown = rows["value"].isna() & (rows["status"] == "ok")
    return rows.assign(
        status=rows["status"].mask(unknown, "missing"),
        precision="derived" if found.denominator else "whole_number",
        sex="",
        scope="",
        note_da=None,
        note_en=None,
    ).sort_values(["period", "area"], kind="stable", ignore_index=True)


def _values(facts: Facts, found: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """Value and limits by the method; missing where nobody lives or a part exceeds its whole."""
    above, below = rows["numerator"], rows["denominator"].mask(rows["denominator"] == 0)
    if found.method == "rate":
        repeated = event_variance(facts, found, rows) if found.repeats else None
        return rate(above, below, per=found.per, event_variance=repeated)
    if found.method == "share":
        return found.per * share(above.mask(above > below), below)
    return ratio(above, below, per=found.per)


def _over(rows: pd.DataFrame, below: pd.DataFrame, snapshots: dict[int, Snapshot]) -> pd.DataFrame:
    below = below.rename(columns={"count": "denominator", "snapshot": "denominator_snapshot"})
    rows = rows.drop(columns=["denominator", "denominator_snapshot"])
    both = rows.merge(below[[*CELL, "denominator", "denominator_snapshot"]], on=CELL)
    both = both.astype({"denominator": float}).reset_index(drop=True)
    return both[_alike(both, snapshots)].reset_index(drop=True)


def _alike(rows: pd.DataFrame, snapshots: dict[int, Snapshot]) -> "pd.Series[bool]":
    """Rows whose two counts are both real or both made up."""
    unreal = made_up(snapshots)
    return rows["snapshot"].isin(unreal) == rows["denominator_snapshot"].isin(unreal)


def _joined(rows: pd.DataFrame, found: Indicator) -> pd.DataFrame:
    """Categories with the sums of those that were split, so that a series goes on after a split."""
    categories = dimensions()[str(found.dimension)].codes
    whole_of = {code: part.part_of for code, part in categories.items() if part.part_of}
    parts = rows[rows["category"].isin(whole_of)]
    parts = parts.assign(category=parts["category"].map(whole_of))
    keys = [*CELL, "category"]
    sums = parts.groupby(keys, as_index=False).agg(
        count=("count", _sum), status=("status", "min"), snapshot=("snapshot", "max")
    )
    return pd.concat([rows, sums[~_known(sums, rows, keys)]], ignore_index=True)


def _sum(parts: "pd.Series[float]") -> float:
    return float(parts.sum(skipna=False))


def _known(sums: pd.DataFrame, rows: pd.DataFrame, keys: list[str]) -> "pd.Series[bool]":
    there = pd.MultiIndex.from_frame(rows[keys])
    return pd.Series(pd.MultiIndex.from_frame(sums[keys]).isin(there), index=sums.index)
