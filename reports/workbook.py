"""A table as it is shown, as a workbook: numbers as numbers, and a sheet of where they are from."""

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.result import Result, cite, license_of
from catalog import format as fmt
from catalog.load import sources
from catalog.model import Language
from catalog.words import say
from charts.frame import Framed
from data.schema import Snapshot
from reports.download import FORMULA

NUMBER = {
    "da": re.compile(r"([+−-]?)(0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*)(,\d+)?"),
    "en": re.compile(r"([+−-]?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(\.\d+)?"),
}
"""A number as our pages write it. A code with a zero in front is none."""

MADE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME = 31
"""Signs in the name of a sheet at most."""

WIDEST, ABOUT_WIDTHS = 60, (26, 110)


@dataclass(frozen=True)
class About:
    """What a table is about: everything that must stand beside its numbers."""

    title: str
    unit: str
    snapshots: tuple[Snapshot, ...]
    definition: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """When a file was made, of which edition of the facts, and where the same is seen."""

    made: date
    edition: str = ""
    address: str = ""


def about(
    result: Result, language: Language, *, figure: Framed | None = None, told: Iterable[str] = ()
) -> About:
    """What stands beside the figures of a result; of a drawing of them too, when there is one."""
    indicator = result.indicator
    notes = [
        *(figure.taken_notes if figure else ()),
        *told,
        *(found[language] for found in indicator.breaks),
        *(found[language] for found in indicator.caveats),
        *_known(result, language),
    ]
    return About(
        figure.title if figure else indicator.name[language],
        indicator.unit[language],
        tuple(dict.fromkeys([*(figure.snapshots if figure else ()), *result.snapshots])),
        indicator.definition[language],
        tuple(dict.fromkeys(notes)),
    )


def about_all(
    results: Sequence[Result], language: Language, *, figure: Framed | None = None
) -> About:
    """What stands beside the figures of several results in one table, each thing once."""
    every = [about(result, language, figure=figure) for result in results]
    return About(
        every[0].title,
        "; ".join(dict.fromkeys(one.unit for one in every)),
        tuple(dict.fromkeys(found for one in every for found in one.snapshots)),
        "\n".join(dict.fromkeys(filter(None, (one.definition for one in every)))),
        tuple(dict.fromkeys(note for one in every for note in one.notes)),
    )


def _known(result: Result, language: Language) -> list[str]:
    """What is known to be wrong with these very figures, with the period where it is of one."""
    notes, table = result.notes, result.table
    here = (notes["area"].isna() | notes["area"].isin(table["area"])) & (
        notes["period"].isna() | notes["period"].isin(table["period"])
    )
    return [
        say("show.note", language, period=fmt.period(period, language), text=text)
        if isinstance(period, str)
        else text
        for period, text in zip(notes[here]["period"], notes[here][f"text_{language}"], strict=True)
    ]


def about_figure(figure: Framed) -> About:
    """What stands beside a drawing, for a table that goes with it."""
    return About(figure.title, figure.subtitle, figure.snapshots, notes=figure.taken_notes)


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
    for number, (name, table) in enumerate(tables.items()):
        _table(book, _sheet_name(name, number, language), table, about, language)
    _origins(book, about, language, view)
    book.close()
    return out.getvalue()


def parsed(cell: object, language: Language) -> tuple[float, str] | None:
    """A cell that shows a number as that number and how it is written; None for any other cell.

    >>> parsed("1.234,5", "da"), parsed("−2.5", "en"), parsed("2017", "da")
    ((1234.5, '#,##0.0'), (-2.5, '0.0'), (2017.0, '0'))
    >>> parsed("0101", "da"), parsed("1–2", "da")
    (None, None)
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and math.isfinite(cell):
        return float(cell), "General"
    match = NUMBER[language].fullmatch(str(cell))
    if match is None:
        return None
    sign, whole, part = match.group(1), match.group(2), match.group(3) or ""
    value = float(re.sub(r"\D", "", whole) + part.replace(",", "."))
    form = ("#,##0" if len(whole) > 3 and not whole.isdigit() else "0") + (
        "." + "0" * (len(part) - 1) if part else ""
    )
    if sign == "+":
        form = f"+{form};−{form};{form}"
    return (-value if sign in ("−", "-") else value), form


def _table(
    book: Workbook, name: str, table: pd.DataFrame, about: About, language: Language
) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    formats: dict[str, Format] = {}
    top = 0
    if any(snapshot.standing == "synthetic" for snapshot in about.snapshots):
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
                _text(book, sheet, number, column, _words(cell, language), None)
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
    for number, (key, words) in enumerate((key, words) for key, words in rows if words):
        sheet.write_string(number, 0, say(f"workbook.{key}", language), bold)
        _text(book, sheet, number, 1, words, wrap)


def _text(
    book: Workbook, sheet: Worksheet, row: int, column: int, words: str, look: Format | None
) -> None:
    """A text as a text: one that a spreadsheet could take for a formula is marked as none."""
    if not words:
        return
    if words.startswith(FORMULA):
        look = book.add_format({"quote_prefix": True, "text_wrap": True})
    sheet.write_string(row, column, words, look)


def _words(cell: object, language: Language) -> str:
    missing = cell is None or cell == fmt.number(None, language) or cell != cell
    return say("status.missing", language) if missing else str(cell)


def _sheet_name(name: str, number: int, language: Language) -> str:
    return (
        FORBIDDEN.sub(" ", name)[:NAME].strip() or f"{say('workbook.table', language)} {number + 1}"
    )
