"""Change since several base years, and whether they all tell the same story."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

BASES = ("2015", "2017", "2021")
MEANS_SINCE = "2017"
MEAN_OF = 3


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


def compared(own: list[Change], other: list[Change]) -> int | None:
    """1 when `own` grew more than `other` by every measure, -1 when less by every one, else None.

    The measures are every base year and the means, each in the unit and in per cent. None says that
    the answer depends on which is chosen, and then no sentence may compare.
    """
    pairs = {(c.base, c.end): c for c in other}
    if {(c.base, c.end) for c in own} != pairs.keys():
        return None
    both = [(c, pairs[c.base, c.end]) for c in own]
    more = [(a.points > b.points, a.percent > b.percent) for a, b in both]
    less = [(a.points < b.points, a.percent < b.percent) for a, b in both]
    return 1 if all(map(all, more)) else -1 if all(map(all, less)) else None


def _of_means(series: Mapping[str, float]) -> list[Change]:
    years = sorted(period for period in series if period >= MEANS_SINCE)
    first, last = years[:MEAN_OF], years[-MEAN_OF:]
    if len(years) < 2 * MEAN_OF or not (_whole(first) and _whole(last)):
        return []
    means = (mean(series[year] for year in part) for part in (first, last))
    return [Change(f"{first[0]}/{first[-1]}", f"{last[0]}/{last[-1]}", *means)]


def _whole(years: list[str]) -> bool:
    return [int(year) for year in years] == list(range(int(years[0]), int(years[0]) + MEAN_OF))
