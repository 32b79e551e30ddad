"""How much notifications gather on the same children, which widens the limits of their rate."""

import pandas as pd

from catalog.model import Count, Indicator
from data.facts import Facts

OPEN = "6_or_more"
FIRST_OF_OPEN = 6


def event_variance(facts: Facts, found: Indicator, rows: pd.DataFrame) -> "pd.Series[float]":
    """The sum of f squared over children with f notifications, for each row of counted events.

    `rows` has area, period and numerator, the events as UND1 counts them. UND2 tells how many
    children had 1, 2, ... 5 and "6 or more": the mean of the last is what is left of the events,
    shared among them. Were they not alike, the sum would be higher, so it is a lower bound. Missing
    where a count is, and where the two tables cannot both be true.
    """
    assert found.repeats is not None
    children = _children(facts, found.repeats).reindex(
        pd.MultiIndex.from_frame(rows[["area", "period"]])
    )
    if OPEN not in children:  # before a fetch nobody knows how often children recur
        return pd.Series(float("nan"), rows.index)
    events = rows["numerator"].to_numpy()
    closed = [name for name in children if name != OPEN]
    times = {name: int(name) for name in closed}
    explained = sum(times[name] * children[name] for name in closed)
    most = children[OPEN]
    mean = ((events - explained) / most.where(most > 0)).clip(lower=FIRST_OF_OPEN).fillna(0.0)
    variance = sum(times[name] ** 2 * children[name] for name in closed) + mean**2 * most
    return variance.where(variance >= events).set_axis(rows.index)


def _children(facts: Facts, repeated: Count) -> pd.DataFrame:
    """Children by area and period, a column for each number of notifications."""
    counts = facts.counts(repeated, by="times_notified")
    return counts.pivot(index=["area", "period"], columns="category", values="count").astype(float)
