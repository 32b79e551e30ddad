"""Events in law and in how the figures are made, for charts to draw and pages to tell of."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from catalog.model import Text
from catalog.words import LANGUAGES, say
from data.facts import Facts
from data.schema import BarometerLaw, LawEvent, Snapshot

UNSEEN = "ikke set"
"""What the Danish text on how a paragraph was verified says of one that was not seen."""


@dataclass(frozen=True)
class Quoted:
    """A row of a source in its own words, with its reservation and where it stands."""

    text: Text
    snapshot: Snapshot


DUTY = (
    "law-2011-01-01-barnets-reform-duty",
    "law-2013-10-01-overgrebspakken-professionals",
    "law-2013-10-01-overgrebspakken-school-absence",
)
"""What sources say of the duty to notify of those who work with children."""


def duty(facts: Facts) -> pd.DataFrame:
    """The events about the duty to notify, in order of date; a text that is lacking is None."""
    events = facts.rows(LawEvent)
    events = events[events["id"].isin(DUTY)].sort_values("date", kind="stable")
    return events.astype(object).where(events.notna(), None)


def marked(facts: Facts) -> pd.DataFrame:
    """The few events that are drawn as a mark in time, in order of date."""
    events = facts.rows(LawEvent)
    return events[events["marker_da"].notna()].sort_values("date", kind="stable")


def events(facts: Facts, ids: Collection[str]) -> pd.DataFrame:
    """Some events by id, in order of date."""
    found = facts.rows(LawEvent)
    return found[found["id"].isin(ids)].sort_values(["date", "id"], kind="stable")


def requirements(facts: Facts, codes: Collection[str]) -> pd.DataFrame:
    """The paragraphs behind some requirements, in the order of `codes`.

    Columns: requirement, before, after and change in each language, verified in each language,
    `confirmed` (whether every paragraph was seen), snapshot.
    """
    found = facts.rows(BarometerLaw)
    found = found[found["requirement"].isin(codes)]
    found = found.assign(confirmed=~found["verified_da"].fillna(UNSEEN).str.contains(UNSEEN))
    order = list(codes)
    return found.sort_values("requirement", key=lambda names: names.map(order.index))


def quoted(facts: Facts, requirement: str) -> Quoted | None:
    """What the law says behind one requirement, before and now; None where no source has it."""
    rows = requirements(facts, [requirement])
    if rows.empty:
        return None
    row = rows.iloc[0]
    texts = {
        language: say(
            "reception.law_seen" if row["confirmed"] else "reception.law_unseen",
            language,
            before=row[f"before_{language}"],
            after=row[f"after_{language}"],
            change=row[f"change_{language}"],
        )
        for language in LANGUAGES
    }
    return Quoted(Text(da=texts["da"], en=texts["en"]), facts.snapshots[int(row["snapshot"])])
