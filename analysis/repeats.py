"""How much notifications gather on the same children, which widens the limits of their rate."""

import pandas as pd

from analysis.result import made_up
from catalog.model import Count, Indicator
from data.facts import Facts

OPEN = "6_or_more"
FIRST_OF_OPEN = 6
CLOSED = {str(times): times for times in range(1, FIRST_OF_OPEN)}


def event_variance(facts: Facts, found: Indicator, rows: pd.DataFrame) -> "pd.Series[float]":
    """The sum of f squared over children with f notifications, for each row of counted events.

    `rows` has area, period, numerator and snapshot, the events as UND1 counts them. UND2 tells how
    many children had 1, 2, ... 5 and "6 or more": the mean of the last is what is left of the
    events, shared among them. Were they not alike, the sum would be higher, so it is a lower bound.
    Missing where a count is, where the two tables cannot both be true (fewer events left than six
    for each of those children, or events left for nobody), and where one of them is made up and the
    other is not: made-up children say nothing of how sure a real figure is.
    """
    assert found.repeats is not None
    unreal = rows["snapshot"].isin(made_up(facts.snapshots)).set_axis(_cells(rows))
    children = _children(facts, found.repeats, unreal)
    if OPEN not in children:  # before a fetch nobody knows how often children recur
        return pd.Series(float("nan"), rows.index)
    events = rows["numerator"].to_numpy()
    explained = sum(times * children[name] for name, times in CLOSED.items())
    most = children[OPEN]
    left = events - explained
    true = (left >= FIRST_OF_OPEN * most) & ((most > 0) | (left == 0))
    squares = sum(times**2 * children[name] for name, times in CLOSED.items())
    variance = squares + (left**2 / most.where(most > 0)).fillna(0.0)
    return variance.where(true).set_axis(rows.index)


def _children(facts: Facts, repeated: Count, unreal: "pd.Series[bool]") -> pd.DataFrame:
    """Children of those cells, a column for each number of notifications; `unreal`: made up."""
    counts = facts.counts(repeated, by="times_notified")
    wide = counts.pivot(index=["area", "period"], columns="category", values="count")
    made = counts["snapshot"].isin(made_up(facts.snapshots)).groupby(_cells(counts)).any()
    alike = made.reindex(unreal.index).eq(unreal)
    return wide.reindex(unreal.index, columns=[*CLOSED, OPEN]).astype(float).where(alike)


def _cells(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[["area", "period"]])
