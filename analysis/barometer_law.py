"""The law behind each requirement of the barometer, before and after 2024, and what is verified."""

from dataclasses import dataclass
from typing import Any

from catalog.load import dimensions
from catalog.model import Text
from data.facts import Facts
from data.schema import BarometerLaw, Snapshot

SEEN = {
    "both seen": (True, True),
    "barnets lov paragraph seen": (False, True),
    "serviceloven seen": (True, False),
    "serviceloven seen; exact new subsection not seen": (True, False),
}
"""Whether the paragraph was read in serviceloven and in barnets lov; all else in neither."""


@dataclass(frozen=True)
class Law:
    """One requirement: its paragraph in cases before 1 January 2024 and from then on.

    `seen` says in the source's words what of it was read; where a paragraph was not read itself, it
    is not verified.
    """

    requirement: str
    before: Text | None
    after: Text | None
    change: Text | None
    seen: Text
    before_verified: bool
    after_verified: bool
    snapshot: Snapshot


def laws(facts: Facts) -> list[Law]:
    """The law of every requirement that has one, in the order of the catalog."""
    rows = {row["requirement"]: row for row in facts.rows(BarometerLaw).to_dict("records")}
    return [
        _law(facts, code, rows[code]) for code in dimensions()["requirement"].codes if code in rows
    ]


def _law(facts: Facts, code: str, row: dict[Any, Any]) -> Law:
    seen = _text(row, "verified") or Text(da="–", en="–")
    before, after = SEEN.get(seen.en, (False, False))
    return Law(
        code,
        _text(row, "before"),
        _text(row, "after"),
        _text(row, "change"),
        seen,
        before,
        after,
        facts.snapshots[int(row["snapshot"])],
    )


def _text(row: dict[Any, Any], name: str) -> Text | None:
    found = row[f"{name}_da"]
    return Text(da=found, en=row[f"{name}_en"]) if isinstance(found, str) else None
