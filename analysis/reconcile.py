"""Why two numbers differ: both figures read from the facts, and how far they lie apart."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.faults import faulty
from analysis.measure import measure, periods
from analysis.result import Result
from catalog.differing import Cell, Difference, Side
from catalog.load import differences, indicator
from catalog.model import Text
from data.facts import Facts
from data.schema import Snapshot

MUNICIPALITIES, NEWEST = "municipalities", "newest"
EXACT = frozenset({"exact", "whole_number", "as_printed", "derived"})
"""Precisions of figures that the source does not say it has rounded."""


@dataclass(frozen=True)
class Read:
    """One cell as it was read: its value, how precise it is, and where it stands."""

    cell: Cell
    area: str
    period: str
    value: float
    precision: str
    scope: str
    note: Text | None
    snapshots: tuple[Snapshot, ...]


@dataclass(frozen=True)
class Figure:
    """One side: its value in its own unit, None where a cell that it needs is not among the facts.

    `derived` says that no source prints it and that it is worked out from `parts`.
    """

    side: Side
    value: float | None
    unit: Text
    decimals: int
    parts: tuple[Read, ...]

    @property
    def derived(self) -> bool:
        """Whether it is worked out here, and printed by no source."""
        added = self.side.take == "count" and self.side.cells[0].area == MUNICIPALITIES
        return added or self.side.take in ("less", "change", "times")

    @property
    def highest(self) -> bool:
        """Whether it is the highest of the municipalities' figures."""
        return self.side.take == "highest"

    @property
    def period(self) -> str:
        """The period that it is about."""
        return self.side.about or (self.parts or self.side.cells)[-1].period

    @property
    def rounded(self) -> bool:
        """Whether a source has rounded what it rests on."""
        return any(part.precision not in EXACT for part in self.parts)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What it rests on, each once."""
        return tuple(dict.fromkeys(one for part in self.parts for one in part.snapshots))


@dataclass(frozen=True)
class Gap:
    """How far the second side lies from the first: `first` and `second` are what is compared.

    `size` is second less first, or first over second for `per_child`; `rounded` says that a source
    has rounded one of them, so that the gap is no more precise than they are.
    """

    first: float
    second: float
    size: float
    rounded: bool


@dataclass(frozen=True)
class Reconciled:
    """A difference with its figures, and the gap where both of the first two are there.

    There is none either between a made-up figure and a real one.
    """

    difference: Difference
    figures: tuple[Figure, ...]
    gap: Gap | None


@lru_cache(maxsize=8)
def reconciled(facts: Facts) -> tuple[Reconciled, ...]:
    """Every declared difference with its figures as the facts have them."""
    return tuple(_reconciled(facts, one) for one in differences().values())


def _reconciled(facts: Facts, declared: Difference) -> Reconciled:
    figures = tuple(_figure(facts, side) for side in declared.sides)
    return Reconciled(declared, figures, _gap(declared, *figures[:2]))


def _gap(declared: Difference, first: Figure, second: Figure) -> Gap | None:
    if declared.compare == "none" or first.value is None or second.value is None:
        return None
    behind = {one.standing == "synthetic" for one in (*first.snapshots, *second.snapshots)}
    if len(behind) > 1:
        return None
    one, other = first.value, second.value
    if declared.compare == "points":
        one, other = one * 100 / first.side.per, other * 100 / second.side.per
    size = one / other if declared.compare == "per_child" else other - one
    return Gap(one, other, size, first.rounded or second.rounded)


def _figure(facts: Facts, side: Side) -> Figure:
    found = indicator(side.cells[0].indicator)
    read = [_read(facts, cell, side.take) for cell in side.cells]
    parts = tuple(part for part in read if part is not None)
    value = _value(side, [part.value for part in parts]) if len(parts) == len(read) else None
    decimals = found.decimals if side.decimals is None else side.decimals
    return Figure(side, value, side.unit or found.unit, decimals, parts)


def _value(side: Side, values: list[float]) -> float:
    match side.take:
        case "less":
            return values[0] - values[1]
        case "change":
            return (values[1] / values[0] - 1) * 100
        case "times":
            return values[0] * values[1] / 1000
    return values[0]


def _read(facts: Facts, cell: Cell, take: str) -> Read | None:
    """The cell where exactly one row answers to it; None where none does, or several do."""
    result = measure(facts, cell.indicator)
    rows = _rows(result, cell)
    if take == "count":
        return _counted(result, rows, cell)
    if take == "highest":
        rows = rows[~rows["area"].isin(faulty(result, cell.period))].nlargest(1, "value")
    if len(rows) != 1:
        return None
    row = rows.iloc[0]
    note = Text(da=row["note_da"], en=row["note_en"]) if isinstance(row["note_da"], str) else None
    value, precision = float(row["value"]), str(row["precision"])
    stands = _stands(result, rows)
    return Read(cell, row["area"], row["period"], value, precision, row["scope"], note, stands)


def _rows(result: Result, cell: Cell) -> pd.DataFrame:
    rows, found = result.usable(), result.all_snapshots
    period = (periods(result) or [""])[-1] if cell.period == NEWEST else cell.period
    rows = rows[(rows["period"] == period) & (rows["scope"] == cell.scope)]
    rows = rows[(rows["category"] == "") & (rows["sex"] == "")]
    whole = cell.area == MUNICIPALITIES
    rows = rows[rows["area_kind"] == "municipality"] if whole else rows[rows["area"] == cell.area]
    if cell.snapshot is None:
        return rows
    named = [key for key, one in found.items() if f"{one.source}/{one.edition}" == cell.snapshot]
    return rows[rows["snapshot"].isin(named)]


def _counted(result: Result, rows: pd.DataFrame, cell: Cell) -> Read | None:
    """What was counted behind the rates, added up; None where a count is not known."""
    if rows.empty or rows["numerator"].isna().any():
        return None
    total, period = float(rows["numerator"].sum()), str(rows["period"].iloc[0])
    return Read(cell, cell.area, period, total, "exact", "", None, _stands(result, rows))


def _stands(result: Result, rows: pd.DataFrame) -> tuple[Snapshot, ...]:
    keys = sorted({int(key) for key in rows["snapshot"].dropna()})
    return tuple(result.all_snapshots[key] for key in keys)
