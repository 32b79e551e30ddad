"""What sources have written down: how a year was counted, faults, where a municipality is named."""

import pandas as pd

from analysis.evidence.case import Case, Finding
from analysis.faults import FAULTS
from analysis.notes import on_area, on_whole
from analysis.position import irregular
from catalog.model import Language, Text
from data.schema import Statement, Trace

COUNTING = frozenset({"break", "counting", "conflict", "revised"})


def counting_notes(case: Case) -> tuple[Finding, ...]:
    """What sources say of how the municipality, or all of them that year, were counted."""
    own = on_area(case.result, case.area, case.period)
    notes = pd.concat([own, on_whole(case.result, case.period)])
    notes = notes[notes["kind"].isin(COUNTING)].drop_duplicates("text_da")
    breaks = [
        Text(da=b.da, en=b.en) for b in case.result.indicator.breaks if b.period == case.period
    ]
    texts = [Text(da=n["text_da"], en=n["text_en"]) for _, n in notes.iterrows()] + breaks
    return tuple(Finding("neither", "noted", {"text": text}) for text in texts)


def mentions(case: Case) -> tuple[Finding, ...]:
    """Where the sources name the municipality; none of them says how it organises reception."""
    told = case.facts.rows(Statement)
    told = told[(told["area"] == case.area) & (told["topic"] == "reception")]
    traces = case.facts.rows(Trace).rename(
        columns={"certainty_da": "note_da", "certainty_en": "note_en"}
    )
    rows = pd.concat([told, traces[traces["area"] == case.area]]).fillna(
        {"note_da": "", "note_en": ""}
    )
    found = tuple(
        Finding(
            "neither",
            "mentioned",
            {"text": Text(da=_both(row, "da"), en=_both(row, "en"))},
            (case.facts.snapshots[int(row["snapshot"])],),
        )
        for _, row in rows.iterrows()
    )
    return found or (Finding("unknown", "not_mentioned"),)


def known_faults(case: Case) -> tuple[Finding, ...]:
    """The known faults of the municipality's own figure, and that it goes through another."""
    notes = on_area(case.result, case.area, case.period)
    notes = notes[notes["kind"].isin(FAULTS)]
    found = tuple(
        Finding("for", "noted", {"text": Text(da=note["text_da"], en=note["text_en"])})
        for _, note in notes.iterrows()
    )
    if case.area in irregular(case.result):
        found = (*found, Finding("for", "through_another"))
    return found or (Finding("neither", "no_faults", {"period": case.period}),)


def _both(row: "pd.Series[str]", language: Language) -> str:
    """What a source says with its reservation, where it has one."""
    return f"{row[f'text_{language}']} {row[f'note_{language}']}".strip()
