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
SPELLED = (
    ("nul", "zero", "ingen", "no", "none"),
    ("en", "et", "én", "ét", "one"),
    ("to", "two"),
    ("tre", "three"),
    ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"),
    ("syv", "seven"),
    ("otte", "eight"),
    ("ni", "nine"),
    ("ti", "ten"),
    ("elleve", "eleven"),
    ("tolv", "twelve"),
)
"""Numbers from 0 as sources spell them."""


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


def says_itself(value: str, text: str) -> bool:
    """Whether a text says its value already: in the same words, spelled out, or as a list of it.

    >>> says_itself("8 cases; 7 kommuner", "Otte cases fra syv kommuner")
    True
    >>> says_itself("3", "Områder: almen; myndighed; udfører")
    True
    >>> says_itself("12 kommuner", "Undersøgelse af børnehusene 2017")
    False
    """
    if value.casefold() in text.casefold() and not NUMBER.search(value):
        return True
    numbers = [found.group() for found in NUMBER.finditer(value)]
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    there = {_plain(found.group()) for found in NUMBER.finditer(text)}
    listed = str(len(text.partition(":")[2].split(";"))) if ";" in text else ""
    return bool(numbers) and all(
        _plain(number) in there or number == listed or bool(words & set(_spelled(number)))
        for number in numbers
    )


def _plain(number: str) -> str:
    """A number as it compares, however its decimals and leading zeros are written."""
    return number.replace(",", ".").lstrip("0") or "0"


def _spelled(number: str) -> tuple[str, ...]:
    return SPELLED[int(number)] if number.isdigit() and int(number) < len(SPELLED) else ()
