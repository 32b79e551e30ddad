"""The five findings that Overblik leads with, each computed from the facts and none typed."""

from collections.abc import Callable
from functools import lru_cache

from analysis.finding import Finding
from analysis.findings_of_change import each, over_time
from analysis.findings_of_level import apart, poverty, support
from analysis.measure import leading, measure
from analysis.position import irregular
from data.facts import Facts


@lru_cache(maxsize=4)
def findings(facts: Facts) -> tuple[Finding, ...]:
    """The findings that the facts can carry, in the order of the page; without figures none."""
    every: tuple[Callable[[Facts], Finding | None], ...] = (
        over_time,
        each,
        apart,
        poverty,
        support,
    )
    return tuple(found for make in every if (found := make(facts)) is not None)


def left_out(facts: Facts) -> frozenset[str]:
    """The areas that the findings leave out, so that the page can say which."""
    return irregular(measure(facts, leading(facts), area_kind="municipality"))
