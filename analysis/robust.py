"""Whether what is said of one figure holds however those beside it are chosen."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.comparison import Averaged, Comparison, Kind, choose, level
from analysis.faults import faulty
from analysis.position import irregular
from analysis.result import Result
from analysis.similar import DEFAULT, Weights, every_variable
from analysis.unusual import unusual
from data.facts import Facts

Choice = Literal["own", "settled", "every", "group", "region", "country", "border", "hand"]
"""Ten alike by the reader's weights, by the settled ones, by all variables; three others; and what
the reader chose besides."""

Why = Literal["", "counts", "figure", "not_own", "doubt", "nobody", "few", "hand"]
"""Why there is no verdict: no counts, no figure, another's figure, in doubt, nobody beside it, too
few to know how much municipalities ordinarily differ; a hand-picked list, which only one of them
has, so that nothing shows how others ordinarily differ from theirs."""

NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Held:
    """One choice: its figure, how that is averaged, and the verdict on the municipality's own.

    `verdict` is lower, similar, higher or not compared: outside what municipalities ordinarily
    differ from such a figure, or not (`analysis.unusual`). `value` is in the indicator's unit,
    `members` whose figures are in it; of the country nobody is named.
    """

    choice: Choice
    value: float | None
    how: Averaged
    verdict: str
    why: Why
    members: tuple[str, ...]


@lru_cache(maxsize=512)
def holds(
    facts: Facts,
    result: Result,
    area: str,
    period: str,
    weights: Weights = DEFAULT,
    *,
    chosen: Comparison | None = None,
) -> tuple[Held, ...]:
    """The verdict on one municipality's figure of one period beside each choice.

    `result` has all municipalities. The reader's own weights come first where they differ, and a
    `chosen` comparison that is none of these comes last.
    """
    tried: list[tuple[Choice, Kind, Weights]] = [
        ("own", "similar", weights),
        ("settled", "similar", DEFAULT),
        ("every", "similar", every_variable()),
        ("group", "group", DEFAULT),
        ("region", "region", DEFAULT),
        ("country", "country", DEFAULT),
    ]
    first = 1 if weights == DEFAULT else 0
    every: list[tuple[Choice, Comparison, Weights]] = [
        (choice, choose(facts, area, kind, weights=by), by) for choice, kind, by in tried[first:]
    ]
    if chosen is not None and (chosen.kind == "border" or chosen.kind == "hand"):
        every.append((chosen.kind, chosen, DEFAULT))
    return tuple(_held(facts, result, period, choice, one, by) for choice, one, by in every)


def verdicts(held: tuple[Held, ...]) -> dict[str, list[Choice]]:
    """Which choices give each verdict, those without one left out; one key: they agree."""
    found: dict[str, list[Choice]] = {}
    for one in held:
        if one.verdict != NOT_COMPARED:
            found.setdefault(one.verdict, []).append(one.choice)
    return found


def _held(
    facts: Facts,
    result: Result,
    period: str,
    choice: Choice,
    comparison: Comparison,
    weights: Weights,
) -> Held:
    area, kind = comparison.area, comparison.kind
    beside = level(facts, result, comparison)
    value = beside.values.get(period)
    why = _own(result, area, period) or ("nobody" if value is None else "")
    found = None if why else unusual(facts, result, kind, period=period, weights=weights)
    verdict = NOT_COMPARED if found is None else str(found.table.loc[area, "outside"])
    if verdict == NOT_COMPARED and not why:
        why = "hand" if kind == "hand" else "few"
    left_out = beside.left_out.get(period, ())
    members = comparison.members if value is not None else ()
    there = tuple(code for code in members if code not in left_out)
    return Held(choice, value, beside.how, verdict, why, there)


def _own(result: Result, area: str, period: str) -> Why:
    """What stands in the way of a verdict in the municipality's own figure."""
    rows = result.usable()
    if not len(rows[(rows["area"] == area) & (rows["period"] == period)]):
        return "figure"
    if result.indicator.denominator is None:
        return "counts"
    if area in irregular(result):
        return "not_own"
    return "doubt" if area in faulty(result, period) else ""
