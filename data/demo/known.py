"""What the embedded snapshots have published: the margins that made-up figures keep to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.cards import releases
from data.importers.columns import COUNTRY
from data.importers.read import read_all

YEARS = tuple(str(year) for year in range(2015, 2026))
NEWEST_FIRST = "dst-nyt-underretninger"
NEWSPAPERS = "presse"
WHOLE = ("", "described_0_17", "municipalities_98")
"""Scopes that say nothing against a figure being of the whole country."""

LOOSE = {"rounded_1000": 500, "rounded_100": 50, "rounded_1": 0.5, "decimals_1": 0.05} | {
    "rounded_0_1": 0.05, "rounded_0_01": 0.005, "decimals_2": 0.005
}  # fmt: skip
"""How far a printed figure may lie from the true one; a precision that is not here is exact."""

VAGUE = ("approximate", "rounded", "lower_bound", "upper_bound")
USED = (
    "children_notified", "children_notified_rate", "children_notified_share_0_17",
    "notifications", "notifications_per_100", "notifications_per_child", "notifier_share",
    "population_0_17", "population_total",
)  # fmt: skip
CELL = ["indicator", "area", "period", "category", "sex"]
Range = tuple[float, float]
ANY: Range = (0.0, float("inf"))


@dataclass(frozen=True)
class Known:
    """Published figures; `figures` has text codes, `value`, `loose` and `scope`, the best first."""

    figures: pd.DataFrame

    def range(
        self, indicator: str, period: str, *, area: str = COUNTRY, category: str = "", sex: str = ""
    ) -> Range:
        """Between what a figure lies by all that is printed of it; from zero on if nothing is."""
        wanted = (indicator, area, period, category, sex)
        return narrowed(ANY, self._ranges(wanted))

    def value(
        self, indicator: str, period: str, *, area: str = COUNTRY, category: str = "", sex: str = ""
    ) -> float | None:
        """The best figure as printed, or None."""
        found = self._rows((indicator, area, period, category, sex))
        return float(found["value"].iloc[0]) if len(found) else None

    def extremes(self, indicator: str) -> Iterator[tuple[str, bool, Range]]:
        """What is printed as the highest or lowest of several years: span, is highest, range."""
        found = self.figures[self.figures["indicator"] == indicator]
        for row in found[found["scope"].str.endswith("_in_period")].to_dict("records"):
            yield str(row["period"]), str(row["scope"]).startswith("high"), _range(row)

    def areas(self, indicator: str, period: str) -> dict[str, float]:
        """The figures of every area in one period."""
        rows = self.figures[self.figures["scope"].isin(WHOLE)]
        found = rows[(rows["indicator"] == indicator) & (rows["period"] == period)]
        found = found.drop_duplicates("area")
        return dict(zip(found["area"], found["value"], strict=True))

    def series(self, indicator: str, area: str) -> dict[str, float]:
        """The figures of one area by year."""
        rows = self.figures[self.figures["period"].isin(YEARS)]
        found = rows[(rows["indicator"] == indicator) & (rows["area"] == area)]
        return dict(zip(found["period"], found["value"], strict=True))

    def _rows(self, wanted: tuple[str, ...]) -> pd.DataFrame:
        where = self.figures["scope"].isin(WHOLE)
        for column, code in zip(CELL, wanted, strict=True):
            where &= self.figures[column] == code
        return self.figures[where]

    def _ranges(self, wanted: tuple[str, ...]) -> list[Range]:
        return [_range(row) for row in self._rows(wanted).to_dict("records")]


def read(snapshots: Path) -> Known:
    """The published figures of notifications, children and residents under `snapshots`."""
    parts = read_all(list(releases(snapshots)))["observations.csv"]
    rows = pd.concat([part.assign(release=name) for name, part in parts.items()])
    rows = rows[~rows["precision"].isin(VAGUE)].astype({"value": float})
    rows = rows.assign(loose=rows["precision"].map(LOOSE).fillna(0.0), rank=_ranks(rows))
    used = (*WHOLE, "highest_in_period", "lowest_in_period")
    rows = rows[rows["indicator"].isin(USED) & rows["scope"].isin(used)]
    kept = rows.sort_values("rank", ascending=False, kind="stable")
    return Known(kept[[*CELL, "scope", "value", "loose"]].reset_index(drop=True))


def narrowed(found: Range, ranges: list[Range]) -> Range:
    """A range narrowed by others in turn; one that contradicts those before it is left out.

    >>> narrowed((0, 100), [(40, 60), (50, 80), (10, 20)])
    (50, 60)
    """
    for low, high in ranges:
        if max(found[0], low) <= min(found[1], high):
            found = (max(found[0], low), min(found[1], high))
    return found


def _ranks(rows: pd.DataFrame) -> "pd.Series[str]":
    """Statistics Denmark's newest edition above all, and newspapers below."""
    source = rows["release"].str.split("/").str[0]
    first = source.eq(NEWEST_FIRST).map({True: "2", False: "1"})
    return first.mask(source.eq(NEWSPAPERS), "0") + rows["release"]


def _range(row: dict[str, float]) -> Range:
    """Half open above, as rounding is: the upper end itself would be rounded up."""
    loose = row["loose"]
    return row["value"] - loose, row["value"] + loose * (1 - 1e-6)
