"""Three findings that describe: the spread, the order by child poverty, and support by itself."""

from analysis.finding import (
    BASE,
    POVERTY,
    RELEASES,
    SUPPORT,
    Finding,
    column,
    national_series,
    sound,
)
from analysis.measure import COUNTRY, leading, measure
from analysis.position import wide
from analysis.relation import relation
from analysis.spread import spread
from data.facts import Facts


def apart(facts: Facts) -> Finding | None:
    """The lowest and the highest now, and the spread then and now as a ratio and as a distance."""
    result = sound(measure(facts, leading(facts), area_kind="municipality"))
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
        {"then": column(result, BASE), "now": column(result, last), "spreads": (then, now)},
    )


def poverty(facts: Facts) -> Finding | None:
    """How the order by child poverty goes with the order by the rate, and both national figures."""
    rates = sound(measure(facts, leading(facts), area_kind="municipality"))
    poor = measure(facts, POVERTY, area_kind="municipality")
    common = sorted(set(wide(rates).columns) & set(wide(poor).columns))
    found = relation(rates, poor, period=common[-1]) if common else None
    national, shares = national_series(facts, POVERTY)
    national_rate, rate = national_series(facts, leading(facts))
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
    result, values = national_series(facts, SUPPORT)
    national_rate, rate = national_series(facts, leading(facts))
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
