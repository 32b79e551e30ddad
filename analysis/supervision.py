"""The municipalities that supervision followed up after the barometer, as the source names them."""

from dataclasses import dataclass

from catalog import format as fmt
from catalog.model import Language
from data.facts import Facts
from data.schema import Snapshot, Trace
from geo import municipalities as geo

KIND = "barometer_supervision"


@dataclass(frozen=True)
class Named:
    """One municipality that a source names, with what it says and the source's reservation."""

    area: str
    name: str
    date: str
    text: str
    reservation: str
    snapshot: Snapshot


def named(facts: Facts, language: Language) -> list[Named]:
    """The municipalities in alphabetical order: nothing is known that could put them in another."""
    rows = facts.rows(Trace).fillna("")
    found = [
        Named(
            row["area"],
            geo.municipality(row["area"]).name,
            row["date"],
            row[f"text_{language}"],
            row[f"certainty_{language}"],
            facts.snapshots[int(row["snapshot"])],
        )
        for row in rows[rows["kind"] == KIND].to_dict("records")
    ]
    return sorted(found, key=lambda one: fmt.danish(one.name))
