"""What a change in notifications is made up of: children, places, rates; country, groups, own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from analysis.change import MEAN_OF, MEANS, MEANS_SINCE, Change
from analysis.faults import in_doubt
from analysis.methods.decompose import das_gupta, shift_share
from analysis.methods.whole import adding_up
from analysis.position import irregular
from analysis.result import Result
from catalog.load import dimensions

Reason = Literal["no_counts", "few_years", "across", "not_own", "doubt", "missing"]
"""Why there is no split: in the order in which it is found out."""

POPULATION, MIX, RATE = "population", "mix", "rate"
NATIONAL, GROUPS, LOCAL = "national", "groups", "local"


@dataclass(frozen=True, eq=False)
class Split:
    """A change in whole notifications and its parts, rounded so that rows and columns add up.

    `table` has a row an area or a notifier group: before, after, change and one column a part, the
    parts of each adding to its change. Several years at one end are their mean. `span` says which;
    `areas` how many municipalities it rests on; `left_out` those without sound figures at both
    ends; `rows` the source rows of what is split.
    """

    span: Change
    table: pd.DataFrame
    areas: int
    left_out: tuple[str, ...]
    rows: Result


@lru_cache(maxsize=64)
def of_country(result: Result, base: str) -> Split | Reason:
    """The change over all municipalities by child population, municipality mix and rate.

    `result` are municipal rates of events with their counts. Municipalities that lack a sound
    figure in a year at either end are left out. Das Gupta 1993, `methods.decompose.das_gupta`.
    """
    span = _span(result, base)
    if not isinstance(span, Change):
        return span
    rows, left_out = _sound(result, span)
    return _by_rate(result, rows, span, left_out) if len(rows) else "missing"


@lru_cache(maxsize=256)
def of_area(result: Result, area: str, base: str) -> Split | Reason:
    """The same for one municipality, which has no mix: by child population and rate."""
    span = _span(result, base)
    if not isinstance(span, Change):
        return span
    if reason := _unfit(result, area, span):
        return reason
    rows, _ = _sound(result, span)
    return _by_rate(result, rows[rows["area"] == area], span, ())


@lru_cache(maxsize=256)
def by_group(result: Result, area: str, base: str) -> Split | Reason:
    """One municipality's change by notifier group: the country's growth, the groups', its own part.

    `result` are municipal counts by group; groups that were split later stand joined. Dunn 1960,
    `methods.decompose.shift_share`, over the municipalities with sound counts of every group at
    both ends. A hidden or missing count of its own makes the split impossible.
    """
    result = result.where(result.table["category"].isin(groups()))
    span = _span(result, base)
    if not isinstance(span, Change):
        return span
    if reason := _unfit(result, area, span):
        return reason
    rows, left_out = _sound(result, span)
    before, after = (_by_area(rows, years) for years in span.years)
    parts = shift_share(before, after)
    own = before.index.get_loc(area)
    found = {
        code: (before.loc[area, code], after.loc[area, code], [part[own, at] for part in parts])
        for at, code in enumerate(before.columns)
    }
    used = {code: ends for code, ends in found.items() if ends[0] or ends[1]}
    table = pd.DataFrame(
        {code: _row(*ends, (NATIONAL, GROUPS, LOCAL)) for code, ends in used.items()}
    ).T
    return Split(span, table, len(before), left_out, _kept(result, rows, span))


def groups() -> list[str]:
    """The notifier groups that all years have: those that were split later, joined."""
    codes = dimensions()["notifier"].codes
    return [code for code, found in codes.items() if not found.part_of]


def _span(result: Result, base: str) -> Change | Reason:
    """From which years to which: the asked ones, or from the first year after with counts."""
    rows = result.usable()
    rows = rows[rows["numerator"].notna()]
    years = sorted({str(period) for period in rows["period"]})
    if not years:
        return "no_counts"
    later = [year for year in years if year >= (MEANS_SINCE if base == MEANS else base)]
    many = MEAN_OF if base == MEANS else 1
    first, last = later[:many], later[-many:]
    if len(later) < 2 * many or not (_whole(first) and _whole(last)):
        return "few_years"
    span = Change(_code(first), _code(last), float("nan"), float("nan"))
    return "across" if span.break_within(result.indicator) else span


def _whole(years: Sequence[str]) -> bool:
    return int(years[-1]) - int(years[0]) == len(years) - 1


def _code(years: Sequence[str]) -> str:
    return "/".join(dict.fromkeys((years[0], years[-1])))


def _ends(result: Result, span: Change) -> Result:
    return result.where(result.table["period"].isin([*span.years[0], *span.years[1]]))


def _unfit(result: Result, area: str, span: Change) -> Reason | None:
    """Why one municipality cannot be split, if it cannot."""
    ends = _ends(result, span)
    own = ends.table[ends.table["area"] == area]
    if area in irregular(result):
        return "not_own"
    if in_doubt(result, own).any():
        return "doubt"
    return None if area in set(_sound(result, span)[0]["area"]) else "missing"


def _sound(result: Result, span: Change) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows of municipalities whose every figure at both ends is there and not in doubt.

    Raises ValueError where some are made up and others real: they are never added up.
    """
    ends = _ends(result, span)
    if {found.standing == "synthetic" for found in ends.snapshots} == {True, False}:
        raise ValueError(f"{result.indicator.id} has made-up and real counts, which never mix")
    table = ends.table
    fit = (table["status"] == "ok") & table["numerator"].notna() & ~in_doubt(result, table)
    rows = table[fit & ~table["area"].isin(irregular(result))]
    full = rows.groupby("area").size()
    per_period = rows.groupby("period")["category"].nunique().sum()
    whole = full[full == per_period].index
    return rows[rows["area"].isin(whole)], tuple(sorted(set(table["area"]) - set(whole)))


def _kept(result: Result, rows: pd.DataFrame, span: Change) -> Result:
    """The source rows of the municipalities that a split rests on."""
    ends = _ends(result, span)
    return ends.where(ends.table["area"].isin(rows["area"]))


def _by_area(rows: pd.DataFrame, years: Sequence[str]) -> pd.DataFrame:
    """Mean counts of some years, areas x groups; a group not used in those years is 0."""
    chosen = rows[rows["period"].isin(years)]
    sums = chosen.pivot_table(index="area", columns="category", values="numerator", aggfunc="sum")
    return sums.reindex(columns=groups()).fillna(0.0) / len(years)


def _by_rate(result: Result, rows: pd.DataFrame, span: Change, left_out: tuple[str, ...]) -> Split:
    first, last = (
        rows[rows["period"].isin(years)].groupby("area")[["numerator", "denominator"]].mean()
        for years in span.years
    )
    effects = das_gupta(
        first["denominator"],
        first["numerator"] / first["denominator"],
        last["denominator"],
        last["numerator"] / last["denominator"],
    )
    names = (POPULATION, MIX, RATE) if len(first) > 1 else (POPULATION, RATE)
    parts = [float(getattr(effects, name)) for name in names]
    row = _row(float(first["numerator"].sum()), float(last["numerator"].sum()), parts, names)
    table = pd.DataFrame([row])
    return Split(span, table, len(first), left_out, _kept(result, rows, span))


def _row(
    before: float, after: float, parts: Sequence[float], names: Sequence[str]
) -> dict[str, int]:
    """Whole numbers that add up as they are shown."""
    shown = {"before": round(before), "after": round(after)}
    change = shown["after"] - shown["before"]
    return {
        **shown,
        "change": change,
        **dict(zip(names, adding_up(parts, change), strict=True)),
    }
