"""A municipality's own counts as cells: months, years, and how they add up to each other."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.disclosure import Sum, hidden

NOTIFICATIONS, IN_TIME = "notifications", "in_time"
OUTCOMES = ("closed", "assessed", "support")
TOTAL = "total"
ADDS_UP = ("notifier", "age")
"""Divisions whose groups never overlap; one notification may have several reasons."""

MONTHLY = (NOTIFICATIONS, IN_TIME)
"""What leaves the own view month by month, in total only; all else leaves as years."""


class Cell(NamedTuple):
    """One count: a month as `2025-03` or a year as `2025`, what is counted, and the group."""

    period: str
    measure: str
    division: str
    category: str


Counts = Mapping[Cell, int | None]
"""None is a count that the municipality itself has hidden."""


def monthly(rows: pd.DataFrame) -> dict[Cell, int | None]:
    """The cells of the months, from the rows of `data.workspace.counts`."""
    columns = (rows[name] for name in ("period", "measure", "dimension", "category", "count"))
    return {
        Cell(*names): None if pd.isna(count) else int(count)
        for *names, count in zip(*columns, strict=True)
    }


def yearly(months: Counts) -> dict[Cell, int | None]:
    """The sums of the months of each year; a group that lacks a month has no sum for the year."""
    having: dict[tuple[str, str], set[str]] = {}
    parts: dict[Cell, list[int | None]] = {}
    for cell, count in months.items():
        having.setdefault((cell.period[:4], cell.division), set()).add(cell.period)
        parts.setdefault(cell._replace(period=cell.period[:4]), []).append(count)
    return {
        cell: None if None in counts else sum(filter(None, counts))
        for cell, counts in parts.items()
        if len(counts) == len(having[cell.period, cell.division])
    }


def secret(months: Counts, years: Counts) -> frozenset[Cell]:
    """The cells that must not leave the own view, months and years held against each other."""
    leaving = {c: n for c, n in months.items() if c.division == TOTAL and c.measure in MONTHLY}
    found: set[Cell] = {cell for cell in months if cell not in leaving}
    for year in sorted({cell.period[:4] for cell in months}):
        counts = {c: n for c, n in [*leaving.items(), *years.items()] if c.period[:4] == year}
        # A count that nobody here knows is treated as a small one.
        known = {cell: 1 if count is None else count for cell, count in counts.items()}
        found |= {cell for cell in hidden(known, [*_sums(known)]) if isinstance(cell, Cell)}
    return frozenset(found)


def _sums(counts: Mapping[Cell, int]) -> Iterable[Sum]:
    """Groups to their total, months to their year, and what followed to its notifications.

    What is not decided yet is not shown, but in an old year anybody may take it to be nothing. What
    was not assessed in time is no sum here: it tells of the municipality's work, not of a child.
    """
    groups: dict[Cell, list[Cell]] = {}
    for cell in counts:
        if cell.division in ADDS_UP:
            groups.setdefault(cell._replace(category=""), []).append(cell)
        if "-" in cell.period:
            groups.setdefault(cell._replace(period=cell.period[:4]), []).append(cell)
        if cell.measure == NOTIFICATIONS:
            yield Sum(cell, tuple(cell._replace(measure=name) for name in OUTCOMES))
    for whole, parts in groups.items():
        yield Sum(whole._replace(division=TOTAL), tuple(parts))
