"""A workbook as rows of text: one sheet, no macros, no formulas, and never more than the limits."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl

from data.faults import RefusedError
from data.importers.own.grid import MAX_COLUMNS, MAX_ROWS, Line, refuse, trimmed

SHEET = "Tal"
"""The sheet that is read; without one of that name the first."""

MAX_UNPACKED = 60_000_000
MAX_PARTS = 500
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How workbooks of the old kind, and those with a password, begin."""


def lines_of_workbook(raw: bytes, file: str) -> list[Line]:
    """The rows of a workbook; raises RefusedError when it cannot be read safely."""
    try:
        _inspect(raw, file)
        return trimmed(_lines(_cells(raw)), file)
    except RefusedError:
        raise
    except Exception as fault:  # zip and XML parsers raise whatever a broken file provokes
        raise refuse(file, "own_broken_workbook", found=str(fault)) from fault


def _cells(raw: bytes) -> Iterator[tuple[Any, ...]]:
    """The values of the sheet; formulas stay formulas, so that they can be refused by cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_row=MAX_ROWS + 3, max_col=MAX_COLUMNS + 1, values_only=True)


def _lines(found: Iterator[tuple[Any, ...]]) -> Iterator[Line]:
    for number, values in enumerate(found, start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        yield Line(number, tuple(cells))


def _text(value: object) -> str:
    """A cell as it would be typed. A broken number gets six decimals: `1.234` would be 1234."""
    if value is None or isinstance(value, time):
        return "" if value is None else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.6f}"
    return " ".join(str(value).split())


def _inspect(raw: bytes, file: str) -> None:
    """Look at the parts before anything is unpacked: what they would take, and what they are."""
    if raw.startswith(OLE):
        raise refuse(file, "own_old_workbook")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        found = parts.infolist()
        names = [part.filename.lower() for part in found]
        unpacked = sum(part.file_size for part in found)
        if any("vbaproject" in name or "macrosheets/" in name for name in names):
            raise refuse(file, "own_macros")
        if unpacked > MAX_UNPACKED or len(found) > MAX_PARTS:
            raise refuse(file, "own_bomb", found=f"{unpacked // 1_000_000} MB")
        if "xl/workbook.xml" not in names or any(_declares(parts, part) for part in found):
            raise refuse(file, "own_broken_workbook")


def _declares(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities of its own, which workbooks never do."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    with parts.open(part) as opened:
        return b"<!DOCTYPE" in opened.read(4096)
