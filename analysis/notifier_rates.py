"""Notifications by group of notifiers over the years, as counts and for each 1,000 children."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.categories import TOTAL, by_category
from analysis.comparison import Comparison, Level, level
from analysis.faults import faulty
from analysis.measure import measure
from analysis.notifiers import COUNTS, RATES, groups
from analysis.result import Result
from data.facts import Facts


@dataclass(frozen=True, eq=False)
class Rates:
    """One municipality's groups: a row a group in the order of the screen, a column a period.

    `counts` are notifications about children aged 0-17, `own` and `peers` the same for each 1,000
    residents aged 0-17, `peers` of the comparison. What is not known is missing. `level` is that of
    all groups together, which says how the comparison is averaged. `counted` and `rated` are the
    municipality's own rows; in the periods `doubtful` its figures are known to be wrong, or may be.
    """

    counts: pd.DataFrame
    own: pd.DataFrame
    peers: pd.DataFrame
    level: Level
    counted: Result
    rated: Result
    doubtful: frozenset[str]

    @property
    def behind(self) -> list[Result]:
        """The rows behind the rates, in a list that is empty before children are counted."""
        return [self.rated] if len(self.rated.table) else []


@lru_cache(maxsize=256)
def notifier_rates(facts: Facts, chosen: Comparison) -> Rates:
    """The series of each group, those split in 2024 joined, beside the comparison's.

    Without counts of children there are counts and no rates. No group has an interval here.
    """
    counts = measure(facts, COUNTS, area_kind="municipality", area=chosen.area)
    rates = measure(facts, RATES, area_kind="municipality")
    own = rates.where(rates.table["area"] == chosen.area)
    found = {code: _level(facts, rates, chosen, code) for code in (TOTAL, *groups())}
    known = _ordered(by_category(counts)[0])
    peers = pd.DataFrame({code: dict(one.values) for code, one in found.items()}).T
    return Rates(
        known,
        _of(own).reindex(index=known.index, columns=known.columns),
        peers.reindex(index=known.index, columns=known.columns),
        found[TOTAL],
        counts,
        own,
        frozenset(year for year in known.columns if chosen.area in faulty(counts, year)),
    )


def _level(facts: Facts, rates: Result, chosen: Comparison, code: str) -> Level:
    return level(facts, rates.where(rates.table["category"] == code), chosen)


def _of(rates: Result) -> pd.DataFrame:
    return rates.usable().pivot(index="category", columns="period", values="value")


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    return table.reindex([code for code in (TOTAL, *groups()) if code in table.index])
