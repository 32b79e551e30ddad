"""Whether the counts of a table hold together: municipalities, the country, parts and totals."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

import geo.municipalities as geo
from data.faults import Fault, RefusedError
from data.importers.columns import COUNTRY, REGIONS
from data.importers.statbank import Answer

AT_LEAST = 90
"""With fewer municipalities than this in a year an answer is taken to be cut off."""

TOLERANCE = 0.005
"""Sums may be this share off, for rounding and protection, before a table is held back."""

COUNTED_TWICE = 0.10
"""A child counts once in the country and once in each municipality: so much may UND2 differ."""

DIMENSIONS = {
    "notifications": ("notifier", "age", "sex"),
    "children_notified": ("times_notified", "age", "sex"),
    "residents": (),
    "reasons": (),
}
"""What adds up to its total: of reasons several may be given, of residents not all ages are had."""


ISLANDS = {"084": "411"}
"""Christiansø is no municipality; its region is whole with and without it."""


@dataclass(frozen=True)
class Sum:
    """A total and what its parts add up to, in one period."""

    what: str
    period: str
    total: float
    parts: float
    area: str = COUNTRY

    @property
    def off(self) -> float:
        """How far the parts are from the total, as a share of the total."""
        return (self.parts - self.total) / self.total if self.total else 0.0


def refuse_broken(answer: Answer) -> None:
    """Raise RefusedError where a table of counts cannot be whole, with each fault found."""
    if answer.table.grain == "observations":
        return
    faults = [
        *_broken(answer),
        *_too_few(answer),
        *(
            Fault(answer.release.name, None, None, _told(found), f"sum_{found.what}")
            for found in sums(answer)
            if not _within(found, answer.table.grain)
        ),
    ]
    if faults:
        raise RefusedError(faults)


def _broken(answer: Answer) -> Iterator[Fault]:
    """A count that is no whole number: there are no parts of children."""
    parts = answer.rows[(answer.rows["value"] % 1 > 0).to_numpy()]
    for row in parts.head(1).to_dict("records"):
        place = " ".join(str(value) for name, value in row.items() if name != "value")
        yield Fault(answer.release.name, None, None, f"{place}: {row['value']}", "count")


def absent(answer: Answer) -> dict[str, list[str]]:
    """By period the municipalities that have no figure at all."""
    totals = _totals(answer)
    every = set(geo.municipalities())
    return {
        str(period): sorted(every - set(rows["area"].astype(str)))
        for period, rows in totals.groupby("period", observed=True)
    }


def sums(answer: Answer) -> Iterator[Sum]:
    """The country and each region beside its municipalities, and dimensions beside their parts."""
    totals = _totals(answer)
    regions = totals["area"].isin([COUNTRY, *REGIONS])
    national = totals[totals["area"] == COUNTRY].set_index("period")["value"]
    added = totals[~regions].groupby("period", observed=True)["value"].sum(min_count=1)
    for period, total in national.dropna().items():
        yield Sum("municipalities", str(period), float(total), float(added.get(period, 0.0)))
    yield from _regions(totals)
    for dimension in DIMENSIONS[answer.table.grain]:
        parts = _parts(answer, dimension)
        for period, total in national.dropna().items():
            yield Sum(dimension, str(period), float(total), float(parts.get(period, 0.0)))


def _regions(totals: pd.DataFrame) -> Iterator[Sum]:
    """Each region beside its municipalities; a municipality that is not known is in none."""
    region_of = {code: found.region_code for code, found in geo.municipalities().items()}
    own = totals["area"].astype(str).map(region_of)
    added = totals.groupby(["period", own], observed=True)["value"].sum(min_count=1)
    single = totals.set_index(["period", "area"])["value"]
    regions = totals[totals["area"].isin(list(REGIONS)) & totals["value"].notna()]
    for row in regions.itertuples():
        total, parts = float(row.value), float(added.get((row.period, row.area), 0.0))
        island = single.get((row.period, ISLANDS.get(str(row.area))), 0.0)
        parts = total if parts + island == total else parts
        yield Sum("regions", str(row.period), total, parts, str(row.area))


def _too_few(answer: Answer) -> Iterator[Fault]:
    for period, missing in absent(answer).items():
        there = len(geo.municipalities()) - len(missing)
        if there < AT_LEAST:
            yield Fault(answer.release.name, None, None, f"{period}: {there}", "too_few")


def _within(found: Sum, grain: str) -> bool:
    if found.what in ("municipalities", "regions") and grain == "children_notified":
        return -TOLERANCE <= found.off <= COUNTED_TWICE
    return abs(found.off) <= TOLERANCE


def _totals(answer: Answer) -> pd.DataFrame:
    rows = answer.rows
    for name in _dimensions(answer):
        rows = rows[rows[name] == ""]
    return rows


def _parts(answer: Answer, dimension: str) -> "pd.Series[float]":
    rows = answer.rows[answer.rows["area"] == COUNTRY]
    for name in _dimensions(answer):
        rows = rows[(rows[name] != "") if name == dimension else (rows[name] == "")]
    return rows.groupby("period", observed=True)["value"].sum(min_count=1)


def _dimensions(answer: Answer) -> list[str]:
    return [found.dimension for found in answer.table.variables.values() if found.dimension]


def _told(found: Sum) -> str:
    place = f"{REGIONS[found.area]}, " if found.area in REGIONS else ""
    return f"{place}{found.period}: {found.total:.0f} / {found.parts:.0f}"
