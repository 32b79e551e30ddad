"""How notifications gather on the same children, which widens the limits of shares."""

import pandas as pd

from analysis.categories import TOTAL
from analysis.repeats import event_variance
from analysis.result import Result
from catalog.load import indicator
from data.facts import Facts
from data.schema import Snapshot

REPEATED = "notifications_rate_0_17"


def repeats_behind(facts: Facts, now: Result) -> tuple[Snapshot, ...]:
    """What tells how notifications gather on children; nothing where only one of both is real."""
    repeated = indicator(REPEATED).repeats
    assert repeated is not None
    rows = facts.counts(repeated, by="times_notified")
    keys = rows[rows["period"].isin(now.table["period"])]["snapshot"].dropna().unique()
    found = tuple(facts.snapshots[key] for key in sorted(int(key) for key in keys))
    unreal = {one.standing == "synthetic" for one in (*found, *now.snapshots)}
    return found if len(unreal) == 1 else ()


def design_effect(facts: Facts, rows: pd.DataFrame) -> float:
    """How notifications gather on children, over the areas where that is known; nan if nowhere."""
    totals = rows[rows["category"] == TOTAL]
    if totals.empty:
        return float("nan")
    variance = event_variance(facts, indicator(REPEATED), totals)
    events = totals["numerator"].where(variance.notna()).sum()
    return float(variance.sum() / events) if events > 0 else float("nan")
