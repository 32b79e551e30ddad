"""What may be said of a municipality's change: risen, fallen, or only from what to what."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from analysis.change import Change, changes
from analysis.change_limits import change_ratio, common_ratio, doubted, ordered, with_variance
from analysis.measure import COUNTRY, measure
from analysis.methods.compare import against
from analysis.methods.rate_ratio import Ratio
from analysis.peers import series
from analysis.position import irregular
from analysis.result import Result
from catalog.model import Break
from data.facts import Facts

Verdict = Literal["across", "doubt", "no_counts", "similar", "risen", "fallen"]
"""Why a change is only described, in the order that counts, or what its interval says."""


@dataclass(frozen=True)
class Changed:
    """One change of one municipality, beside the same of the country where that is known.

    `across` is the declared break it goes across; `doubt` whether a figure at either end is known
    to be wrong; `ratio` the later rate over the earlier with limits, None without counts; `common`
    the same ratio of all municipalities with sound figures at both ends, added up.
    """

    change: Change
    country: Change | None
    across: Break | None
    doubt: bool
    ratio: Ratio | None
    common: float

    @property
    def verdict(self) -> Verdict:
        """What may be said of the change; only "risen" and "fallen" judge."""
        if self.across or self.doubt:
            return "across" if self.across else "doubt"
        if self.ratio is None:
            return "no_counts"
        found = against(*ordered(self.ratio), 1.0)
        words: dict[str, Verdict] = {"lower": "fallen", "higher": "risen", "similar": "similar"}
        return words.get(found, "no_counts")


@lru_cache(maxsize=512)
def changed(facts: Facts, result: Result, area: str) -> tuple[Changed, ...]:
    """Every change of one municipality from the settled bases; none where figures are not its own.

    The interval is that of the two rates' ratio (`rate_ratio`), widened by repeats for events. The
    country's own row is in doubt in years when some municipality's figure is, so what is compared
    with are the municipalities that have sound figures at both ends.
    """
    if area in irregular(result):
        return ()
    whole = measure(facts, result.indicator.id, area=COUNTRY)
    country = {(c.base, c.end): c for c in changes(series(whole, COUNTRY))}
    rows = with_variance(facts, result)
    own = rows[rows["area"] == area]
    return tuple(
        Changed(
            change=change,
            country=country.get((change.base, change.end)),
            across=change.break_within(result.indicator),
            doubt=doubted(result, own, change),
            ratio=change_ratio(own, change),
            common=common_ratio(result, rows, change),
        )
        for change in changes(series(result, area))
    )


def of_country(facts: Facts, result: Result, base: str, end: str) -> Verdict:
    """What may be said of the national figure's change, by the rules of a municipality's.

    `result` has the country's row in both periods. Where the source gives no counts behind it,
    there is no interval, and nothing of direction may be said.
    """
    rows = with_variance(facts, result, kind="country")
    return _between(result, rows, base, end).verdict


def of_area(facts: Facts, result: Result, area: str, base: str, end: str) -> Changed | None:
    """One municipality's change between any two years, by the same rules.

    None where its figures are not its own, or it lacks one in either year.
    """
    rows = with_variance(facts, result)
    own = rows[(rows["area"] == area) & rows["period"].isin((base, end))]
    if area in irregular(result) or len(own) < 2:
        return None
    return _between(result, own, base, end)


def tally(facts: Facts, result: Result, base: str, end: str) -> Counter[Verdict]:
    """How many municipalities' changes get each verdict, of those with figures in both periods."""
    rows = with_variance(facts, result)
    rows = rows[rows["period"].isin((base, end))]
    both = (own for _, own in rows.groupby("area") if len(own) > 1)
    return Counter(_between(result, own, base, end).verdict for own in both)


def _between(result: Result, rows: pd.DataFrame, base: str, end: str) -> Changed:
    """The change of one area's `rows` from one period to another, beside nobody's."""
    values = rows.set_index("period")["value"]
    change = Change(base, end, float(values[base]), float(values[end]))
    across, doubt = change.break_within(result.indicator), doubted(result, rows, change)
    return Changed(change, None, across, doubt, change_ratio(rows, change), float("nan"))
