"""Reasons for notifications as StatBank counts them: old and new ones apart, several each."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.categories import TOTAL
from analysis.measure import measure, periods
from analysis.result import Result
from catalog.load import dimensions
from data.facts import Facts

REASONS, NOTIFICATIONS = "reasons_by_reason", "notifications_by_notifier"
NEW_FROM = "2022"
"""The year in which reasons were added, by Statistics Denmark's documentation."""


@dataclass(frozen=True, eq=False)
class Reasons:
    """How often each reason was given in one area, a row a reason and a column a year.

    `new` are the reasons first used in NEW_FROM or later, where earlier years are known; `ended`
    those that the newest year does not use. `lacking` are the years without counts between the
    first and the last, each with its status. `each` is how many reasons a notification has on
    average, by year, where the two tables can both be true. `result` has the rows behind,
    `notifications` those of the notifications.
    """

    counts: pd.DataFrame
    new: tuple[str, ...]
    ended: tuple[str, ...]
    lacking: dict[str, str]
    each: dict[str, float]
    result: Result
    notifications: Result


def reason_years(facts: Facts, area: str) -> list[str]:
    """The years in which the area's reasons are counted."""
    return periods(measure(facts, REASONS, area=area))


@lru_cache(maxsize=128)
def reasons_of(facts: Facts, area: str) -> Reasons:
    """The reasons of one municipality or of the whole country; empty where none are counted."""
    result, notifications = (measure(facts, name, area=area) for name in (REASONS, NOTIFICATIONS))
    rows = result.usable()
    table = rows.pivot(index="category", columns="period", values="value").astype(float)
    counts = table.reindex([c for c in dimensions()["reason"].codes if c in table.index])
    used = counts.notna()
    years = [str(year) for year in counts.columns]
    earlier = bool(years) and years[0] < NEW_FROM
    first = {str(code): str(row.idxmax()) for code, row in used.iterrows()}
    return Reasons(
        counts,
        tuple(code for code, year in first.items() if earlier and year >= NEW_FROM),
        tuple(code for code in first if not used.loc[code, years[-1]]),
        _lacking(result, years),
        _each(result, notifications),
        result,
        notifications,
    )


def _lacking(result: Result, years: list[str]) -> dict[str, str]:
    """The status of each year between the first and the last that has no counts."""
    rows = result.table.drop_duplicates("period").set_index("period")["status"]
    return {
        str(year): str(status)
        for year, status in rows.sort_index().items()
        if years and years[0] < str(year) < years[-1] and year not in years
    }


def _each(result: Result, notifications: Result) -> dict[str, float]:
    """Reasons over notifications by year; none where fewer reasons than notifications are counted.

    Each notification has a reason, so fewer say that the tables do not count the same. A made-up
    count is never divided by a real one.
    """
    if (result.standing == "synthetic") != (notifications.standing == "synthetic"):
        return {}
    above, below = (_totals(found) for found in (result, notifications))
    return {
        year: value / below[year]
        for year, value in above.items()
        if 0 < below.get(year, 0.0) <= value
    }


def _totals(result: Result) -> dict[str, float]:
    rows = result.usable()
    rows = rows[rows["category"] == TOTAL]
    return {str(p): float(v) for p, v in zip(rows["period"], rows["value"], strict=True)}
