"""Two years of one indicator side by side: what lies between them, and who kept their class."""

from dataclasses import dataclass

from analysis.classes import Classed
from analysis.faults import faulty
from analysis.position import irregular
from analysis.result import Result
from catalog.model import Break


@dataclass(frozen=True)
class Kept:
    """Of `both` municipalities with sound figures in both years, `same` are in the same class."""

    both: int
    same: int

    @property
    def moved(self) -> int:
        """Those in another class, whichever way."""
        return self.both - self.same


def breaks_between(result: Result, base: str, end: str) -> list[Break]:
    """The declared breaks that a comparison from `base` to the later `end` goes across."""
    inside = (found for found in result.indicator.breaks if base < found.period <= end)
    return sorted(inside, key=lambda found: found.period)


def kept(result: Result, before: Classed, after: Classed, base: str, end: str) -> Kept | None:
    """How many municipalities are in the same class in both years; None across a break.

    Figures in doubt in either year, and those that are not a municipality's own, are left out.
    """
    if breaks_between(result, base, end):
        return None
    left_out = irregular(result) | faulty(result, base) | faulty(result, end)
    first, last = (found.table.set_index("area")["class_number"] for found in (before, after))
    pairs = first.to_frame("first").join(last.rename("last"), how="inner").dropna()
    pairs = pairs[~pairs.index.isin(left_out)]
    return Kept(len(pairs), int((pairs["first"] == pairs["last"]).sum()))
