"""Who notifies a municipality, beside what the mix of its comparison would give."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.categories import TOTAL
from analysis.comparison import Comparison, pooling
from analysis.faults import faulty
from analysis.measure import measure
from analysis.notifier_excess import Why, excess_table
from analysis.notifier_gathering import design_effect, repeats_behind
from analysis.notifiers import COUNTS, groups, years
from analysis.position import in_period, irregular
from analysis.result import Result
from data.facts import Facts
from data.schema import Snapshot

FEWEST = 10
"""Below so many notifications there is no interval, as for their rate."""

OUTSIDE = 0.05
"""The part that chance alone puts outside 95 per cent limits."""


@dataclass(frozen=True, eq=False)
class Mix:
    """The groups of one municipality and period, notifications about children aged 0-17.

    `table` is by group in the order of the screen: professional, count, share and peer_share in
    percent, expected, difference, lower, upper (in counts), said ("more", "fewer", "alike" or "not
    compared"), silent. `why` says what stands in the way of an interval, if anything does. The
    design effects are how many times the variance of a share is that of notifications that came
    one to a child; where the same child's notifications come from several groups it is less.
    `result` has the counts of the municipality and the members, `snapshots` also what the design
    effects rest on.
    """

    chosen: Comparison
    period: str
    table: pd.DataFrame
    total: float
    peer_total: float
    members: int
    design_effect: float
    peer_design_effect: float
    why: Why
    result: Result
    snapshots: tuple[Snapshot, ...]

    @property
    def by_chance(self) -> float:
        """How many of the groups chance alone would put outside their interval."""
        return OUTSIDE * len(self.table)


@lru_cache(maxsize=256)
def notifier_mix(facts: Facts, chosen: Comparison, *, period: str) -> Mix:
    """Each group's count beside the count expected at the mix of the comparison's members.

    The members' counts of the same period are added up, those withheld or known to be wrong left
    out; the country is all 98, the municipality among them, which makes limits a little too wide.
    A design effect is the sum of f squared over children with f notifications, over notifications
    (`repeats.event_variance`); it takes a child's notifications to come from one group. There is no
    interval, and nothing is compared, where `why` says so. Raises ValueError for a period without
    figures.
    """
    result = measure(facts, COUNTS, area_kind="municipality")
    if period not in years(facts, chosen.area):
        raise ValueError(f"no notifications by notifier in {chosen.area}, {period}")
    now = result.where(result.table["period"] == period)
    mine = now.table[now.table["area"] == chosen.area]
    own = _by_group(mine)
    peers = in_period(pooling(result, chosen.kind), period)
    if chosen.kind != "country":
        peers = peers[peers["area"].isin(chosen.members)]
    whole = peers[peers["category"] == TOTAL].set_index("area")["numerator"]
    peers = peers[peers["area"].isin(whole.index)].assign(
        whole=peers["area"].map(whole).astype(float)
    )
    sums = peers.groupby("category")[["numerator", "whole"]].sum().reindex(own.index)
    repeats = repeats_behind(facts, now)
    effect, peer_effect = (
        design_effect(facts, found) if repeats else float("nan") for found in (mine, peers)
    )
    total, peer_total = float(own[TOTAL]), float(whole.sum())
    fault: Why = "doubtful" if chosen.area in faulty(result, period) else ""
    fault = fault or ("not_own" if chosen.area in irregular(result) else "")
    why = _why(total, peer_total, effect, peer_effect, fault=fault)
    return Mix(
        chosen,
        period,
        excess_table(own, sums, total, (effect, peer_effect), why),
        total,
        peer_total,
        len(whole),
        effect,
        peer_effect,
        why,
        now.where(now.table["area"].isin([chosen.area, *whole.index])),
        tuple(dict.fromkeys([*now.snapshots, *repeats])),
    )


def _by_group(rows: pd.DataFrame) -> "pd.Series[float]":
    """Counts by group in the order of the screen, parts of a joined group left out."""
    found = rows.set_index("category")["numerator"]
    return found.reindex([code for code in (TOTAL, *groups()) if code in found.index])


def _why(total: float, peer_total: float, *effects: float, fault: Why) -> Why:
    if not peer_total:
        return "nobody"
    if fault:
        return fault
    if total < FEWEST:
        return "few"
    return "unknown" if any(np.isnan(effect) for effect in effects) else ""
