"""The templates for a municipality's own figures: a workbook that explains itself, and a CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from catalog.load import dimensions, own_measures
from catalog.model import Language
from catalog.words import say
from data.importers.own.names import COLUMNS, GROUPS, MEASURES
from data.importers.own.workbook import SHEET
from data.schema.workspace import DIVISIONS

MONTH = "2025-01"
HEAD = PatternFill("solid", fgColor="DCEBF0")
WIDTHS = (14, 12, 30, 16, 62, 10)
SHEETS = {"example": "Eksempel", "explained": "Forklaring"}

NOTIFIERS = {
    "school": (16, 15, 6, 7, 2),
    "day_care_clubs": (7, 7, 2, 3, 1),
    "health_service": (9, 8, 3, 4, 1),
    "police_courts": (8, 8, 3, 4, 1),
    "others": (0, 0, 0, 0, 0),
}
AGES = {"unborn": 1, "0_5": 11, "6_11": 15, "12_14": 8, "15_17": 5, "unknown": 0}
REASONS = {"insufficient_care": 18, "behavior": 12, "school_problems": 15}
"""An example made up; its groups add up to its totals as those of a real file must."""


def template_workbook(language: Language) -> bytes:
    """The template as a workbook: an empty sheet to fill in, an example, and what may stand."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _sheet(sheet, [heading(language)])
    _choices(sheet, language)
    _sheet(book.create_sheet(SHEETS["example"]), [heading(language), *example(language)])
    explained = book.create_sheet(SHEETS["explained"])
    for row in explanation(language):
        explained.append(row)
    for letter, width in zip("AB", (34, 100), strict=True):
        explained.column_dimensions[letter].width = width
        for cell in explained[letter]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=letter == "A")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template_csv(language: Language) -> bytes:
    """The template as CSV: the heading, and the example, marked so that it is never taken in."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "da" else ",", lineterminator="\r\n")
    writer.writerows([heading(language), *example(language)])
    return out.getvalue().encode("utf-8-sig")


def heading(language: Language) -> list[str]:
    """The columns by the words of the language."""
    return [say(f"own.column.{name}", language) for name in COLUMNS]


def example(language: Language) -> Iterator[list[str | int]]:
    """Rows made up; the word for an example stands where the municipality should."""
    mark = say("own.example", language)
    for measure, division, group, count in _example():
        names = own_measures()[measure].short[language], _division(division, language)
        text = dimensions()[GROUPS[division]].codes[group][language] if group else ""
        yield [mark, MONTH, *names, text, count]


def explanation(language: Language) -> Iterator[list[str]]:
    """What each column holds, and every word that may stand in it."""
    yield [say("own.explained_head", language), say("own.explained_text", language)]
    for name in COLUMNS:
        yield [say(f"own.column.{name}", language), say(f"own.explained.{name}", language)]
    yield ["", ""]
    for name in MEASURES:
        yield [own_measures()[name].short[language], own_measures()[name].definition[language]]
    for division, dimension in GROUPS.items():
        yield ["", ""]
        for code in dimensions()[dimension].codes.values():
            yield [_division(division, language), code[language]]


def _example() -> Iterator[tuple[str, str, str, int]]:
    for place, measure in enumerate(MEASURES):
        yield measure, "total", "", sum(counts[place] for counts in NOTIFIERS.values())
        for group, counts in NOTIFIERS.items():
            yield measure, "notifier", group, counts[place]
    for division, groups in (("reason", REASONS), ("age", AGES)):
        for group, count in groups.items():
            yield MEASURES[0], division, group, count


def _division(name: str, language: Language) -> str:
    return dimensions()["own_division"].codes[name][language]


def _sheet(sheet: Worksheet, rows: Iterable[Sequence[object]]) -> None:
    for row in rows:
        sheet.append(row)
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font, cell.fill = Font(bold=True), HEAD
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def _choices(sheet: Worksheet, language: Language) -> None:
    """Lists to choose from in the columns that have few words."""
    words = {
        "C": [own_measures()[name].short[language] for name in MEASURES],
        "D": [_division(name, language) for name in DIVISIONS],
    }
    for letter, found in words.items():
        allowed = DataValidation(type="list", formula1=f'"{",".join(found)}"', allow_blank=True)
        allowed.add(f"{letter}2:{letter}5000")
        sheet.add_data_validation(allowed)
