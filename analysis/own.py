"""The one door to a municipality's own figures: as results, whole or fit to leave its own view."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

import geo.municipalities as geo
from analysis.own_cells import (
    IN_TIME,
    MONTHLY,
    NOTIFICATIONS,
    TOTAL,
    Cell,
    monthly,
    secret,
    yearly,
)
from analysis.result import COLUMNS, Result
from catalog.load import dimensions, own_measures
from catalog.words import say
from data import workspace
from data.importers.own.names import GROUPS, MEASURES
from data.schema import Snapshot
from data.schema.workspace import OwnImport

__all__ = ["GROUPS", "MEASURES", "SHARE", "TOTAL", "Own", "figures", "leaving", "results"]

SHARE = "in_time_share"
SOURCE = "own-figures"
YEAR, MONTH = 4, 7
"""Signs in the code of a period."""


@dataclass(frozen=True, eq=False)
class Own:
    """The figures of one municipality; `outside` says that small counts are hidden in them."""

    area: str
    outside: bool
    counts: dict[Cell, int | None]
    hidden: frozenset[Cell]
    source: dict[str, dict[str, int]]
    snapshots: dict[int, Snapshot]

    def periods(self, *, years: bool, division: str = TOTAL) -> list[str]:
        """The months or the years there are figures for, oldest first."""
        long = YEAR if years else MONTH
        return sorted(
            {c.period for c in self.counts if len(c.period) == long and c.division == division}
        )

    def months_of(self, year: str, division: str = TOTAL) -> list[str]:
        """The months that a year's figures are the sum of."""
        return [
            month
            for month in self.periods(years=False, division=division)
            if month.startswith(year)
        ]

    def cell(self, cell: Cell) -> tuple[float, str]:
        """The value of one cell and its status; a hidden one has no value."""
        count = self.counts.get(cell)
        if cell not in self.counts:
            return float("nan"), "missing"
        if count is None or cell in self.hidden:
            return float("nan"), "suppressed"
        return float(count), "ok"

    def share(self, cell: Cell) -> tuple[float, str]:
        """The percent assessed in time, where both its counts may be shown."""
        parts = [cell._replace(measure=name) for name in (NOTIFICATIONS, IN_TIME)]
        (whole, first), (part, second) = (self.cell(found) for found in parts)
        status = next((found for found in (first, second) if found != "ok"), "ok")
        if status != "ok" or not whole:
            return float("nan"), status if status != "ok" else "missing"
        return 100 * part / whole, "ok"

    def result(self, measure: str, *, years: bool, division: str = TOTAL) -> Result:
        """One measure over months or years, in total or by the groups of a division."""
        declared = own_measures()[measure].model_copy(update={"dimension": GROUPS.get(division)})
        groups = self.groups(division)
        periods = self.periods(years=years, division=division)
        rows = [
            self._row(Cell(period, measure, division, group))
            for period in periods
            for group in groups
        ]
        table = pd.DataFrame(rows, columns=list(COLUMNS))
        return Result(declared, table, _notes(self), self.snapshots)

    def groups(self, division: str) -> list[str]:
        """The groups that have figures, in the order of the catalog; one empty for the total."""
        if division == TOTAL:
            return [""]
        present = {cell.category for cell in self.counts if cell.division == division}
        return [code for code in dimensions()[GROUPS[division]].codes if code in present]

    def _row(self, cell: Cell) -> dict[str, object]:
        value, status = self.share(cell) if cell.measure == SHARE else self.cell(cell)
        return dict.fromkeys(COLUMNS) | {
            "area": self.area,
            "area_kind": "municipality",
            "period": cell.period,
            "category": cell.category,
            "sex": "",
            "scope": "",
            "value": value,
            "status": status,
            "snapshot": self.source[cell.division].get(cell.period),
        }


def figures(area: str, *, outside: bool) -> Own | None:
    """What a municipality has uploaded itself; None when there is nothing.

    With `outside`, counts of 1-4 are hidden, with as many others as it takes; without it nothing
    is, which is for the municipality's own view only.
    """
    return _figures(area, outside, workspace.stamp(area))


@lru_cache(maxsize=64)
def _figures(area: str, outside: bool, stamp: tuple[str, ...]) -> Own | None:
    """Worked out once for each edition of the figures."""
    if outside:
        whole = _figures(area, False, stamp)
        return leaving(whole) if whole else None
    rows = workspace.counts(area)
    if not len(rows):
        return None
    months = monthly(rows)
    years = yearly(months)
    used = set(rows["source"])
    snapshots = {
        found.id or 0: _snapshot(found) for found in workspace.imports(area) if found.id in used
    }
    counts = {**months, **years}
    return Own(area, False, counts, frozenset(), _sources(rows), snapshots)


@lru_cache(maxsize=64)
def leaving(own: Own) -> Own:
    """The same figures, fit to leave the municipality's own view: a second for ten years."""
    if own.outside:
        return own
    months = {cell: count for cell, count in own.counts.items() if len(cell.period) == MONTH}
    years = {cell: count for cell, count in own.counts.items() if len(cell.period) == YEAR}
    total = {cell: count for cell, count in months.items() if cell.division == TOTAL}
    return replace(own, outside=True, counts={**total, **years}, hidden=secret(months, years))


def results(own: Own) -> list[Result]:
    """Everything that may leave: months in total, and years in total and by group."""
    found = [own.result(name, years=False) for name in (*MONTHLY, SHARE)]
    for division in (TOTAL, *GROUPS):
        if own.periods(years=True, division=division):
            found += [own.result(name, years=True, division=division) for name in MEASURES]
    return found


def _sources(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """The import behind each month and the newest behind each year, by division."""
    found: dict[str, dict[str, int]] = {}
    for row in rows.itertuples(index=False):
        by_period = found.setdefault(row.dimension, {})
        for period in (row.period, row.period[:4]):
            by_period[period] = max(int(row.source), by_period.get(period, 0))
    return found


def _snapshot(found: OwnImport) -> Snapshot:
    """An import as the rest of the atlas knows a source: one edition with one standing."""
    return Snapshot(
        id=found.id or 0,
        source=SOURCE,
        edition=f"{found.uploaded:%Y-%m-%d}",
        publisher=geo.municipality(found.municipality).name,
        read_by=None,
        title=found.file,
        url=None,
        no_url_da=say("own.no_url", "da"),
        no_url_en=say("own.no_url", "en"),
        copied=False,
        standing="imported",
        checksum=found.sha256,
        rows=found.rows,
    )


def _notes(own: Own) -> pd.DataFrame:
    """In what leaves the own view: that small counts are hidden, in every row of a file."""
    columns = ("indicator", "topic", "area", "period", "kind", "text_da", "text_en", "snapshot")
    texts = {"text_da": say("own.hidden_note", "da"), "text_en": say("own.hidden_note", "en")}
    rows: Iterable[dict[str, object]] = (
        [dict.fromkeys(columns) | {"area": own.area, "kind": "counting"} | texts]
        if own.outside
        else []
    )
    return pd.DataFrame(rows, columns=list(columns))
