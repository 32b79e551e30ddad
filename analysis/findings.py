"""The five findings that Overblik leads with, each computed from the facts and none typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.change import Change, mean_changes
from analysis.measure import COUNTRY, measure
from analysis.peers import series
from analysis.position import irregular, wide
from analysis.relation import relation
from analysis.result import Result
from analysis.spread import spread
from data.facts import Facts

RATE = "children_notified_rate"
POVERTY = "child_poverty_share"
SUPPORT = "support_share"
RELEASES = "support_share_releases"
BASE = "2017"
TURN = "2021"


@dataclass(frozen=True)
class Finding:
    """One finding: `variant` says which of its sentences the figures allow.

    `numbers` are values with the decimals to show; `areas` are municipality codes; `periods` are
    period codes; `results` are what its drawing rests on and `drawn` what it shows;
    `also` is what its sentence rests on besides; `exceptions` are municipalities for which it does
    not hold; `caution` names the caution that goes with it.
    """

    id: str
    variant: str
    numbers: Mapping[str, tuple[float, int]]
    results: tuple[Result, ...]
    periods: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[Result, ...] = ()
    exceptions: tuple[str, ...] = ()
    caution: str = "caution"


def findings(facts: Facts) -> list[Finding]:
    """The findings that the facts can carry, in the order of the page; without figures none."""
    every: tuple[Callable[[Facts], Finding | None], ...] = (rise, higher, apart, poverty, support)
    return [found for make in every if (found := make(facts)) is not None]


def rise(facts: Facts) -> Finding | None:
    """How the rate of the 98 together moved since the base year, and how much of it lies late."""
    result, values = _national(facts, RATE)
    if not {BASE, TURN} <= values.keys():
        return None
    last = max(values)
    moved = values[last] - values[BASE]
    late = 100 * (values[last] - values[TURN]) / moved if moved > 0 else 0.0
    return Finding(
        "rise",
        "up" if moved > 0 and late > 50 else "other",
        {"before": (values[BASE], 2), "after": (values[last], 2), "late": (late, 0)},
        (result,),
        {"base": BASE, "turn": TURN, "last": last},
        drawn={"series": values},
        caution="caution" if moved > 0 and late > 50 else "caution_other",
    )


def higher(facts: Facts) -> Finding | None:
    """In how many of the municipalities with a usable base year the newest figure is higher."""
    result = measure(facts, RATE, area_kind="municipality")
    table = wide(result)
    last = str(max(table.columns, default=""))
    both = table[[BASE, last]].dropna() if BASE in table and last > BASE else table[:0]
    if both.empty:
        return None
    up = int((both[last] > both[BASE]).sum())
    means = mean_changes(table)
    return Finding(
        "higher",
        "all" if up == len(both) else "other",
        {"up": (up, 0), "count": (len(both), 0), "means_count": (len(means), 0)}
        | {"means_up": (sum(change.points > 0 for change in means.values()), 0)},
        (result,),
        {"base": BASE, "last": last} | _spans(means),
        drawn={"change": both[last] - both[BASE]},
        exceptions=tuple(code for code, change in means.items() if change.points <= 0),
        caution="caution_means" if means else "caution",
    )


def apart(facts: Facts) -> Finding | None:
    """The spread now, and whether it grew in relative and in absolute terms since the base year."""
    result = measure(facts, RATE, area_kind="municipality")
    last = max(wide(result).columns, default="")
    now, then = spread(result, last), spread(result, BASE)
    if now is None or then is None or last <= BASE:
        return None
    narrower, wider = now.ratio < then.ratio, now.distance > then.distance
    return Finding(
        "apart",
        "narrower_and_wider" if narrower and wider else "other",
        {
            "high": (now.highest[1], 2),
            "low": (now.lowest[1], 2),
            "ratio_before": (then.ratio, 2),
            "ratio_after": (now.ratio, 2),
            "distance_before": (then.distance, 1),
            "distance_after": (now.distance, 1),
        },
        (result,),
        {"base": BASE, "last": last},
        {"highest": now.highest[0], "lowest": now.lowest[0]},
        {"then": _column(result, BASE), "now": _column(result, last), "spreads": (then, now)},
    )


def poverty(facts: Facts) -> Finding | None:
    """Whether child poverty goes with the rate across municipalities, and how both moved."""
    rates = measure(facts, RATE, area_kind="municipality")
    poor = measure(facts, POVERTY, area_kind="municipality")
    common = sorted(set(wide(rates).columns) & set(wide(poor).columns))
    found = relation(rates, poor, period=common[-1]) if common else None
    national, shares = _national(facts, POVERTY)
    national_rate, rate = _national(facts, RATE)
    if found is None or found.period <= BASE:
        return None
    if not {BASE, found.period} <= shares.keys() & rate.keys():
        return None
    first, last = min(shares), found.period
    apart_in_time = shares[last] < shares[BASE] and rate[last] > rate[BASE]
    peaked = shares[BASE] == max(shares.values()) and shares[last] > shares[first]
    return Finding(
        "poverty",
        "opposite" if found.rho > 0.5 and apart_in_time and peaked else "other",
        {
            "rho": (found.rho, 2),
            "count": (found.count, 0),
            "before": (shares[BASE], 1),
            "after": (shares[last], 1),
            "first_value": (shares[first], 1),
        },
        (rates, poor, national),
        {"base": BASE, "last": last, "first": first},
        drawn={"pairs": found.pairs},
        also=(national_rate,),
    )


def support(facts: Facts) -> Finding | None:
    """How the share with support moved over the same years, as a series of its own."""
    result, values = _national(facts, SUPPORT)
    national_rate, rate = _national(facts, RATE)
    last = max(values, default="")
    if last <= BASE or not values.get(BASE) or not {BASE, last} <= rate.keys():
        return None
    earlier = _released(facts, BASE)
    grown = {k: 100 * (s[last] / s[BASE] - 1) for k, s in (("support", values), ("rate", rate))}
    return Finding(
        "support",
        "less" if 0 < grown["support"] < grown["rate"] else "other",
        {
            "before": (values[BASE], 1),
            "after": (values[last], 1),
            "points": (values[last] - values[BASE], 1),
            "rate_before": (rate[BASE], 2),
            "rate_after": (rate[last], 2),
        }
        | ({"release": (earlier[1], 1)} if earlier else {}),
        (result,),
        {"base": BASE, "last": last} | ({"edition": earlier[0]} if earlier else {}),
        drawn={"series": values},
        also=(national_rate,),
        caution="caution_release" if earlier else "caution",
    )


def _released(facts: Facts, period: str) -> tuple[str, float] | None:
    """An earlier printed level of the share with support for a period, and which release had it."""
    result = measure(facts, RELEASES, area=COUNTRY)
    rows = result.usable()
    rows = rows[rows["period"] == period]
    if rows.empty:
        return None
    first = rows.iloc[0]
    return result.all_snapshots[int(first["snapshot"])].edition, float(first["value"])


def _spans(means: Mapping[str, Change]) -> dict[str, str]:
    found = next(iter(means.values()), None)
    return {"mean_base": found.base, "mean_last": found.end} if found else {}


def left_out(facts: Facts) -> frozenset[str]:
    """The areas that the findings leave out, so that the page can say which."""
    return irregular(measure(facts, RATE, area_kind="municipality"))


def _national(facts: Facts, indicator: str) -> tuple[Result, dict[str, float]]:
    result = measure(facts, indicator, area=COUNTRY)
    return result, series(result, COUNTRY)


def _column(result: Result, period: str) -> "pd.Series[float]":
    return wide(result)[period].dropna()
