"""The five findings that Overblik leads with, each computed from the facts and none typed.

What a finding says of a change is chosen by `analysis.changed`: a word of direction stands only
where counts are known at both ends, no break lies between and neither figure is in doubt. Spread,
order and the rest describe.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis.change import Change, mean_changes
from analysis.changed import Verdict, of_country, tally
from analysis.faults import in_doubt
from analysis.measure import COUNTRY, leading, measure
from analysis.peers import series, together
from analysis.position import irregular, wide
from analysis.relation import relation
from analysis.result import Result
from analysis.spread import spread
from analysis.unusual import OUTSIDE
from data.facts import Facts

POVERTY = "child_poverty_share"
SUPPORT = "support_share"
RELEASES = "support_share_releases"
BASE = "2017"
TURN = "2021"
JUDGED: frozenset[Verdict] = frozenset({"risen", "fallen", "similar"})
"""What `analysis.changed` says where it says anything of a change's direction."""


@dataclass(frozen=True)
class Finding:
    """One finding: `variant` says which of its sentences the figures allow.

    `numbers` are values with the decimals to show, `changes` such that are shown with their sign;
    `areas` are municipality codes; `periods` are period codes; `results` are what its drawing rests
    on and `drawn` what it shows; `also` is what its sentence rests on besides; `left_out` are the
    municipalities whose figure at either end is in doubt; `caution` names the caution that goes
    with it.
    """

    id: str
    variant: str
    numbers: Mapping[str, tuple[float, int]]
    results: tuple[Result, ...]
    periods: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[Result, ...] = ()
    changes: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    caution: str = "caution"

    @property
    def together(self) -> bool:
        """Whether its national figure is the 98 added together and not the publisher's own."""
        return together(self.results[0])


@lru_cache(maxsize=4)
def findings(facts: Facts) -> tuple[Finding, ...]:
    """The findings that the facts can carry, in the order of the page; without figures none."""
    every: tuple[Callable[[Facts], Finding | None], ...] = (
        over_time,
        each,
        apart,
        poverty,
        support,
    )
    return tuple(found for make in every if (found := make(facts)) is not None)


def over_time(facts: Facts) -> Finding | None:
    """The national rate in the base year, at the turn and now, and what may be said since then."""
    result, values = _national(facts, leading(facts))
    last = max(values, default="")
    if not {BASE, TURN} <= values.keys() or last <= TURN:
        return None
    since, places = of_country(facts, result, TURN, last), result.indicator.decimals
    years = {"before": BASE, "between": TURN, "after": last}
    return Finding(
        "over_time",
        since if since in JUDGED else "described",
        {name: (values[year], places) for name, year in years.items()},
        (result,),
        {"base": BASE, "turn": TURN, "last": last},
        drawn={"series": values},
        caution="caution" if together(result) else "caution_country",
    )


def each(facts: Facts) -> Finding | None:
    """From what to what the municipalities' changes since the base year go.

    With counts also in how many of them a change is more than chance; else nothing of direction.
    """
    result = measure(facts, leading(facts), area_kind="municipality")
    table, places = wide(_sound(result)), result.indicator.decimals
    last = str(max(table.columns, default=""))
    both = table[[BASE, last]].dropna() if BASE in table and last > BASE else table[:0]
    if both.empty:
        return None
    moved = (both[last] - both[BASE]).sort_values(kind="stable")
    means = _whole_means(table, last)
    points = sorted((change.points, area) for area, change in means.items())
    tallied = tally(facts, _sound(result), BASE, last)
    tried = sum(tallied[verdict] for verdict in JUDGED)
    ends = {"least": moved.iloc[0], "most": moved.iloc[-1], "middle": moved.median()}
    if points:
        ends |= {"means_least": points[0][0], "means_most": points[-1][0]}
    return Finding(
        "each",
        "counted" if tried else "described",
        {"count": (len(both), 0), "means_count": (len(means), 0)}
        | ({"risen": (tallied["risen"], 0), "fallen": (tallied["fallen"], 0)} if tried else {})
        | ({"chance": (OUTSIDE * tried, 0)} if tried else {}),
        (result,),
        {"base": BASE, "last": last} | _spans(means),
        {"least_area": str(moved.index[0]), "most_area": str(moved.index[-1])}
        | ({"means_least_area": points[0][1], "means_most_area": points[-1][1]} if points else {}),
        drawn={"change": moved},
        changes={name: (float(value), places) for name, value in ends.items()},
        left_out=_doubted(result, (BASE, last)),
        caution="caution_means" if means else "caution",
    )


def apart(facts: Facts) -> Finding | None:
    """The lowest and the highest now, and the spread then and now as a ratio and as a distance."""
    result = _sound(measure(facts, leading(facts), area_kind="municipality"))
    last = max(wide(result).columns, default="")
    now, then = spread(result, last), spread(result, BASE)
    if now is None or then is None or last <= BASE:
        return None
    places = result.indicator.decimals
    return Finding(
        "apart",
        "described",
        {
            "high": (now.highest[1], places),
            "low": (now.lowest[1], places),
            "ratio_before": (then.ratio, 2),
            "ratio_after": (now.ratio, 2),
            "distance_before": (then.distance, places),
            "distance_after": (now.distance, places),
        },
        (result,),
        {"base": BASE, "last": last},
        {"highest": now.highest[0], "lowest": now.lowest[0]},
        {"then": _column(result, BASE), "now": _column(result, last), "spreads": (then, now)},
    )


def poverty(facts: Facts) -> Finding | None:
    """How the order by child poverty goes with the order by the rate, and both national figures."""
    rates = _sound(measure(facts, leading(facts), area_kind="municipality"))
    poor = measure(facts, POVERTY, area_kind="municipality")
    common = sorted(set(wide(rates).columns) & set(wide(poor).columns))
    found = relation(rates, poor, period=common[-1]) if common else None
    national, shares = _national(facts, POVERTY)
    national_rate, rate = _national(facts, leading(facts))
    if found is None or found.period <= BASE:
        return None
    if not {BASE, found.period} <= shares.keys() & rate.keys():
        return None
    first, last = min(shares), found.period
    points = {"first_value": first, "before": BASE, "after": last}
    places = national_rate.indicator.decimals
    return Finding(
        "poverty",
        "described",
        {"count": (found.count, 0)}
        | {name: (shares[year], national.indicator.decimals) for name, year in points.items()}
        | {"rate_before": (rate[BASE], places), "rate_after": (rate[last], places)},
        (rates, poor, national),
        {"base": BASE, "last": last, "first": first},
        drawn={"pairs": found.pairs},
        also=(national_rate,),
        changes={"rho": (found.rho, 2)},
    )


def support(facts: Facts) -> Finding | None:
    """The share with support in the base year and now, and the rate of the same two years."""
    result, values = _national(facts, SUPPORT)
    national_rate, rate = _national(facts, leading(facts))
    last = max(values, default="")
    if last <= BASE or BASE not in values or not {BASE, last} <= rate.keys():
        return None
    earlier = _released(facts, BASE)
    parts, places = result.indicator.decimals, national_rate.indicator.decimals
    return Finding(
        "support",
        "described",
        {
            "before": (values[BASE], parts),
            "after": (values[last], parts),
            "rate_before": (rate[BASE], places),
            "rate_after": (rate[last], places),
        }
        | ({"release": (earlier[1], parts)} if earlier else {}),
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


def _sound(result: Result) -> Result:
    """The figures of those who report for themselves, without what is known to be in doubt."""
    table = result.table
    return result.where(~in_doubt(result, table) & ~table["area"].isin(irregular(result)))


def _doubted(result: Result, periods: tuple[str, ...]) -> tuple[str, ...]:
    """The areas with figures of their own, of which one in those periods is in doubt."""
    rows = result.table[in_doubt(result, result.table) & result.table["period"].isin(periods)]
    return tuple(sorted(set(rows["area"]) - irregular(result)))


def _whole_means(table: pd.DataFrame, last: str) -> dict[str, Change]:
    """The changes of three-year means that start in the base year and end in the newest."""
    found = mean_changes(table)
    return {a: c for a, c in found.items() if (c.years[0][0], c.years[1][-1]) == (BASE, last)}


def _spans(means: Mapping[str, Change]) -> dict[str, str]:
    found = next(iter(means.values()), None)
    return {"mean_base": found.base, "mean_last": found.end} if found else {}


def left_out(facts: Facts) -> frozenset[str]:
    """The areas that the findings leave out, so that the page can say which."""
    return irregular(measure(facts, leading(facts), area_kind="municipality"))


def _national(facts: Facts, indicator: str) -> tuple[Result, dict[str, float]]:
    result = measure(facts, indicator, area=COUNTRY)
    return result, series(result, COUNTRY)


def _column(result: Result, period: str) -> "pd.Series[float]":
    return wide(result)[period].dropna()
