"""What may lie behind a municipality's figure: is it unusual, and what the data says of why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from analysis import law
from analysis.comparison import Comparison, level
from analysis.evidence import EVIDENCE
from analysis.evidence.case import Case, Finding, row_of
from analysis.faults import faulty
from analysis.law import Quoted
from analysis.methods.compare import against
from analysis.position import irregular
from analysis.result import Result
from analysis.similar import DEFAULT, Weights
from analysis.unusual import Unusual, unusual
from catalog.load import explanations
from catalog.model import Text
from catalog.reasons import Reference
from data.facts import Facts
from data.schema import LawEvent, Statement

Verdict = Literal["unusual", "ordinary", "in_doubt", "not_own", "no_counts", "hand", "too_few"]
"""Outside the usual limits, within them, or why that cannot be told."""


@dataclass(frozen=True, eq=False)
class Explained:
    """Whether a figure is unusual, with the findings of each explanation in the file's order.

    `direction` is where a test puts the figure: higher, lower or None. `among` is what it was
    judged by, None where it was not.
    """

    verdict: Verdict
    direction: str | None
    among: Unusual | None
    findings: Mapping[str, tuple[Finding, ...]]


@lru_cache(maxsize=256)
def explain(
    facts: Facts,
    result: Result,
    area: str,
    period: str,
    comparison: Comparison,
    weights: Weights = DEFAULT,
) -> Explained:
    """One municipality's figure beside its comparison, and what speaks for each explanation."""
    verdict, among = _judged(facts, result, area, period, comparison, weights)
    direction = _direction(facts, result, area, period, comparison, among)
    case = Case(facts, result, area, period, comparison, direction, verdict == "unusual")
    findings = {
        name: tuple(one for asked in item.evidence for one in EVIDENCE[asked](case))
        for name, item in explanations().items()
    }
    return Explained(verdict, direction, among, findings)


def quoted(facts: Facts, sources: Sequence[Reference]) -> tuple[Quoted, ...]:
    """The rows that an explanation or a question refers to, of those that are among the facts."""
    return tuple(found for one in sources if (found := _quote(facts, one)) is not None)


def _judged(
    facts: Facts,
    result: Result,
    area: str,
    period: str,
    comparison: Comparison,
    weights: Weights,
) -> tuple[Verdict, Unusual | None]:
    row = row_of(result, area, period)
    if row is None or area in faulty(result, period):
        return "in_doubt", None
    if area in irregular(result):
        return "not_own", None
    if pd.isna(row["denominator"]):
        return "no_counts", None
    if comparison.kind == "hand":
        return "hand", None
    among = unusual(facts, result, comparison.kind, period=period, weights=weights)
    if among is None or among.table.loc[area, "outside"] == "not compared":
        return "too_few", None
    outside = among.table.loc[area, "outside"]
    return ("ordinary" if outside == "similar" else "unusual"), among


def _direction(
    facts: Facts,
    result: Result,
    area: str,
    period: str,
    comparison: Comparison,
    among: Unusual | None,
) -> str | None:
    """Where an unusual figure lies; by its own interval where the usual limits are not known."""
    row = row_of(result, area, period)
    if row is None or area in faulty(result, period) | irregular(result):
        return None
    if among is not None:
        outside = str(among.table.loc[area, "outside"])
        return None if outside == "similar" else outside
    benchmark = level(facts, result, comparison).values.get(period)
    found = against(row["value"], row["lower"], row["upper"], benchmark)
    return found if found in ("higher", "lower") else None


def _quote(facts: Facts, one: Reference) -> Quoted | None:
    if one.requirement is not None:
        return law.quoted(facts, one.requirement)
    if one.statement is not None or one.event is not None:
        rows = facts.rows(LawEvent if one.statement is None else Statement)
        rows = rows[rows["id"] == (one.statement or one.event)]
    else:
        rows = facts.notes()
        begins = rows["text_da"].str.startswith(one.note or "")
        rows = rows[begins & rows["snapshot"].isin(_numbers(facts, one))]
    if not len(rows):
        return None
    row = rows.iloc[0]
    text = Text(da=row["text_da"], en=row["text_en"])
    return Quoted(text, facts.snapshots[int(row["snapshot"])])


def _numbers(facts: Facts, one: Reference) -> list[int]:
    """The numbers of the snapshot that a reference names."""
    found = facts.snapshots.items()
    return [number for number, s in found if f"{s.source}/{s.edition}" == one.snapshot]
