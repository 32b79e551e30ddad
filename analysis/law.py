"""Events in law and in how the figures are made, for charts to draw and pages to tell of."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.barometer_law import SEEN
from catalog.model import Language, Text
from catalog.words import LANGUAGES, say
from data.facts import Facts
from data.schema import BarometerLaw, LawEvent, Snapshot


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
    `before_seen` and `after_seen` (whether the paragraph itself was read), snapshot.
    """
    found = facts.rows(BarometerLaw)
    found = found[found["requirement"].isin(codes)]
    seen = [SEEN.get(str(told), (False, False)) for told in found["verified_en"]]
    found = found.assign(before_seen=[b for b, _ in seen], after_seen=[a for _, a in seen])
    order = list(codes)
    return found.sort_values("requirement", key=lambda names: names.map(order.index))


def paragraph(row: Mapping[Hashable, Any], part: str, language: Language) -> str:
    """A paragraph `before` or `after` 2024, with the words that it is to be confirmed where it is.

    `row` is one of `requirements`.
    """
    text = row[f"{part}_{language}"]
    if not isinstance(text, str):
        return "–"
    return text if row[f"{part}_seen"] else say("casework.confirm", language, text=text)


def quoted(facts: Facts, requirement: str) -> Quoted | None:
    """What the law says behind one requirement, before and now; None where no source has it."""
    rows = requirements(facts, [requirement])
    if rows.empty:
        return None
    row = rows.to_dict("records")[0]
    texts = {
        language: say(
            "reception.law_told",
            language,
            before=paragraph(row, "before", language),
            after=paragraph(row, "after", language),
            change=row[f"change_{language}"],
        )
        for language in LANGUAGES
    }
    return Quoted(Text(da=texts["da"], en=texts["en"]), facts.snapshots[int(row["snapshot"])])
