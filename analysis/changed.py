"""What may be said of a municipality's change: risen, fallen, or only from what to what."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from analysis.change import Change, changes, compared
from analysis.faults import in_doubt
from analysis.measure import COUNTRY, measure
from analysis.methods.compare import against
from analysis.methods.rate_ratio import Ratio, rate_ratio
from analysis.peers import series
from analysis.position import irregular
from analysis.repeats import event_variance
from analysis.result import Result
from catalog.model import Break
from data.facts import Facts

Verdict = Literal["across", "doubt", "no_counts", "similar", "risen", "fallen"]
"""Why a change is only described, in the order that counts, or what its interval says."""

Beside = Literal["more", "less", "similar", "agree", "depends", "too_few"]
SHARE = "share"
FEWEST = 2
"""From one base year alone nobody can see whether the base year decides."""


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
        found = against(*_ordered(self.ratio), 1.0)
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
    rows = _with_variance(facts, result)
    own = rows[rows["area"] == area]
    return tuple(
        Changed(
            change=change,
            country=country.get((change.base, change.end)),
            across=change.break_within(result.indicator),
            doubt=_doubted(result, own, change),
            ratio=_ratio(own, change),
            common=_common(result, rows, change),
        )
        for change in changes(series(result, area))
    )


def of_country(facts: Facts, result: Result, base: str, end: str) -> Verdict:
    """What may be said of the national figure's change, by the rules of a municipality's.

    `result` has the country's row in both periods. Where the source gives no counts behind it,
    there is no interval, and nothing of direction may be said.
    """
    rows = _with_variance(facts, result, kind="country")
    return _between(result, rows, base, end).verdict


def of_area(facts: Facts, result: Result, area: str, base: str, end: str) -> Changed | None:
    """One municipality's change between any two years, by the same rules.

    None where its figures are not its own, or it lacks one in either year.
    """
    rows = _with_variance(facts, result)
    own = rows[(rows["area"] == area) & rows["period"].isin((base, end))]
    if area in irregular(result) or len(own) < 2:
        return None
    return _between(result, own, base, end)


def tally(facts: Facts, result: Result, base: str, end: str) -> Counter[Verdict]:
    """How many municipalities' changes get each verdict, of those with figures in both periods."""
    rows = _with_variance(facts, result)
    rows = rows[rows["period"].isin((base, end))]
    both = (own for _, own in rows.groupby("area") if len(own) > 1)
    return Counter(_between(result, own, base, end).verdict for own in both)


def _between(result: Result, rows: pd.DataFrame, base: str, end: str) -> Changed:
    """The change of one area's `rows` from one period to another, beside nobody's."""
    values = rows.set_index("period")["value"]
    change = Change(base, end, float(values[base]), float(values[end]))
    across, doubt = change.break_within(result.indicator), _doubted(result, rows, change)
    return Changed(change, None, across, doubt, _ratio(rows, change), float("nan"))


def sound(facts: Facts, result: Result, found: tuple[Changed, ...]) -> list[Changed]:
    """The changes that a comparison with the country may rest on.

    They go across no break and no figure of theirs is in doubt; without counts the country's own
    row must be without doubt too.
    """
    whole = measure(facts, result.indicator.id, area=COUNTRY)
    kept = [one for one in found if not one.across and not one.doubt and one.country]
    if result.indicator.denominator:
        return kept
    return [one for one in kept if not _doubted(whole, whole.table, one.change)]


def beside_country(result: Result, kept: list[Changed]) -> Beside:
    """How the municipality's change stands to the country's, from all sound bases alike.

    With counts "more" and "less" where every interval lies on that side of the common ratio,
    "similar" where every one holds it. Without counts "agree" where all differ from the country's
    in one direction by more than the printed figures are rounded, which no word then names. Else
    "depends"; "too_few" under two bases.
    """
    if len(kept) < FEWEST:
        return "too_few"
    if not result.indicator.denominator:
        own, country = [one.change for one in kept], [one.country for one in kept if one.country]
        relative = result.indicator.kind != SHARE
        rounding = 0.5 * 10**-result.indicator.decimals
        alike = compared(own, country, relative=relative, rounding=rounding) in _ONE_WAY
        return "agree" if alike else "depends"
    words: dict[str, Beside] = {"higher": "more", "lower": "less", "similar": "similar"}
    told = {
        against(*_ordered(one.ratio), one.common) if one.ratio else "not compared" for one in kept
    }
    return words.get(told.pop(), "depends") if len(told) == 1 else "depends"


_ONE_WAY = frozenset({"more", "less", "more_risen", "less_risen"})


def _ordered(ratio: Ratio) -> tuple[float, float, float]:
    return ratio.value, ratio.lower, ratio.upper


def _doubted(result: Result, rows: pd.DataFrame, change: Change) -> bool:
    ends = rows[rows["period"].isin([*change.years[0], *change.years[1]])]
    return bool(in_doubt(result, ends).any())


def _with_variance(facts: Facts, result: Result, *, kind: str = "municipality") -> pd.DataFrame:
    """The usable rows of a kind of area, with their events' variance; missing where not a rate."""
    rows = result.usable()
    rows = rows[rows["area_kind"] == kind]
    if result.indicator.method != "rate":
        return rows.assign(variance=float("nan"))
    if not result.indicator.repeats:
        return rows.assign(variance=rows["numerator"])
    return rows.assign(variance=event_variance(facts, result.indicator, rows))


def _ratio(own: pd.DataFrame, change: Change) -> Ratio | None:
    first, last = (own[own["period"].isin(years)] for years in change.years)
    if pd.concat([first, last])[["numerator", "denominator", "variance"]].isna().any(axis=None):
        return None
    return rate_ratio(
        first["numerator"],
        first["denominator"],
        last["numerator"],
        last["denominator"],
        variance_1=first["variance"],
        variance_2=last["variance"],
    )


def _common(result: Result, rows: pd.DataFrame, change: Change) -> float:
    """The later rate over the earlier, of the municipalities that are sound in all years of both.

    A rate of several years is the mean of theirs, as the municipality's own.
    """
    if result.indicator.denominator is None:
        return float("nan")
    years = [*change.years[0], *change.years[1]]
    rows = rows[rows["period"].isin(years) & ~in_doubt(result, rows)]
    whole = rows.groupby("area")["period"].transform("size") == len(years)
    rows = rows[whole & ~rows["area"].isin(irregular(result))]
    sums = rows.groupby("period")[["numerator", "denominator"]].sum()
    rates = sums["numerator"] / sums["denominator"]
    first, last = (float(rates.reindex(part).mean(skipna=False)) for part in change.years)
    return last / first if first else float("nan")
