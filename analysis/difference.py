"""What a comparison of all municipalities comes to: how many differ, and how ordinary that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

from analysis.comparison import Kind, choose, pooling
from analysis.faults import faulty
from analysis.methods.funnel import limits
from analysis.position import in_period, irregular
from analysis.result import Result
from analysis.unusual import Unusual
from data.facts import Facts

KINDS: tuple[Kind, ...] = ("country", "group", "similar", "region")
"""The comparisons that every municipality has without choosing one; the first is the default."""

SIDES = ("lower", "similar", "higher")
POINTS = 120
"""Points on each line of a funnel, evenly apart on a logarithmic axis."""


def outside(found: Unusual) -> dict[str, int]:
    """How many municipalities lie on each side of the usual limits, and between them."""
    counts = found.table["outside"].value_counts()
    return {side: int(counts.get(side, 0)) for side in SIDES}


def flagged(found: Unusual) -> dict[str, tuple[str, ...]]:
    """Whose difference is left when it is allowed for that all are compared at once, by code."""
    flags = found.table["flag"]
    return {side: tuple(flags.index[flags == side]) for side in ("lower", "higher")}


def spread(found: Unusual) -> float:
    """How far municipalities ordinarily lie from their benchmark, in per cent of it, beyond chance.

    One standard deviation. tau2 is the variance of the root of observed over expected; a ratio
    (1 + e)^2 is about 1 + 2e, so its own standard deviation is about 2 sqrt(tau2).
    """
    return 100 * 2 * sqrt(found.tau2)


def times_chance(found: Unusual) -> float:
    """How many times as far apart they lie as by chance alone: phi is the square of that."""
    return sqrt(found.phi)


def reasons(result: Result, found: Unusual) -> dict[str, str]:
    """Why each municipality that was not compared was not: a status, or one of three words.

    `in_doubt`: the figure is known to be wrong or may be; `through_another`: reported in some years
    by another municipality; `nobody`: nobody to compare with. `result` has every period, since the
    years that were not reported tell which municipalities report through another.
    """
    rows = found.table[found.table["flag"] == "not compared"]
    doubted, others = faulty(result, found.period), irregular(result)
    return {
        str(area): status
        if status != "ok"
        else "in_doubt"
        if area in doubted
        else "through_another"
        if area in others
        else "nobody"
        for area, status in rows["status"].items()
    }


@dataclass(frozen=True)
class Members:
    """Whose counts are behind a benchmark, and who belongs there but is left out, by code."""

    there: tuple[str, ...]
    left_out: tuple[str, ...]


def members(facts: Facts, result: Result, found: Unusual) -> dict[str, Members]:
    """The members of each municipality's own comparison, by code; for the country all."""
    there = set(in_period(pooling(result, found.kind), found.period)["area"])
    if found.kind == "country":
        return dict.fromkeys(found.table.index, _members(sorted(found.table.index), there))
    return {
        area: _members(choose(facts, area, found.kind, weights=found.weights).members, there)
        for area in found.table.index
    }


def _members(chosen: Sequence[str], there: set[str]) -> Members:
    return Members(
        tuple(code for code in chosen if code in there),
        tuple(code for code in chosen if code not in there),
    )


def lines(found: Unusual, result: Result) -> pd.DataFrame:
    """The lines of a funnel by size of population: `common`, and limits around it.

    For a comparison with all together, where the benchmark is one number. `usual_` limits hold the
    ordinary spread and chance, `chance_` limits chance alone; in the indicator's unit.
    """
    rows = found.table[found.table["flag"] != "not compared"]
    common, per = float(rows["benchmark"].iloc[0]), result.indicator.per
    size = rows["expected"] / common * per
    at = pd.Series(np.geomspace(size.min(), size.max(), POINTS))
    expected = at * common / per
    usual, chance = limits(expected, tau2=found.tau2), limits(expected)
    return pd.DataFrame(
        {
            "size": at,
            "common": common,
            **{f"usual_{end}": usual[end] * common for end in ("lower", "upper")},
            **{f"chance_{end}": chance[end] * common for end in ("lower", "upper")},
        }
    )
