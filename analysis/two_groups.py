"""Two groups of notifiers held beside each other over the years, with limits where counts allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.comparison import Comparison
from analysis.faults import reasons
from analysis.methods.rate import rate
from analysis.notifier_mix import FEWEST, Mix, notifier_mix
from analysis.notifier_rates import notifier_rates
from analysis.peers import series
from analysis.result import Result
from catalog.model import Language
from data.facts import Facts

SCHOOL, DAY_CARE = "school", "day_care_clubs"
UNTOLD = ("doubtful", "not_own", "few", "unknown")
"""What stands in the way of limits; that there is nobody to compare with does not."""


@dataclass(frozen=True, eq=False)
class Group:
    """Notifications from one group for each 1,000 residents aged 0-17, by year.

    `own` are the municipality's, `limits` how far chance reaches around them, `peers` those of the
    comparison and `country` those of the 98 together, counts added up. `result` are its own rows.
    """

    code: str
    own: Mapping[str, float]
    limits: Mapping[str, tuple[float, float]]
    peers: Mapping[str, float]
    country: Mapping[str, float]
    result: Result

    def doubts(self, language: Language) -> dict[str, str]:
        """What is wrong with the municipality's figure, in the years where something is."""
        rows = self.result.table
        told = dict(zip(rows["period"], reasons(self.result, rows, language), strict=True))
        return {str(year): text for year, text in told.items() if text}


@lru_cache(maxsize=256)
def two_groups(facts: Facts, chosen: Comparison) -> tuple[Group, Group]:
    """School and day care of one municipality, its comparison and the country.

    Limits are those of a rate of events (`methods.rate`), widened as those of `notifier_mix`: by
    how notifications gather on children in the municipality that year. There are none under
    `FEWEST` notifications, and where the figures are in doubt or not the municipality's own.
    """
    rates, whole = (
        notifier_rates(facts, found) for found in (chosen, Comparison("country", chosen.area, ()))
    )
    years = [str(year) for year in rates.counts.columns]
    mixes = {year: notifier_mix(facts, chosen, period=year) for year in years}
    return tuple(  # type: ignore[return-value]
        Group(
            code,
            (own := series(_of(rates.rated, code), chosen.area)),
            _limits(_of(rates.rated, code), mixes),
            {year: value for year, value in _known(rates.peers, code).items() if year in own},
            {year: value for year, value in _known(whole.peers, code).items() if year in own},
            _of(rates.rated, code),
        )
        for code in (SCHOOL, DAY_CARE)
    )


def _of(result: Result, code: str) -> Result:
    return result.where(result.table["category"] == code)


def _known(table: pd.DataFrame, code: str) -> dict[str, float]:
    if code not in table.index:
        return {}
    return {str(year): float(value) for year, value in table.loc[code].dropna().items()}


def _limits(result: Result, mixes: Mapping[str, Mix]) -> dict[str, tuple[float, float]]:
    effects = {year: mix.design_effect for year, mix in mixes.items() if mix.why not in UNTOLD}
    rows = result.usable()
    effect = rows["period"].map(effects).astype(float)
    fit = (rows["numerator"] >= FEWEST) & (rows["numerator"] >= effect)
    rows, effect = rows[fit], effect[fit]
    found = rate(
        rows["numerator"],
        rows["denominator"],
        per=result.indicator.per,
        event_variance=rows["numerator"] * effect,
    )
    ends = zip(rows["period"], found["lower"], found["upper"], strict=True)
    return {str(year): (float(low), float(high)) for year, low, high in ends}
