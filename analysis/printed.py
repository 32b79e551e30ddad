"""Figures as their sources printed them, period by period and edition by edition, never joined."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import pandas as pd

from analysis.measure import measure
from analysis.result import Result
from data.facts import Facts
from data.schema import Snapshot

STATISTICS = re.compile(r"\(årsstatistik (\d{4})\)")
"""How the title of a reproduction names the yearly statistics that its figures are from."""
YEAR = re.compile(r"(?:^|-)(\d{4})(?:-|$)")
UNDATED = "9999"

Which = Literal["all", "totals", "parts"]
"""Every category, the total alone, or what it is divided into."""


@dataclass(frozen=True)
class Asked:
    """Which printed figures stand together; all of them are in units that may be seen together.

    `by_sex` takes the figures of boys and of girls, else those of both together.
    """

    indicators: tuple[str, ...]
    area_kinds: tuple[str, ...] = ("country",)
    by_sex: bool = False
    which: Which = "all"


class Newest(NamedTuple):
    """The last figure of a series, with its period."""

    period: str
    value: float


@lru_cache(maxsize=64)
def printed(facts: Facts, asked: Asked) -> tuple[Result, ...]:
    """A result for each indicator that has such figures; none where the facts hold none."""
    results = (measure(facts, name) for name in asked.indicators)
    chosen = (result.where(_chosen(result, asked)) for result in results)
    return tuple(result for result in chosen if len(result.table))


def in_order(results: tuple[Result, ...]) -> pd.DataFrame:
    """All figures, oldest period first, editions of one period side by side, the oldest first.

    Columns: those of a result's table, and `number`, which says which result a row is of.
    """
    numbered = [result.table.assign(number=number) for number, result in enumerate(results)]
    every = {key: found for result in results for key, found in result.all_snapshots.items()}
    rows = pd.concat(numbered)
    rows = rows.assign(edition=[edition_year(every[int(key)]) for key in rows["snapshot"]])
    order = ["period", "area", "number", "edition", "snapshot"]
    return rows.sort_values(order, kind="stable", ignore_index=True).drop(columns="edition")


def statistics_of(snapshot: Snapshot) -> str | None:
    """The year of the statistics that somebody else's text reproduces; None where none is named."""
    found = STATISTICS.search(snapshot.title)
    return found[1] if found else None


def edition_year(snapshot: Snapshot) -> str:
    """The year an edition is of, as it sorts; one without a year comes last."""
    found = YEAR.search(snapshot.edition)
    return statistics_of(snapshot) or (found[1] if found else UNDATED)


def newest(results: tuple[Result, ...]) -> Newest | None:
    """The figure of the last period in its last edition; None where there is none."""
    if not results:
        return None
    row = in_order(results).iloc[-1]
    return Newest(str(row["period"]), float(row["value"]))


def _chosen(result: Result, asked: Asked) -> "pd.Series[bool]":
    table = result.table
    sexed, divided = table["sex"] != "", table["category"] != ""
    keep = {"all": divided | ~divided, "totals": ~divided, "parts": divided}[asked.which]
    there = (table["status"] == "ok") & table["area_kind"].isin(asked.area_kinds)
    return there & keep & (sexed if asked.by_sex else ~sexed)
