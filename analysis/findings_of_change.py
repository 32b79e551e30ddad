"""Two findings of change: the country's over time, and from what to what the municipalities'.

What is said is chosen by `analysis.changed`: a word of direction stands only where counts are known
at both ends, no break lies between and neither figure is in doubt.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.change import Change, mean_changes
from analysis.changed import of_country, tally
from analysis.faults import in_doubt
from analysis.finding import BASE, JUDGED, TURN, Finding, national_series, sound
from analysis.measure import leading, measure
from analysis.peers import together
from analysis.position import irregular, wide
from analysis.result import Result
from analysis.unusual import OUTSIDE
from data.facts import Facts


def over_time(facts: Facts) -> Finding | None:
    """The national rate in the base year, at the turn and now, and what may be said since then."""
    result, values = national_series(facts, leading(facts))
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
    table, places = wide(sound(result)), result.indicator.decimals
    last = str(max(table.columns, default=""))
    both = table[[BASE, last]].dropna() if BASE in table and last > BASE else table[:0]
    if both.empty:
        return None
    moved = (both[last] - both[BASE]).sort_values(kind="stable")
    means = _whole_means(table, last)
    points = sorted((change.points, area) for area, change in means.items())
    tallied = tally(facts, sound(result), BASE, last)
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
