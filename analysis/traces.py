"""Every trace of a municipality in the sources, by kind; none found is not none there."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

import geo.municipalities as geo
from analysis.measure import measure
from analysis.statements import Said, said
from catalog import format as fmt
from catalog.load import indicators
from catalog.model import Language
from catalog.words import say
from data.facts import Facts
from data.schema import Trace

Kind = Literal[
    "barometer_supervision",
    "prevention_advice",
    "prevention_partner",
    "inspiration_case",
    "task_force",
    "childrens_house",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
HOUSE: Kind = "childrens_house"


def traces(facts: Facts, area: str, language: Language) -> Mapping[Kind, list[Said]]:
    """What the sources say of the municipality, by kind, every kind there; a list may be empty.

    `value` is the date as the source has it, `note` the source's own reservation. Of the children's
    house the region's house is among them, though its source does not name the municipality.
    """
    rows = facts.rows(Trace)
    rows = rows[rows["area"] == area].sort_values("date", kind="stable", na_position="last")
    found: dict[Kind, list[Said]] = {
        kind: [_trace(row, facts, language) for row in of_kind.to_dict("records")]
        for kind in KINDS
        for of_kind in [rows[rows["kind"] == kind]]
    }
    found[HOUSE] = [*house(facts, area, language), *_house_figures(facts, area, language)]
    return found


def house(facts: Facts, area: str, language: Language) -> list[Said]:
    """The children's house of the municipality's region, as its source tells of it."""
    region = geo.municipality(area).region_code
    found = said(facts, language, "childrens_houses", kinds=["house"])
    return [each for each in found if each.area == region]


def named(facts: Facts, area: str, language: Language) -> Mapping[Kind, bool]:
    """Whether a source names the municipality itself, by kind."""
    found = traces(facts, area, language)
    return {kind: any(each.area == area for each in found[kind]) for kind in KINDS}


def _trace(row: Mapping[str, Any], facts: Facts, language: Language) -> Said:
    return Said(
        id=f"trace-{row['id']}",
        kind=row["kind"],
        area=row["area"],
        date=_text(row["date"]) or None,
        value=_when(_text(row["date"]), language),
        text=row[f"text_{language}"],
        note=_text(row[f"certainty_{language}"]),
        snapshot=facts.snapshots[int(row["snapshot"])],
    )


def _house_figures(facts: Facts, area: str, language: Language) -> list[Said]:
    """The municipality's own figures on children's houses: examples that a source has printed."""
    found = []
    for declared in indicators().values():
        if declared.topic != "childrens_houses":
            continue
        rows = measure(facts, declared.id, area_kind="municipality").usable()
        for row in rows[rows["area"] == area].to_dict("records"):
            text = say(
                "traces.house_figure",
                language,
                name=declared.name[language],
                value=fmt.number(float(row["value"]), language, declared.decimals),
                unit=declared.unit[language],
            )
            found.append(
                Said(
                    id=f"trace-{declared.id}-{row['period']}",
                    kind=HOUSE,
                    area=area,
                    date=str(row["period"]),
                    value=_when(str(row["period"]), language),
                    text=text,
                    note=_text(row[f"note_{language}"]),
                    snapshot=facts.snapshots[int(row["snapshot"])],
                )
            )
    return sorted(found, key=lambda each: each.id)


def _when(date: str, language: Language) -> str:
    """A date, a span of years, or that the source has none."""
    if not date:
        return say("traces.undated", language)
    return fmt.period(date, language) if "/" in date else fmt.date(date, language)


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""
