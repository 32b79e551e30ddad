"""Whether what is said of one figure holds however those beside it are chosen."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.comparison import Averaged, Kind, choose, level
from analysis.faults import faulty
from analysis.position import irregular
from analysis.result import Result
from analysis.similar import DEFAULT, Weights, every_variable
from analysis.unusual import unusual
from data.facts import Facts

Choice = Literal["own", "settled", "every", "group", "region", "country"]
"""Ten alike by the reader's weights, by the settled ones, by all variables; and three others."""

Why = Literal["", "counts", "figure", "not_own", "doubt", "nobody", "few"]
"""Why there is no verdict: no counts, no figure, another's figure, in doubt, nobody beside it, too
few to know how much municipalities ordinarily differ."""

NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Held:
    """One choice: its figure, how that is averaged, and the verdict on the municipality's own.

    `verdict` is lower, similar, higher or not compared: outside what municipalities ordinarily
    differ from such a figure, or not (`analysis.unusual`). `value` is in the indicator's unit.
    """

    choice: Choice
    value: float | None
    how: Averaged
    verdict: str
    why: Why


@lru_cache(maxsize=512)
def holds(
    facts: Facts, result: Result, area: str, period: str, weights: Weights = DEFAULT
) -> tuple[Held, ...]:
    """The verdict on one municipality's figure of one period beside each choice.

    `result` has all municipalities. The reader's own weights come first where they differ.
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
    return tuple(
        _held(facts, result, area, period, choice, kind, by) for choice, kind, by in tried[first:]
    )


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
    area: str,
    period: str,
    choice: Choice,
    kind: Kind,
    weights: Weights,
) -> Held:
    beside = level(facts, result, choose(facts, area, kind, weights=weights))
    value = beside.values.get(period)
    why = _own(result, area, period) or ("nobody" if value is None else "")
    found = None if why else unusual(facts, result, kind, period=period, weights=weights)
    verdict = NOT_COMPARED if found is None else str(found.table.loc[area, "outside"])
    if verdict == NOT_COMPARED and not why:
        why = "few"
    return Held(choice, value, beside.how, verdict, why)


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
