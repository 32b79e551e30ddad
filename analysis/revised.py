"""National totals that a later release of the same publisher gives otherwise than an earlier."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from analysis.measure import COUNTRY, measure
from analysis.releases import totals
from analysis.result import Result
from catalog.model import Indicator
from data.facts import Facts
from data.schema import Snapshot

CHANGES = {"notifications": "notifications_change", "children_notified": "children_change"}
"""The change from the year before that a release may print beside the total."""
HALF = {"exact": 0.0, "rounded_100": 50.0, "rounded_1000": 500.0}
"""How far the true figure may lie from one that is printed with this precision."""


@dataclass(frozen=True)
class Release:
    """A total as one release has it; where `less` is given it is implied: `level` less `less`."""

    period: str
    value: float
    half: float
    snapshot: Snapshot
    level: float | None = None
    less: float | None = None


@dataclass(frozen=True)
class Revised:
    """A total of one year in two releases, further apart than their rounding can account for."""

    indicator: Indicator
    before: Release
    after: Release


@dataclass(frozen=True)
class Releases:
    """What differs between one release and the next, and how many were found to be the same."""

    changed: tuple[Revised, ...]
    same: int


@lru_cache(maxsize=8)
def revised(facts: Facts) -> Releases:
    """Every total that stands in two releases of one publisher, in order of year, newest first."""
    changed, same = [], 0
    for result in totals(facts):
        for before, after in _pairs([*_printed(result), *_implied(facts, result)]):
            if abs(after.value - before.value) > before.half + after.half:
                changed.append(Revised(result.indicator, before, after))
            else:
                same += 1
    newest = sorted(changed, key=lambda one: one.before.period, reverse=True)
    return Releases(tuple(newest), same)


def _pairs(found: list[Release]) -> Iterator[tuple[Release, Release]]:
    """Each release of a year beside the next one that has the year; an edition counts once."""
    series: dict[tuple[str, str], dict[str, Release]] = {}
    for one in found:
        key = (one.snapshot.source, one.period)
        series.setdefault(key, {}).setdefault(one.snapshot.edition, one)
    for editions in series.values():
        yield from pairwise(editions[edition] for edition in sorted(editions))


def _printed(result: Result) -> list[Release]:
    return [
        Release(str(row["period"]), float(row["value"]), HALF[row["precision"]], snapshot)
        for row, snapshot in _rows(result)
    ]


def _implied(facts: Facts, result: Result) -> Iterator[Release]:
    """The year before, where a release prints a year and the change to it."""
    change = measure(facts, CHANGES[result.indicator.id], area=COUNTRY)
    levels = {(row["period"], snapshot.id): row for row, snapshot in _rows(result)}
    for row, snapshot in _rows(change):
        if (level := levels.get((row["period"], snapshot.id))) is not None:
            value, less = float(level["value"]), float(row["value"])
            half = HALF[level["precision"]] + HALF[row["precision"]]
            before = str(int(row["period"]) - 1)
            yield Release(before, value - less, half, snapshot, level=value, less=less)


def _rows(result: Result) -> list[tuple["pd.Series[object]", Snapshot]]:
    """The figures of whole years for everybody, of a precision that says how they are rounded."""
    table = result.usable()
    plain = (table["category"] == "") & (table["sex"] == "") & (table["scope"] == "")
    table = table[plain & table["period"].str.fullmatch(r"\d{4}") & table["precision"].isin(HALF)]
    return [(row, result.all_snapshots[int(row["snapshot"])]) for _, row in table.iterrows()]
