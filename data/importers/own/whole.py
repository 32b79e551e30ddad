"""What must hold between the rows of a file: no doubles, and no part beyond its whole."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from data.faults import Fault
from data.importers.own.grid import shown
from data.importers.own.names import OUTCOMES
from data.importers.own.rows import Placed, Sheet
from data.workspace import Row

Key = tuple[str, str, str, str]
"""Month, measure, division and category."""

ADDS_UP = ("notifier", "age")
"""Divisions whose groups never overlap; one notification may have several reasons."""


def faults_between(
    placed: Sequence[Placed], sheet: Sheet, *, spoiled: Collection[str]
) -> Iterator[Fault]:
    """Every fault that no row shows alone, at the row where it is best mended.

    In `spoiled` months some row is not read, so nothing is said to be missing there.
    """
    found: dict[Key, Placed] = {}
    for each in placed:
        if _key(each.row) in found:
            yield _fault(sheet, each, "own_double")
        else:
            found[_key(each.row)] = each
    for each in found.values():
        yield from _beyond(each, found, sheet)
        if each.row.period not in spoiled:
            yield from _missing(each, found, sheet)
    yield from _sums(found, sheet)
    yield from _outcomes(found, sheet)


def _missing(each: Placed, found: Mapping[Key, Placed], sheet: Sheet) -> Iterator[Fault]:
    """A count without the notifications that it is part of, or without its total."""
    row = each.row
    if (row.period, "notifications", row.dimension, row.category) not in found:
        yield _fault(sheet, each, "own_no_notifications")
    if row.dimension != "total" and (row.period, row.measure, "total", "") not in found:
        yield _fault(sheet, each, "own_no_total")


def _beyond(each: Placed, found: Mapping[Key, Placed], sheet: Sheet) -> Iterator[Fault]:
    """A count beyond the notifications that it is part of, or beyond its total."""
    row = each.row
    whole = found.get((row.period, "notifications", row.dimension, row.category))
    total = found.get((row.period, row.measure, "total", ""))
    if whole and _more(row.count, whole.row.count):
        in_time = row.measure == "in_time"
        yield _fault(sheet, each, "own_in_time_beyond" if in_time else "own_outcome_beyond")
    if total and _more(row.count, total.row.count):
        yield _fault(sheet, each, "own_part_beyond")


def _sums(found: Mapping[Key, Placed], sheet: Sheet) -> Iterator[Fault]:
    """Groups that together are more than their total, told at the total."""
    sums: dict[tuple[str, str, str], int] = {}
    for (period, measure, division, _), each in found.items():
        if division in ADDS_UP:
            key = (period, measure, division)
            sums[key] = sums.get(key, 0) + (each.row.count or 0)
    for (period, measure, _), together in sums.items():
        total = found.get((period, measure, "total", ""))
        if total is not None and _more(together, total.row.count):
            yield _fault(sheet, total, "own_sum_beyond", told=f"{total.row.count} < {together}")


def _outcomes(found: Mapping[Key, Placed], sheet: Sheet) -> Iterator[Fault]:
    """What followed, added up, can be no more than the notifications."""
    for (period, measure, division, category), each in found.items():
        if measure == "notifications":
            keys = ((period, outcome, division, category) for outcome in OUTCOMES)
            parts = [found[key].row.count or 0 for key in keys if key in found]
            if _more(sum(parts), each.row.count) and max(parts) <= (each.row.count or 0):
                told = f"{each.row.count} < {sum(parts)}"
                yield _fault(sheet, each, "own_outcomes_beyond", told=told)


def _more(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole


def _key(row: Row) -> Key:
    return row.period, row.measure, row.dimension, row.category


def _fault(sheet: Sheet, each: Placed, rule: str, *, told: str | None = None) -> Fault:
    text = each.text if told is None else told
    return Fault(sheet.file, each.number, None, shown(text), rule)
