"""Change since several base years, and whether they all tell the same story."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import mean

import pandas as pd

from catalog.model import Break, Indicator

DEPENDS = "depends"
BASES = ("2015", "2017", "2021")
MEANS = "means"
CHOICES = (*BASES, MEANS)
MEANS_SINCE = "2017"
MEAN_OF = 3
EXACT = 9
"""Decimals to which two changes are held against each other, so that equal ones are equal."""


@dataclass(frozen=True)
class Change:
    """A change between two periods, or two means of three years, in unit and in per cent."""

    base: str
    end: str
    before: float
    after: float

    @property
    def points(self) -> float:
        return self.after - self.before

    @property
    def percent(self) -> float:
        """Change in per cent of the base; missing when the base is zero."""
        return 100 * self.points / self.before if self.before else float("nan")

    @property
    def name(self) -> str:
        """The base as a reader chooses it: its year, or that it is of means."""
        return MEANS if "/" in self.base else self.base

    @property
    def years(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The years of the base and of the end, one or several at each."""
        return _every(self.base), _every(self.end)

    def break_within(self, indicator: Indicator) -> Break | None:
        """The first declared break of the indicator that the change goes across."""
        after, last = self.years[0][0], self.years[1][-1]
        inside = (found for found in indicator.breaks if after < found.period <= last)
        return min(inside, key=lambda found: found.period, default=None)


def changes(series: Mapping[str, float]) -> list[Change]:
    """Changes to the newest year from each base year with a figure, and of three-year means.

    `series` are yearly values by period. The means compare the three years from 2017 on with the
    newest three; they are left out when those overlap or a year is missing.
    """
    if not series:
        return []
    end = max(series)
    found = [
        Change(base, end, series[base], series[end])
        for base in BASES
        if base in series and base < end
    ]
    return [*found, *_of_means(series)]


def compared(
    own: list[Change], other: list[Change], *, relative: bool = True, rounding: float = 0.0
) -> str:
    """What may be said of two areas' change, whatever the base year; else "depends".

    "more" and "less" when every change says so, in the unit and (if `relative`) in per cent;
    "more_risen" and "less_risen" when moreover every own change is a rise; "unit_more" and
    "unit_less" when unit and per cent disagree in the same way for every base. Not the same base
    years in both is "depends", and then no sentence may compare. `rounding` is how far a figure may
    lie from the one printed; one change is ahead only where it is so whatever the four were.
    """
    pairs = {(c.base, c.end): c for c in other}
    if not own or {(c.base, c.end) for c in own} != pairs.keys():
        return DEPENDS
    both = [(c, pairs[c.base, c.end]) for c in own]
    reaches = [(_reach(a, rounding), _reach(b, rounding)) for a, b in both]
    unit = _ahead([(_points(a), _points(b)) for a, b in reaches])
    per_cent = _ahead([(_percent(a), _percent(b)) for a, b in reaches]) if relative else unit
    if unit is None or per_cent is None:
        return DEPENDS
    if unit != per_cent:
        return "unit_more" if unit else "unit_less"
    risen = "_risen" if all(change.points > 0 for change in own) else ""
    return f"{'more' if unit else 'less'}{risen}"


def mean_changes(table: pd.DataFrame) -> dict[str, Change]:
    """The change of three-year means for every row of a table of areas by years that has one."""
    series = {str(area): row.dropna().to_dict() for area, row in table.iterrows()}
    found = {area: _of_means(values) for area, values in series.items()}
    return {area: change[0] for area, change in found.items() if change}


def _reach(change: Change, rounding: float) -> tuple[Change, Change]:
    """The smallest and the largest change that could be printed so."""
    before, after = change.before, change.after
    least = replace(change, before=before + rounding, after=after - rounding)
    return least, replace(change, before=before - rounding, after=after + rounding)


def _points(reach: tuple[Change, Change]) -> tuple[float, float]:
    return reach[0].points, reach[1].points


def _percent(reach: tuple[Change, Change]) -> tuple[float, float]:
    return reach[0].percent, reach[1].percent


def _ahead(pairs: list[tuple[tuple[float, float], tuple[float, float]]]) -> bool | None:
    """True when all of the first is above the second in every pair, False when below, else None."""
    more = all(round(a[0] - b[1], EXACT) > 0 for a, b in pairs)
    less = all(round(b[0] - a[1], EXACT) > 0 for a, b in pairs)
    return True if more else False if less else None


def _of_means(series: Mapping[str, float]) -> list[Change]:
    years = sorted(period for period in series if period >= MEANS_SINCE)
    first, last = years[:MEAN_OF], years[-MEAN_OF:]
    if len(years) < 2 * MEAN_OF or not (_whole(first) and _whole(last)):
        return []
    means = (mean(series[year] for year in part) for part in (first, last))
    return [Change(f"{first[0]}/{first[-1]}", f"{last[0]}/{last[-1]}", *means)]


def _whole(years: list[str]) -> bool:
    return [int(year) for year in years] == list(range(int(years[0]), int(years[0]) + MEAN_OF))


def _every(code: str) -> tuple[str, ...]:
    first, _, last = code.partition("/")
    return tuple(str(year) for year in range(int(first), int(last or first) + 1))
