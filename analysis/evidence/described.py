"""What can be described but not tested: how many children live there, conditions, support."""

import pandas as pd

from analysis.comparison import level
from analysis.evidence.case import Case, Finding, Value, as_float, row_of
from analysis.faults import faulty
from analysis.measure import OURS, measure
from analysis.notes import FEW, on_area
from analysis.peers import series
from catalog.load import indicators
from catalog.model import Text

CONDITIONS = ("child_poverty_share", "overcrowded_residents", "neet_16_24", "employment_rate")


def children_living_there(case: Case) -> tuple[Finding, ...]:
    """Residents aged 0-17 in the figure's year and the year known before, as counted.

    From the fetched table behind our own rate; without it from the few that are embedded.
    """
    rows = measure(case.facts, OURS, area_kind="municipality").table
    rows = rows[(rows["area"] == case.area) & rows["denominator"].notna()]
    rows = rows.rename(columns={"denominator": "children", "denominator_snapshot": "from"})
    if case.period not in set(rows["period"]):
        rows = measure(case.facts, "population_0_17", area=case.area).usable()
        rows = rows.rename(columns={"value": "children", "snapshot": "from"})
    rows = rows[rows["period"] <= case.period].sort_values("period")[-2:]
    if not len(rows):
        return (Finding("unknown", "no_population"),)
    snapshots = tuple(dict.fromkeys(case.facts.snapshots[int(key)] for key in rows["from"]))
    years, known = list(rows["period"]), dict(zip(rows["period"], rows["children"], strict=True))
    values: dict[str, Value] = {"value": int(known[years[-1]]), "period": years[-1]}
    if len(years) == 1:
        return (Finding("neither", "children_once", values, snapshots),)
    values |= {"before": int(known[years[0]]), "earlier": years[0]}
    return (Finding("neither", "children_twice", values, snapshots),)


def size(case: Case) -> tuple[Finding, ...]:
    """How much ten more of what is counted would move the figure; chance is in the usual limits."""
    notes = on_area(case.result, case.area, case.period)
    noted = tuple(
        Finding("neither", "noted", {"text": Text(da=note["text_da"], en=note["text_en"])})
        for _, note in notes[notes["kind"] == FEW].iterrows()
    )
    row = row_of(case.result, case.area, case.period)
    counts = case.result.indicator.counts
    if row is None or pd.isna(row["denominator"]) or counts not in ("children", "notifications"):
        return noted
    moved = 10 * case.result.indicator.per / float(row["denominator"])
    one = Finding("neither", f"ten_{counts}", {"value": moved})
    allowed = (Finding("against", "size_allowed"),) if case.unusual else ()
    return (*noted, one, *allowed)


def conditions(case: Case) -> tuple[Finding, ...]:
    """Conditions of the municipality beside the comparison's, described: they have no interval."""
    return tuple(one for name in CONDITIONS for one in _described(case, name, "condition"))


def support(case: Case) -> tuple[Finding, ...]:
    """Children who get support, as a series of its own: never a cause of notifications."""
    return _described(case, "support_share", "support")


def _described(case: Case, name: str, sentence: str) -> tuple[Finding, ...]:
    found = measure(case.facts, name, area_kind="municipality")
    own = series(found, case.area)
    years = sorted(period for period in own if period <= case.period)
    if not years:
        return ()
    last, declared = years[-1], indicators()[name]
    values: dict[str, Value] = {"what": declared.name, "unit": declared.unit, "period": last}
    if case.area in faulty(found, last):
        return (Finding("unknown", f"{sentence}_in_doubt", values),)
    benchmark = level(case.facts, found, case.comparison).values.get(last)
    values |= {"value": own[last], "benchmark": as_float(benchmark)}
    word = "beside" if benchmark is not None else "alone"
    snapshots = found.where(found.table["period"] == last).snapshots
    return (Finding("neither", f"{sentence}_{word}", values, snapshots, declared.decimals),)
