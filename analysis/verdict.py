"""What may be said of a figure beside its benchmark: a judgement where it holds, else none."""

from dataclasses import dataclass
from typing import Literal

from analysis.comparison import Comparison, level
from analysis.faults import faulty
from analysis.methods.compare import against
from analysis.position import irregular
from analysis.result import Result
from analysis.similar import DEFAULT, Weights
from analysis.unusual import unusual
from data.facts import Facts

Key = Literal[
    "higher_than_usual",
    "lower_than_usual",
    "above_but_usual",
    "below_but_usual",
    "similar",
    "described",
]
Reason = Literal[
    "in_doubt", "not_own", "break", "participants", "no_counts", "no_interval", "untried"
]
UNKNOWN = "not compared"


@dataclass(frozen=True)
class Verdict:
    """Which sentence holds of `value` beside `benchmark`, both in the indicator's unit.

    `described` names both figures and judges nothing; `because` says why nothing may be judged, and
    is None for every other key. Keys say higher or lower and never better or worse, whatever the
    polarity: those are words for requirements by law, and none of these figures is one.
    """

    key: Key
    value: float
    benchmark: float
    because: Reason | None = None


def judged(
    value: float,
    lower: float,
    upper: float,
    benchmark: float,
    *,
    outside: str = UNKNOWN,
    against_it: Reason | None = None,
) -> Verdict:
    """The sentence for a figure with its own limits; all in one unit, missing limits are NaN.

    `outside` is how the figure stands to the limits within which municipalities usually lie (lower,
    similar, higher, or "not compared" where they are not known); `against_it` is a reason why
    nothing may be judged. "..._than_usual" needs both the figure's own interval and those limits;
    "..._but_usual" its interval alone. Where usual limits are unknown, as for a hand-picked list,
    no difference is judged: the benchmark may swing by chance as much as the figure does.

    >>> judged(93.0, 88.1, 98.2, 80.0, outside="higher").key
    'higher_than_usual'
    >>> judged(93.0, 88.1, 98.2, 80.0, outside="similar").key, judged(81, 75, 86, 80.0).key
    ('above_but_usual', 'similar')
    >>> judged(93.0, float("nan"), float("nan"), 80.0).because
    'no_interval'
    """
    stands = against(value, lower, upper, benchmark)
    if against_it is None and stands == UNKNOWN:
        against_it = "no_interval"
    if against_it is not None:
        return Verdict("described", value, benchmark, against_it)
    if stands == "similar":
        return Verdict("similar", value, benchmark)
    if outside == UNKNOWN:
        return Verdict("described", value, benchmark, "untried")
    return Verdict(_key(higher=stands == "higher", outside=outside, same=stands), value, benchmark)


def beside(
    facts: Facts,
    result: Result,
    comparison: Comparison,
    *,
    period: str,
    weights: Weights = DEFAULT,
) -> Verdict | None:
    """What may be said of `comparison.area` in a period beside the comparison's own figure.

    Both are of the same indicator and period, so neither a break nor other participants can lie
    between them. None where one of the two has no figure.
    """
    table = result.usable()
    row = table[(table["area"] == comparison.area) & (table["period"] == period)]
    benchmark = level(facts, result, comparison).values.get(period)
    if row.empty or benchmark is None:
        return None
    found = unusual(facts, result, comparison.kind, period=period, weights=weights)
    value, lower, upper = (float(row[name].iloc[0]) for name in ("value", "lower", "upper"))
    return judged(
        value,
        lower,
        upper,
        benchmark,
        outside=UNKNOWN if found is None else str(found.table.loc[comparison.area, "outside"]),
        against_it=_against(result, comparison.area, period),
    )


def apart(
    result: Result, before: str, after: str, *, same_participants: bool = True
) -> Reason | None:
    """Why figures of two periods may not be judged against each other; None where they may.

    >>> from catalog.load import indicator
    >>> none = __import__("pandas").DataFrame()
    >>> rate = Result(indicator("children_notified_rate"), none, none, {})
    >>> apart(rate, "2015", "2025"), apart(rate, "2018", "2025")
    ('break', None)
    """
    if not same_participants:
        return "participants"
    first, last = sorted((before[:4], after[-4:]))
    across = any(first < found.period <= last for found in result.indicator.breaks)
    return "break" if across else None


def _against(result: Result, area: str, period: str) -> Reason | None:
    """What speaks against judging one municipality's figure, the gravest first."""
    if area in faulty(result, period):
        return "in_doubt"
    if area in irregular(result):
        return "not_own"
    return "no_counts" if result.indicator.denominator is None else None


def _key(*, higher: bool, outside: str, same: str) -> Key:
    if outside == same:
        return "higher_than_usual" if higher else "lower_than_usual"
    return "above_but_usual" if higher else "below_but_usual"
