"""Row by row: what each cell means, or what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.faults import Fault
from data.importers.own import names
from data.importers.own.cells import FORMULA, CellError, month, number
from data.importers.own.grid import CPR, Line, shown
from data.workspace import Row

EXAMPLE = ("eksempel", "example")
"""What stands for the municipality in the template's example: such a row is never taken in."""


@dataclass(frozen=True)
class Placed:
    """A row that is right in itself, with its number in the file and its own words."""

    number: int
    row: Row
    text: str


@dataclass(frozen=True)
class Sheet:
    """A file under reading: its name, where each of our columns stands, and whose figures it is."""

    file: str
    places: Mapping[str, int]
    heading: Sequence[str]
    municipality: str

    def cell(self, line: Line, name: str) -> str:
        """The cell of one of our columns; empty where the file has no such column."""
        place = self.places.get(name, len(line.cells))
        return line.cells[place] if place < len(line.cells) else ""

    def fault(self, line: Line, name: str, rule: str, *, found: str | None = None) -> Fault:
        """A fault in one cell."""
        text = self.cell(line, name) if found is None else found
        column = self.heading[self.places[name]] if name in self.places else names.COLUMNS[name][0]
        return Fault(self.file, line.number, shown(column), shown(text), rule)


def read_row(sheet: Sheet, line: Line) -> tuple[Placed | None, list[Fault]]:
    """A row as ids, or all that is wrong with it."""
    if sweeping := _sweeping(sheet, line):
        return None, sweeping
    faults: list[Fault] = [*_municipality(sheet, line)]
    period = _read(sheet, line, "period", faults)
    measure = _known(sheet, line, "measure", names.measures(), faults)
    division = _known(sheet, line, "dimension", names.divisions(), faults)
    category = _category(sheet, line, division, faults) if division else None
    count = _read(sheet, line, "count", faults)
    if faults or period is None or measure is None or division is None or category is None:
        return None, faults
    row = Row(str(period), measure, division, category, None if count is None else int(count))
    return Placed(line.number, row, ", ".join(filter(None, line.cells))), faults


def month_of(sheet: Sheet, line: Line) -> str:
    """The month of a row with faults, so that what it spoils is not told as missing."""
    try:
        return month(sheet.cell(line, "period"))
    except CellError:
        return ""


def _sweeping(sheet: Sheet, line: Line) -> list[Fault]:
    """What makes the rest of a row not worth reading."""
    if line.empty:
        return [Fault(sheet.file, line.number, None, "", "own_blank")]
    if sheet.cell(line, "municipality").casefold() in EXAMPLE:
        return [sheet.fault(line, "municipality", "own_example")]
    if any(line.cells[len(sheet.heading) :]):
        return [Fault(sheet.file, line.number, None, str(len(line.cells)), "own_width")]
    return [*_anywhere(sheet, line)]


def _anywhere(sheet: Sheet, line: Line) -> Iterator[Fault]:
    """Formulas, and what looks like a person's number, wherever they stand."""
    for place, cell in enumerate(line.cells[: len(sheet.heading)]):
        rule = "own_cpr" if CPR.search(cell) else "own_formula" if FORMULA.match(cell) else None
        if rule:
            yield Fault(sheet.file, line.number, shown(sheet.heading[place]), shown(cell), rule)


def _municipality(sheet: Sheet, line: Line) -> Iterator[Fault]:
    found = sheet.cell(line, "municipality")
    if found and names.municipality(found) != sheet.municipality:
        yield sheet.fault(line, "municipality", "own_municipality")


def _read(sheet: Sheet, line: Line, name: str, faults: list[Fault]) -> str | int | None:
    if name not in sheet.places:
        return None
    try:
        reads = month if name == "period" else number
        return reads(sheet.cell(line, name))
    except CellError as wrong:
        faults.append(sheet.fault(line, name, wrong.rule))
        return None


def _known(
    sheet: Sheet, line: Line, name: str, known: Mapping[str, str], faults: list[Fault]
) -> str | None:
    text = sheet.cell(line, name)
    found = known.get(names.plain(text))
    if found is None and name in sheet.places:
        faults.append(sheet.fault(line, name, f"own_{name}" if text else "own_empty"))
    return found


def _category(sheet: Sheet, line: Line, division: str, faults: list[Fault]) -> str | None:
    """The group; a total has none, and the same word as its division is none too."""
    text = sheet.cell(line, "category")
    if division == "total":
        if text and names.divisions().get(names.plain(text)) != "total":
            faults.append(sheet.fault(line, "category", "own_group_of_total"))
        return ""
    if not text:
        faults.append(sheet.fault(line, "category", "own_no_group"))
        return None
    found = names.group(division, text)
    if found is None:
        elsewhere = any(names.group(other, text) for other in names.GROUPS if other != division)
        rule = "own_group_elsewhere" if elsewhere else "own_group"
        faults.append(sheet.fault(line, "category", rule))
    return found
