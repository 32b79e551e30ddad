"""Who notifies a municipality, beside what the mix of its comparison would give."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd

from analysis.categories import TOTAL
from analysis.comparison import Comparison, pooling
from analysis.faults import faulty
from analysis.measure import measure, periods
from analysis.methods.excess import excess
from analysis.position import in_period, irregular
from analysis.repeats import event_variance
from analysis.result import Result
from catalog.load import dimensions, indicator
from catalog.model import Language
from data.facts import Facts
from data.schema import Snapshot

COUNTS, RATES = "notifications_0_17_by_notifier", "notifications_rate_0_17_by_notifier"
REPEATED = "notifications_rate_0_17"
FEWEST = 10
"""Below so many notifications there is no interval, as for their rate."""

SILENT = 5.0
"""So many notifications expected make a group with none of them worth a question."""

OUTSIDE = 0.05
"""The part that chance alone puts outside 95 per cent limits."""

ENDED = " (-2023)"
"""How StatBank ends the name of the group that it has split since."""

Why = Literal["", "nobody", "doubtful", "not_own", "few", "unknown"]


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


def groups() -> list[str]:
    """The groups of notifiers in the order of the screen; split ones only as the whole."""
    codes = dimensions()["notifier"].codes
    return [code for code, group in codes.items() if not group.part_of]


def group_name(code: str, language: Language) -> str:
    """A group as it is called here: one that goes on as the sum of its parts has no end year.

    >>> group_name("family_child_acquaintances", "en")
    'Family, the child itself or acquaintances'
    """
    return dimensions()["notifier"].codes[code][language].removesuffix(ENDED)


def years(facts: Facts, area: str) -> list[str]:
    """The periods in which the municipality's notifications are known by notifier."""
    return periods(measure(facts, COUNTS, area_kind="municipality", area=area))


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
    repeats = _repeats(facts, now)
    effect, peer_effect = (
        _design_effect(facts, found) if repeats else float("nan") for found in (mine, peers)
    )
    total, peer_total = float(own[TOTAL]), float(whole.sum())
    fault: Why = "doubtful" if chosen.area in faulty(result, period) else ""
    fault = fault or ("not_own" if chosen.area in irregular(result) else "")
    why = _why(total, peer_total, effect, peer_effect, fault=fault)
    return Mix(
        chosen,
        period,
        _table(own, sums, total, (effect, peer_effect), why),
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


def _repeats(facts: Facts, now: Result) -> tuple[Snapshot, ...]:
    """What tells how notifications gather on children; nothing where only one of both is real."""
    repeated = indicator(REPEATED).repeats
    assert repeated is not None
    rows = facts.counts(repeated, by="times_notified")
    keys = rows[rows["period"].isin(now.table["period"])]["snapshot"].dropna().unique()
    found = tuple(facts.snapshots[key] for key in sorted(int(key) for key in keys))
    unreal = {one.standing == "synthetic" for one in (*found, *now.snapshots)}
    return found if len(unreal) == 1 else ()


def _design_effect(facts: Facts, rows: pd.DataFrame) -> float:
    """How notifications gather on children, over the areas where that is known; nan if nowhere."""
    totals = rows[rows["category"] == TOTAL]
    if totals.empty:
        return float("nan")
    variance = event_variance(facts, indicator(REPEATED), totals)
    events = totals["numerator"].where(variance.notna()).sum()
    return float(variance.sum() / events) if events > 0 else float("nan")


def _why(total: float, peer_total: float, *effects: float, fault: Why) -> Why:
    if not peer_total:
        return "nobody"
    if fault:
        return fault
    if total < FEWEST:
        return "few"
    return "unknown" if any(np.isnan(effect) for effect in effects) else ""


def _table(
    own: "pd.Series[float]",
    sums: pd.DataFrame,
    total: float,
    effects: tuple[float, float],
    why: Why,
) -> pd.DataFrame:
    counts = own.drop(TOTAL)
    peers = sums.loc[counts.index]
    all_of_peers, all_of_own = peers["whole"].replace(0, np.nan), total or np.nan
    effect, peer_effect = (1.0, 1.0) if why else effects
    found = excess(
        counts,
        all_of_own,
        peers["numerator"],
        all_of_peers,
        design_effect=effect,
        peer_design_effect=peer_effect,
    )
    limits = found[["lower", "upper"]] * (np.nan if why else 1.0)
    expected = counts - found["value"]
    codes = dimensions()["notifier"].codes
    return pd.DataFrame(
        {
            "professional": [codes[code].professional for code in counts.index],
            "count": counts,
            "share": 100 * counts / all_of_own,
            "peer_share": 100 * peers["numerator"] / all_of_peers,
            "expected": expected,
            "difference": found["value"],
            "lower": limits["lower"],
            "upper": limits["upper"],
            "said": _said(limits),
            "silent": (counts == 0) & (expected >= SILENT) & (why not in ("doubtful", "not_own")),
        }
    )


def _said(limits: pd.DataFrame) -> "pd.Series[str]":
    """A word of judgement only where the whole interval lies on one side of 0."""
    found = pd.Series("alike", index=limits.index)
    found = found.mask(limits["lower"] > 0, "more").mask(limits["upper"] < 0, "fewer")
    return found.where(limits.notna().all(axis=1), "not compared")
