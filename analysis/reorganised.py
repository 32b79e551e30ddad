"""The whole years before and after a day on which a municipality changed something, described."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean
from typing import Literal

import pandas as pd

from analysis.faults import in_doubt
from analysis.position import irregular
from analysis.result import Result
from catalog.model import Break

FEWEST, MOST = 2, 3
"""Years on each side: from one year nobody can see how much years differ anyhow."""

Why = Literal["not_own", "across", "few"]


@dataclass(frozen=True)
class Around:
    """The years that may be described on each side of a day; `why` says why there are too few.

    `left_out` is the year that the day lies in, which is partly before and partly after; empty
    where the day is the first of a year. `across` is the break that takes years away, if one does.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    left_out: str
    across: Break | None
    why: Why | None


def around(result: Result, area: str, day: date) -> Around:
    """At most three whole years on each side of a day, the nearest ones, on its side of any break.

    Years without a figure and with one in doubt are not among them.
    """
    whole = (day.month, day.day) == (1, 1)
    first_after = day.year if whole else day.year + 1
    left_out = "" if whole else str(day.year)
    rows = result.usable()
    rows = rows[rows["area"] == area]
    years = sorted(rows[~in_doubt(result, rows)]["period"])
    every = (
        [year for year in years if int(year) < day.year][-MOST:],
        [year for year in years if int(year) >= first_after][:MOST],
    )
    kept, across = _this_side(every, result.indicator.breaks, str(day.year))
    before, after = (tuple(side) for side in kept)
    if area in irregular(result):
        return Around((), (), left_out, None, "not_own")
    if min(len(before), len(after)) >= FEWEST:
        return Around(before, after, left_out, across, None)
    parted = min(len(side) for side in every) >= FEWEST
    return Around(before, after, left_out, across, "across" if parted else "few")


def mean_of(values: Mapping[str, float], years: Sequence[str]) -> float:
    """The mean of yearly figures; missing when one of the years is.

    >>> mean_of({"2018": 60.0, "2019": 63.0}, ["2018", "2019"])
    61.5
    """
    return mean(values[y] for y in years) if set(years) <= values.keys() else float("nan")


def means(found: Around, lines: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """The mean before and after of each line's yearly figures, over the same years for all."""
    rows = {
        name: {part: mean_of(values, getattr(found, part)) for part in ("before", "after")}
        for name, values in lines.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["before", "after"])


def _this_side(
    every: tuple[list[str], list[str]], breaks: Sequence[Break], year: str
) -> tuple[tuple[list[str], list[str]], Break | None]:
    """The years that no break parts from the year of the day, and the break that took others."""
    before, after = every
    first, last = min([year, *before]), max([year, *after])
    cuts = [found for found in breaks if first < found.period <= last]
    kept = (
        [y for y in before if not any(y < cut.period <= year for cut in cuts)],
        [y for y in after if not any(year < cut.period <= y for cut in cuts)],
    )
    taken = kept != (before, after)
    return kept, min(cuts, key=lambda cut: cut.period) if taken else None
