"""Help that municipalities could ask for, as its sources tell of it, and what may be relevant."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.situations import Found
from catalog.load import matches
from catalog.model import Language
from catalog.reasons import Match
from catalog.words import say
from data.facts import Facts
from data.schema import Offer, Snapshot

PREFIX = "offer-"
EXPLAINED = (
    "task-force",
    "task-force-latest",
    "laeringsforloeb",
    "ansoegningspulje",
    "tidligere-forebyggende",
    "retssikkerhedsenheden",
    "laeringsteam",
    "viso",
    "efteruddannelse",
    "deldinbekymring",
)
"""The offers whose Danish names are followed by what they are in other languages."""


@dataclass(frozen=True)
class Offered:
    """One offer in a language; what no source tells is an empty text.

    `then` and `now` are who offered it when it was written of and who has the task today; `seen` is
    when it was last seen in force, as a date, and `status` what was seen.
    """

    id: str
    name: str
    what: str
    who: str
    now: str
    then: str
    price: str
    start: str
    use: str
    seen: str
    status: str
    url: str
    snapshot: Snapshot


def offers(facts: Facts, language: Language) -> list[Offered]:
    """Every offer that was found, the one seen last first; those without a date at the end."""
    rows = facts.rows(Offer)
    rows = rows.astype(object).where(rows.notna(), "")
    rows = rows.sort_values(["status_date", "id"], ascending=[False, True], kind="stable")
    return [
        Offered(
            row["id"],
            _called(row["id"], row["offer"], language),
            row[f"what_{language}"],
            row[f"who_{language}"],
            row["provider_now"],
            row["provider_then"],
            row[f"price_{language}"],
            row["start"],
            row[f"use_{language}"],
            row["status_date"],
            row[f"status_{language}"],
            row["url"],
            facts.snapshots[int(row["snapshot"])],
        )
        for row in rows.to_dict("records")
    ]


def relevant(found: Sequence[Found]) -> list[Match]:
    """The matches of the situations that are there, in the order of the file; never a verdict."""
    present = {one.situation for one in found if one.state == "present"}
    return [match for match in matches().values() if match.situation in present]


def _called(offer: str, name: str, language: Language) -> str:
    """The Danish name as its source writes it, and in other languages what it means."""
    short = offer.removeprefix(PREFIX)
    if short not in EXPLAINED:
        return name
    return say(f"offers.called_{short.replace('-', '_')}", language, name=name)
