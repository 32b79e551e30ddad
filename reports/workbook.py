"""A table as it is shown, as a workbook: numbers as numbers, and a sheet of where they are from."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.result import cite, license_of
from catalog import format as fmt
from catalog.load import sources
from catalog.model import Language
from catalog.words import say
from reports.about import About
from reports.cells import FORMULA, parsed, words

MADE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME = 31
"""Signs in the name of a sheet at most."""

WIDEST, ABOUT_WIDTHS = 60, (26, 110)


@dataclass(frozen=True)
class View:
    """When a file was made, of which edition of the facts, and where the same is seen."""

    made: date
    edition: str = ""
    address: str = ""


def workbook(
    tables: Mapping[str, pd.DataFrame], about: About, language: Language, view: View
) -> bytes:
    """One sheet a table, by its name, and one of sources and reservations.

    Texts stay texts, whatever they begin with; a missing figure is a word and never a number.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, **MADE})
    made = datetime(view.made.year, view.made.month, view.made.day)
    book.set_properties({"title": about.title, "created": made})
    names: list[str] = []
    for name, table in tables.items():
        names.append(_sheet_name(name, names, language))
        _table(book, names[-1], table, about, language)
    _origins(book, about, language, view)
    book.close()
    return out.getvalue()


def _table(
    book: Workbook, name: str, table: pd.DataFrame, about: About, language: Language
) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    formats: dict[str, Format] = {}
    top = 0
    if about.made_up:
        sheet.write_string(0, 0, say("paper.made_up", language), bold)
        top = 1
    heads = [str(table.index.name or ""), *map(str, table.columns)]
    rows = [[index, *cells] for index, cells in zip(table.index, table.to_numpy(), strict=True)]
    for column, head in enumerate(heads):
        _text(book, sheet, top, column, head, bold)
        longest = max([len(head), *(len(str(row[column])) for row in rows)])
        sheet.set_column(column, column, min(longest + 2, WIDEST))
    for number, row in enumerate(rows, start=top + 1):
        for column, cell in enumerate(row):
            found = parsed(cell, language)
            if found is None:
                _text(book, sheet, number, column, words(cell, language), None)
                continue
            look = formats.setdefault(found[1], book.add_format({"num_format": found[1]}))
            sheet.write_number(number, column, found[0], look)
    sheet.freeze_panes(top + 1, 1)


def _origins(book: Workbook, about: About, language: Language, view: View) -> None:
    """Title, unit, each source with what is known of it, notes, edition, date and address."""
    rows: list[tuple[str, str]] = [
        ("title", about.title),
        ("unit", about.unit),
        ("definition", about.definition),
    ]
    for snapshot in about.snapshots:
        rows += [
            ("source", cite(snapshot, language)),
            ("name", sources()[snapshot.source].name[language]),
            ("edition", snapshot.edition),
            ("standing", say(f"standing.{snapshot.standing}", language)),
            ("license", license_of(snapshot, language)),
            ("address", snapshot.url or snapshot.why_no_url(language) or ""),
        ]
    rows += [("note", note) for note in about.notes]
    rows += [
        ("facts", view.edition),
        ("made", fmt.date(view.made.isoformat(), language)),
        ("view", view.address),
    ]
    sheet = book.add_worksheet(say("workbook.sheet", language))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for column, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    for number, (key, text) in enumerate((key, text) for key, text in rows if text):
        sheet.write_string(number, 0, say(f"workbook.{key}", language), bold)
        _text(book, sheet, number, 1, text, wrap)


def _text(
    book: Workbook, sheet: Worksheet, row: int, column: int, text: str, look: Format | None
) -> None:
    """A text as a text: one that a spreadsheet could take for a formula is marked as none."""
    if not text:
        return
    if text.startswith(FORMULA):
        look = book.add_format({"quote_prefix": True, "text_wrap": True})
    sheet.write_string(row, column, text, look)


def _sheet_name(name: str, taken: list[str], language: Language) -> str:
    """A name that a workbook allows, and that no sheet before it has."""
    kept = FORBIDDEN.sub(" ", name)[:NAME].strip()
    numbered = f"{say('workbook.table', language)} {len(taken) + 1}"
    return numbered if not kept or kept.lower() in map(str.lower, taken) else kept
