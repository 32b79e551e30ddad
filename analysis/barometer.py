"""Børnesagsbarometret, honestly: what each edition found, and which two may be compared.

There is no function here that ranks municipalities or draws editions as one series, and there is
not to be one: participants change from edition to edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.facts import Facts
from data.schema import BarometerCaveat, BarometerEdition, BarometerResult, Snapshot

Row = Mapping[str, Any]
"""One row of results, by the names of its columns."""


@dataclass(frozen=True)
class Pair:
    """Two editions with the same participants and the same requirement: they may be compared."""

    requirement: str
    before: str
    after: str
    percent_before: float
    percent_after: float

    @property
    def points(self) -> float:
        """The change in percentage points; no interval, as no case numbers are published."""
        return self.percent_after - self.percent_before


@dataclass(frozen=True, eq=False)
class Barometer:
    """Everything the sources say, as tables with the columns of the schema."""

    editions: pd.DataFrame
    results: pd.DataFrame
    caveats: pd.DataFrame
    all_snapshots: dict[int, Snapshot]

    def kinds(self) -> dict[str, str]:
        """What kind each edition is: the pilot, a yearly one, or several pooled."""
        return dict(zip(self.editions["edition"], self.editions["kind"], strict=True))

    def requirements(self) -> list[str]:
        """Requirements that at least one edition found something for, the most found first."""
        found = self.results[self.results["kind"] == "percent"]["requirement"].value_counts()
        return [str(code) for code in found.index]

    def without_share(self) -> list[str]:
        """Requirements for which no edition's share is known here, in the order of the results."""
        rows = self.results[self.results["kind"] != "reading"]["requirement"]
        return [str(code) for code in rows.unique() if code not in self.requirements()]

    def found(self, requirement: str) -> pd.DataFrame:
        """What each edition found for one requirement, in the order of editions."""
        order = {edition: place for place, edition in enumerate(self.editions["edition"])}
        rows = self.results[self.results["requirement"] == requirement]
        return rows.sort_values("edition", key=lambda column: column.map(order), kind="stable")

    def pairs(self, requirement: str) -> list[Pair]:
        """The pairs that may be compared; a pair is data, settled edition by edition."""
        rows = self.found(requirement)
        rows = rows[rows["kind"] == "percent"]
        value = dict(zip(rows["edition"], rows["percent"].astype(float), strict=True))
        return [
            Pair(requirement, row.same_as, row.edition, value[row.same_as], value[row.edition])
            for row in rows.itertuples()
            if isinstance(row.same_as, str)
        ]

    def paired(self) -> pd.DataFrame:
        """The results that stand in a pair, and no others."""
        pairs = [pair for code in self.requirements() for pair in self.pairs(code)]
        ends = {(p.requirement, edition) for p in pairs for edition in (p.before, p.after)}
        shares = self.results[self.results["kind"] == "percent"]
        keys = zip(shares["requirement"], shares["edition"], strict=True)
        return shares[[key in ends for key in keys]]

    def caveats_on(self, requirement: str) -> pd.DataFrame:
        """The cautions that name this requirement, as those on what cannot be compared."""
        named = self.caveats["applies_to"].map(lambda to: f":{requirement}" in to)
        return self.caveats[named.astype(bool)]

    def readings(self) -> pd.DataFrame:
        """The publisher's own readings of two editions together, in words."""
        return self.results[self.results["kind"] == "reading"]

    def snapshots(self, rows: pd.DataFrame) -> tuple[Snapshot, ...]:
        """The snapshots behind some rows."""
        return tuple(self.all_snapshots[key] for key in sorted(set(rows["snapshot"])))


def barometer(facts: Facts) -> Barometer:
    """The barometer as the facts have it; its tables are empty where there is none."""
    editions = facts.rows(BarometerEdition).sort_values("edition", key=_in_time, kind="stable")
    return Barometer(
        editions, facts.rows(BarometerResult), facts.rows(BarometerCaveat), facts.snapshots
    )


def _in_time(editions: pd.Series) -> pd.Series:
    """The pilot first; a pooled edition after the last year that it pools."""
    return editions.map(lambda edition: (edition.split("-")[-1], "-" in edition))
