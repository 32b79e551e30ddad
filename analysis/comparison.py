"""Whom a municipality is read beside: one choice, its members, and how they are averaged."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, get_args

import pandas as pd

import geo.municipalities as geo
from analysis.faults import in_doubt
from analysis.measure import COUNTRY, measure
from analysis.peers import group_members, series
from analysis.position import irregular, wide
from analysis.result import Result
from analysis.similar import DEFAULT, Weights, similar
from data.facts import Facts

Kind = Literal["similar", "group", "region", "border", "hand", "country"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Averaged = Literal["pooled", "median", "printed"]
"""Counts added up and divided; the middle figure of the members; the source's own row."""


@dataclass(frozen=True)
class Comparison:
    """A choice of municipalities beside `area`, which is never among the `members`.

    The country has no members named: it is all of them.
    """

    kind: Kind
    area: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """The figure of a comparison by period, how it was averaged, and over how many members.

    `numerator` and `denominator` are the pooled counts by period; empty unless `how` is "pooled".
    `left_out` has by period the members whose figure is not in it; empty where it is printed.
    `doubted` has by period those whose figure is known to be wrong and is in it all the same.
    """

    values: Mapping[str, float]
    how: Averaged
    members: Mapping[str, int]
    numerator: Mapping[str, float]
    denominator: Mapping[str, float]
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def choose(
    facts: Facts,
    area: str,
    kind: Kind,
    *,
    hand: tuple[str, ...] = (),
    weights: Weights = DEFAULT,
) -> Comparison:
    """The comparison of a kind for one municipality, its members in the order of their codes.

    `hand` is the hand-picked list, `weights` those of the variables behind the ten most alike.
    Where that choice has nobody, members are empty and no figure follows.
    """
    if kind == "similar":
        found = similar(facts, area, weights)
        members = list(found.distances) if found else []
    else:
        members = [code for code in hand if code != area] if kind == "hand" else _by_map(area, kind)
    return Comparison(kind, area, tuple(sorted(members)))


@lru_cache(maxsize=1024)
def level(facts: Facts, result: Result, chosen: Comparison) -> Level:
    """The comparison's figures of one indicator: pooled where counts are known, else the median.

    A pooled rate is the members' counts added up over their populations added up; the median of
    rates is used where the populations of most are unknown. The country is all 98 pooled, since
    the source's own row counts a child once and the municipalities once each; without counts it is
    the source's row. Areas whose figures are not their own are left out of the others, as is a
    member in a period without a figure, and of what is pooled also figures known to be wrong; the
    country keeps both, since a whole has all its parts, and `doubted` says whose are wrong.
    `members` says how many are left, `left_out` who is not.
    """
    codes = chosen.members or tuple(
        sorted(geo.municipalities()) if chosen.kind == "country" else ()
    )
    if result.indicator.denominator:
        rows = _among(pooling(result, chosen.kind), codes)
        return replace(
            _pooled(rows, result),
            left_out=_left_out(rows, codes),
            doubted=_by_period(rows[in_doubt(result, rows)]),
        )
    if chosen.kind == "country":
        return _printed(facts, result)
    regular = [code for code in codes if code not in irregular(result)]
    rows = _among(result.usable(), tuple(regular))
    return replace(_median(result, regular), left_out=_left_out(rows, codes))


def _left_out(rows: pd.DataFrame, codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Those of the codes without a row, by period."""
    there = {str(period): set(found) for period, found in rows.groupby("period")["area"]}
    return {
        period: tuple(code for code in codes if code not in found)
        for period, found in there.items()
    }


def _by_period(rows: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    found = rows.groupby("period")["area"]
    return {str(period): tuple(sorted(areas)) for period, areas in found}


@lru_cache(maxsize=256)
def pooling(result: Result, kind: Kind) -> pd.DataFrame:
    """The municipal rows whose counts may be added up in a comparison of that kind."""
    rows = result.usable()
    rows = rows[rows["area_kind"] == "municipality"]
    if kind == "country":
        return rows
    return rows[~rows["area"].isin(irregular(result)) & ~in_doubt(result, rows)]


def twice(facts: Facts, result: Result, together: Level) -> bool:
    """Whether children that several municipalities count make the 98 another figure than the row.

    Notifications are counted once however they are added; children are not.
    """
    indicator = result.indicator
    if together.how != "pooled" or indicator.repeats is not None:
        return False
    printed = series(measure(facts, indicator.id, area=COUNTRY), COUNTRY)
    both = printed.keys() & together.values.keys()
    return any(round(printed[p] - together.values[p], indicator.decimals) for p in both)


def _among(rows: pd.DataFrame, members: tuple[str, ...]) -> pd.DataFrame:
    return rows[rows["area"].isin(members)]


def _by_map(area: str, kind: Kind) -> list[str]:
    own = geo.municipality(area)
    every = [found for found in geo.municipalities().values() if found.code != area]
    if kind == "region":
        return [found.code for found in every if found.region_code == own.region_code]
    if kind == "border":
        return [near.code for near in geo.neighbors(area)]
    return list(group_members(area)) if kind == "group" else []


def _printed(facts: Facts, result: Result) -> Level:
    rows = measure(facts, result.indicator.id, area=COUNTRY).usable().set_index("period")
    values = {str(period): float(value) for period, value in rows["value"].items()}
    above, below = (
        {str(p): float(v) for p, v in rows[name].dropna().items()}
        for name in ("numerator", "denominator")
    )
    return Level(values, "printed", dict.fromkeys(values, 1), above, below)


def _pooled(rows: pd.DataFrame, result: Result) -> Level:
    sums = rows.groupby("period")[["numerator", "denominator"]].sum().sort_index()
    sums = sums[sums["denominator"] > 0]
    values = result.indicator.per * sums["numerator"] / sums["denominator"]
    counted = rows.groupby("period").size()
    return Level(
        {str(p): float(v) for p, v in values.items()},
        "pooled",
        {str(p): int(counted[p]) for p in values.index},
        {str(p): float(v) for p, v in sums["numerator"].items()},
        {str(p): float(v) for p, v in sums["denominator"].items()},
    )


def _median(result: Result, members: list[str]) -> Level:
    table = wide(result)
    table = table.loc[[code for code in members if code in table.index]]
    values = table.median().dropna().sort_index()
    counted = table.count()
    return Level(
        {str(p): float(v) for p, v in values.items()},
        "median",
        {str(p): int(counted[p]) for p in values.index},
        {},
        {},
    )
