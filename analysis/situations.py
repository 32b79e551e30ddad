"""What stands out for a municipality: an unusual rate, a silent group, a trace of supervision."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis import notifiers
from analysis.comparison import choose
from analysis.explanations import explain
from analysis.measure import OURS, measure, periods
from analysis.notifier_mix import notifier_mix
from analysis.result import Result
from catalog.reasons import Situation
from data.facts import Facts
from data.schema import Trace

State = Literal["present", "absent", "unknown"]
RATES = (OURS, "notifications_rate_0_17")
"""Children and notifications, each judged by itself."""


@dataclass(frozen=True, eq=False)
class Found:
    """One situation: whether it is there, why that is not known, and what it rests on.

    `because` is the verdict that stands in the way of an answer; `names` are the indicators that
    are unusual or the codes of the silent groups.
    """

    situation: Situation
    state: State
    because: str = ""
    period: str = ""
    names: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()


@lru_cache(maxsize=256)
def situations(facts: Facts, area: str) -> tuple[Found, ...]:
    """Each situation once; beside the ten municipalities most alike where others are needed."""
    return _unusual(facts, area), _silent(facts, area), _supervision(facts, area)


def _unusual(facts: Facts, area: str) -> Found:
    """Whether a rate of the newest year is outside what municipalities ordinarily have.

    Unknown where one of the two cannot be judged and the other is ordinary.
    """
    results = tuple(measure(facts, name, area_kind="municipality") for name in RATES)
    if not all(periods(result) for result in results):
        return Found("unusual", "unknown", "no_counts")
    period = min(periods(result)[-1] for result in results)
    beside = choose(facts, area, "similar")
    found = {
        result.indicator.id: explain(facts, result, area, period, beside).verdict
        for result in results
    }
    names = tuple(name for name, verdict in found.items() if verdict == "unusual")
    if names:
        return Found("unusual", "present", "", period, names, results)
    because = next((verdict for verdict in found.values() if verdict != "ordinary"), "")
    return Found("unusual", "unknown" if because else "absent", because, period, (), results)


def _silent(facts: Facts, area: str) -> Found:
    """Whether no notification came from a group of which the mix of those alike gives some."""
    years = notifiers.years(facts, area)
    if not years:
        return Found("silent_group", "unknown", "no_counts")
    mix = notifier_mix(facts, choose(facts, area, "similar"), period=years[-1])
    if mix.why in ("nobody", "doubtful", "not_own"):
        return Found("silent_group", "unknown", mix.why, mix.period, (), (mix.result,))
    names = tuple(mix.table.index[mix.table["silent"]])
    state: State = "present" if names else "absent"
    return Found("silent_group", state, "", mix.period, names, (mix.result,))


def _supervision(facts: Facts, area: str) -> Found:
    """Whether a source names the municipality in a supervision after the barometer."""
    rows = facts.rows(Trace)
    named = rows[(rows["area"] == area) & (rows["kind"] == "barometer_supervision")]
    return Found("supervision", "present" if len(named) else "absent")
