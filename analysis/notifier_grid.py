"""Who notifies as a grid: a figure for each group of notifiers, by municipality or by year."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import pandas as pd

import geo.municipalities as geo
from analysis.categories import TOTAL
from analysis.faults import faulty, in_doubt
from analysis.measure import measure, periods
from analysis.notifiers import RATES, groups
from analysis.position import irregular
from analysis.result import Result
from catalog.format import danish
from catalog.load import dimensions
from data.facts import Facts

SHARES = "notifications_share_0_17_by_notifier"
How = Literal["share", "rate"]
HOWS: tuple[How, ...] = get_args(How)
INDICATORS = {"share": SHARES, "rate": RATES}
CLASSES = 5


@dataclass(frozen=True, eq=False)
class Grid:
    """A figure for each row and group, in percent of notifications or per 1,000 children.

    `values` has a row for each municipality, by region and name and never by size, or for each
    year; a column for each group, professional ones first. What is not known is missing, never
    zero. `doubtful` are the rows whose figures are known to be wrong, may be, or are not the
    municipality's own. `steps` are the upper limits of the classes of color, the same in every year
    and for every selection. `result` has the rows behind.
    """

    values: pd.DataFrame
    doubtful: frozenset[str]
    steps: tuple[float, ...]
    result: Result


@dataclass(frozen=True)
class Summary:
    """One area and year: notifications about 0-17-year-olds, and percent from professionals."""

    total: float
    professional: float
    shares: dict[str, float]


def grid_periods(facts: Facts, how: How) -> list[str]:
    """The years that there are figures of, for any municipality."""
    return periods(measure(facts, INDICATORS[how], area_kind="municipality"))


def columns() -> list[str]:
    """The groups, professional ones first, each part in the order of the screen."""
    codes = dimensions()["notifier"].codes
    return sorted(groups(), key=lambda code: not codes[code].professional)


def in_order(areas: frozenset[str]) -> list[str]:
    """Municipalities by region and name."""
    return sorted(areas, key=lambda code: (_region(code), danish(geo.municipality(code).name)))


@lru_cache(maxsize=128)
def of_year(facts: Facts, how: How, period: str, areas: frozenset[str]) -> Grid:
    """The municipalities `areas` in one year."""
    every = measure(facts, INDICATORS[how], area_kind="municipality")
    now = every.where((every.table["period"] == period) & every.table["area"].isin(areas))
    doubtful = (faulty(every, period) | irregular(every)) & areas
    return Grid(_wide(now, "area", in_order(areas)), doubtful, steps(facts, how), now)


@lru_cache(maxsize=128)
def of_area(facts: Facts, how: How, area: str) -> Grid:
    """One municipality, or the whole country, in every year that it has figures of."""
    own = measure(facts, INDICATORS[how], area=area)
    years = periods(own)
    doubted = own.table[in_doubt(own, own.table)]["period"]
    return Grid(_wide(own, "period", years), frozenset(doubted), steps(facts, how), own)


def summary(facts: Facts, area: str, period: str) -> Summary | None:
    """How many notifications, and from whom; None where a professional group is not known."""
    own = measure(facts, SHARES, area=area)
    rows = own.usable()
    rows = rows[rows["period"] == period].set_index("category")
    shares = {str(code): float(value) for code, value in rows["value"].items()}
    codes = dimensions()["notifier"].codes
    wanted = [code for code in columns() if codes[code].professional]
    if TOTAL not in shares or not shares.keys() >= set(wanted):
        return None
    total = float(rows["denominator"][TOTAL])
    return Summary(total, sum(shares[code] for code in wanted), shares)


@lru_cache(maxsize=16)
def steps(facts: Facts, how: How) -> tuple[float, ...]:
    """Limits that put a fifth of all municipal figures of all years in each class of color."""
    rows = measure(facts, INDICATORS[how], area_kind="municipality").usable()
    values = rows[rows["category"].isin(groups())]["value"]
    if values.empty:
        return ()
    inner = [round(float(values.quantile(n / CLASSES)), 1) for n in range(1, CLASSES)]
    return (*dict.fromkeys(inner), float(values.max()))


def _region(code: str) -> str:
    return geo.municipality(code).region_code


def _wide(result: Result, rows: str, order: list[str]) -> pd.DataFrame:
    known = result.usable()
    known = known[known["category"] != TOTAL]
    table = known.pivot(index=rows, columns="category", values="value")
    return table.reindex(index=order, columns=columns()).astype(float)
