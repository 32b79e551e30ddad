"""What sources say in words, each with its source: findings, practices, facts of the documents."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from catalog import format as fmt
from catalog.model import Language
from data.facts import Facts
from data.schema import Snapshot, Statement

DOCUMENT = "document_fact"
"""The kind of the facts that the atlas was made from."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"\d+([.,]\d+)?")


@dataclass(frozen=True)
class Said:
    """One thing that a source says: `value` is its number or short answer, empty where none is.

    `area` is the code of the region or municipality that it is about, `date` as the source has it.
    """

    id: str
    kind: str
    area: str | None
    date: str | None
    value: str
    text: str
    note: str
    snapshot: Snapshot


def said(
    facts: Facts,
    language: Language,
    topic: str,
    *,
    kinds: Collection[str] = (),
    ids: Collection[str] = (),
) -> list[Said]:
    """What sources say of a topic, in order of id; only of some kinds or ids where those are given.

    Texts are in the language; a value in words stands in the English text already, so that there
    `value` is empty unless it is a number.
    """
    rows = facts.rows(Statement)
    rows = rows[rows["topic"] == topic]
    if kinds:
        rows = rows[rows["kind"].isin(kinds)]
    if ids:
        rows = rows[rows["id"].isin(ids)]
    rows = rows.astype(object).where(rows.notna(), None)
    found = rows.sort_values("id", kind="stable").to_dict("records")
    return [
        Said(
            row["id"],
            row["kind"],
            row["area"],
            row["date"],
            _value(row["value"], language),
            row[f"text_{language}"],
            row[f"note_{language}"] or "",
            facts.snapshots[int(row["snapshot"])],
        )
        for row in found
    ]


def _value(value: str | None, language: Language) -> str:
    if not value:
        return ""
    if DAY.fullmatch(value):
        return fmt.date(value, language)
    return value if language == "da" or NUMBER.fullmatch(value) else ""
