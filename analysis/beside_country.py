"""Whether a municipality's change is another than that of all, from every base year alike."""

from typing import Literal

from analysis.change import compared
from analysis.change_limits import doubted, ordered
from analysis.changed import Changed
from analysis.measure import COUNTRY, measure
from analysis.methods.compare import against
from analysis.result import Result
from data.facts import Facts

Beside = Literal["more", "less", "similar", "agree", "depends", "too_few"]
SHARE = "share"
FEWEST = 2
"""From one base year alone nobody can see whether the base year decides."""


def sound(facts: Facts, result: Result, found: tuple[Changed, ...]) -> list[Changed]:
    """The changes that a comparison with the country may rest on.

    They go across no break and no figure of theirs is in doubt; without counts the country's own
    row must be without doubt too.
    """
    whole = measure(facts, result.indicator.id, area=COUNTRY)
    kept = [one for one in found if not one.across and not one.doubt and one.country]
    if result.indicator.denominator:
        return kept
    return [one for one in kept if not doubted(whole, whole.table, one.change)]


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
        against(*ordered(one.ratio), one.common) if one.ratio else "not compared" for one in kept
    }
    return words.get(told.pop(), "depends") if len(told) == 1 else "depends"


_ONE_WAY = frozenset({"more", "less", "more_risen", "less_risen"})
