"""A municipality's answers to the checklist as CSV, each with its date and signature."""

from collections.abc import Mapping

import geo.municipalities as geo
from catalog.load import practices
from catalog.model import Language
from catalog.words import say
from data.schema.workspace import OwnSaying
from reports.download import written

COLUMNS = ("municipality", "practice", "answer", "saved", "signed", "standing")


def practices_csv(found: Mapping[str, OwnSaying], area: str, language: Language) -> bytes:
    """Every practice of the checklist, those without an answer too, said to be the municipality's.

    Days are in UTC. Texts that a spreadsheet would take for a formula get an apostrophe in front.
    """
    name = geo.municipality(area).name
    head = [say(f"practices.column.{column}", language) for column in COLUMNS]
    rows = []
    for practice in practices().values():
        row = found.get(practice.id)
        answer = say(f"practices.answer.{row.value if row else 'none'}", language)
        when, by = (f"{row.saved:%Y-%m-%d}", row.signed) if row else ("", "")
        standing = say("practices.own_words", language)
        rows.append([name, practice.text[language], answer, when, by, standing])
    return written([head, *rows], language)
