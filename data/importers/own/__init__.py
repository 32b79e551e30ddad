"""A municipality's own file, from bytes to rows of counts, or every fault in it at once."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.faults import TOLD_AT_MOST, Fault, RefusedError
from data.importers.own.grid import CPR, MAX_BYTES, MAX_COLUMNS, Line, refuse, shown
from data.importers.own.names import COLUMNS, OPTIONAL, columns, plain
from data.importers.own.rows import Placed, Sheet, month_of, read_row
from data.importers.own.text import lines_of_text
from data.importers.own.whole import faults_between
from data.importers.own.workbook import lines_of_workbook
from data.workspace import Row

KINDS = ("csv", "xlsx")
ZIP = b"PK\x03\x04"
NOTE_SIGNS = 300


@dataclass(frozen=True)
class OwnFile:
    """A file that was read without a fault."""

    name: str
    sha256: str
    rows: tuple[Row, ...]


def read_own(raw: bytes, name: str, *, municipality: str) -> OwnFile:
    """The counts of a file for one municipality.

    Raises RefusedError with every fault: of those of one kind the first ones, and never so many of
    one kind that another is left out.
    """
    sheet, lines, faults = _opened(raw, name, municipality)
    placed: list[Placed] = []
    spoiled: set[str] = set()
    for line in lines:
        row, wrong = read_row(sheet, line)
        faults += wrong
        placed += [row] if row else []
        spoiled |= {month_of(sheet, line)} if wrong else set()
    faults += faults_between(placed, sheet, spoiled=spoiled)
    if faults:
        raise RefusedError(spread(faults))
    return OwnFile(name, hashlib.sha256(raw).hexdigest(), tuple(each.row for each in placed))


def has_cpr(text: str) -> bool:
    """Whether a text holds what looks like a person's number."""
    return CPR.search(text) is not None


def spread(faults: Sequence[Fault], *, first: int = TOLD_AT_MOST) -> list[Fault]:
    """Faults in an order whose first ones, by row, hold every kind; after them the rest."""
    kinds = [
        list(found)
        for _, found in groupby(sorted(faults, key=lambda f: f.rule), key=lambda f: f.rule)
    ]
    longest = max((len(found) for found in kinds), default=0)
    turns = [found[turn] for turn in range(longest) for found in kinds if turn < len(found)]
    return [*sorted(turns[:first], key=lambda fault: fault.row or 0), *turns[first:]]


def _opened(raw: bytes, name: str, municipality: str) -> tuple[Sheet, list[Line], list[Fault]]:
    """The file's rows below its heading, and what is wrong with the heading."""
    if has_cpr(name):
        raise refuse(name, "own_cpr")
    if len(raw) > MAX_BYTES:
        raise refuse(name, "own_too_big", found=f"{len(raw) / 1_000_000:.1f} MB")
    found = _lines(raw, name)
    head = next((place for place, line in enumerate(found) if not line.empty), None)
    if head is None:
        raise refuse(name, "own_no_rows")
    heading, lines = found[head], found[head + 1 :]
    faults = [*_heading(heading, shown(name))]
    if not lines:
        faults.append(Fault(shown(name), heading.number, None, "", "own_no_rows"))
    named = [columns().get(plain(cell), "") for cell in heading.cells]
    places = {ours: named.index(ours) for ours in COLUMNS if ours in named}
    if len(places) < 2:
        raise RefusedError(
            [Fault(shown(name), heading.number, None, _told(heading), "own_heading")]
        )
    return Sheet(shown(name), places, heading.cells, municipality), lines, faults


def _lines(raw: bytes, name: str) -> list[Line]:
    ending = name.lower().rpartition(".")[2]
    if raw.startswith(ZIP) or ending in ("xlsx", "xlsm", "xls"):
        return lines_of_workbook(raw, name)
    if ending not in ("csv", "txt", "tsv"):
        raise refuse(name, "own_kind")
    return lines_of_text(raw, name)


def _heading(heading: Line, file: str) -> Iterator[Fault]:
    cells = [plain(cell) for cell in heading.cells]
    known = [columns().get(cell) for cell in cells]
    if len(cells) > MAX_COLUMNS:
        yield Fault(file, heading.number, None, str(len(cells)), "own_columns")
    for name, words in COLUMNS.items():
        if name not in known and name not in OPTIONAL:
            yield Fault(file, heading.number, words[0], _told(heading), "own_column_missing")
    for place, name_of in enumerate(known[:MAX_COLUMNS]):
        column = shown(heading.cells[place])
        if name_of is None and (column or any(cells[place:])):
            yield Fault(file, heading.number, column, column, "own_column_unknown")
        elif name_of is not None and name_of in known[:place]:
            yield Fault(file, heading.number, column, column, "own_column_twice")


def _told(heading: Line) -> str:
    return shown(", ".join(cell for cell in heading.cells if cell))
