"""What a finding of Overblik holds, and what all of them are read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.changed import Verdict
from analysis.faults import in_doubt
from analysis.measure import COUNTRY, measure
from analysis.peers import series, together
from analysis.position import irregular, wide
from analysis.result import Result
from data.facts import Facts

POVERTY = "child_poverty_share"
SUPPORT = "support_share"
RELEASES = "support_share_releases"
BASE = "2017"
TURN = "2021"
JUDGED: frozenset[Verdict] = frozenset({"risen", "fallen", "similar"})
"""What `analysis.changed` says where it says anything of a change's direction."""


@dataclass(frozen=True)
class Finding:
    """One finding: `variant` says which of its sentences the figures allow.

    `numbers` are values with the decimals to show, `changes` such that are shown with their sign;
    `areas` are municipality codes; `periods` are period codes; `results` are what its drawing rests
    on and `drawn` what it shows; `also` is what its sentence rests on besides; `left_out` are the
    municipalities whose figure at either end is in doubt; `caution` names the caution that goes
    with it.
    """

    id: str
    variant: str
    numbers: Mapping[str, tuple[float, int]]
    results: tuple[Result, ...]
    periods: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[Result, ...] = ()
    changes: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    caution: str = "caution"

    @property
    def together(self) -> bool:
        """Whether its national figure is the 98 added together and not the publisher's own."""
        return together(self.results[0])


def sound(result: Result) -> Result:
    """The figures of those who report for themselves, without what is known to be in doubt."""
    table = result.table
    return result.where(~in_doubt(result, table) & ~table["area"].isin(irregular(result)))


def national_series(facts: Facts, indicator: str) -> tuple[Result, dict[str, float]]:
    """The country's figures of an indicator, and the usable ones by period."""
    result = measure(facts, indicator, area=COUNTRY)
    return result, series(result, COUNTRY)


def column(result: Result, period: str) -> "pd.Series[float]":
    """The municipalities' usable figures of one period, by code."""
    return wide(result)[period].dropna()
