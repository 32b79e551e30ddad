"""The groups of notifiers: their order, their names, and the years they are known in."""

from analysis.measure import measure, periods
from catalog.load import dimensions
from catalog.model import Language
from data.facts import Facts

COUNTS, RATES = "notifications_0_17_by_notifier", "notifications_rate_0_17_by_notifier"
ENDED = " (-2023)"
"""How StatBank ends the name of the group that it has split since."""


def groups() -> list[str]:
    """The groups of notifiers in the order of the screen; split ones only as the whole."""
    codes = dimensions()["notifier"].codes
    return [code for code, group in codes.items() if not group.part_of]


def group_name(code: str, language: Language) -> str:
    """A group as it is called here: one that goes on as the sum of its parts has no end year.

    >>> group_name("family_child_acquaintances", "en")
    'Family, the child itself or acquaintances'
    """
    return dimensions()["notifier"].codes[code][language].removesuffix(ENDED)


def years(facts: Facts, area: str) -> list[str]:
    """The periods in which the municipality's notifications are known by notifier."""
    return periods(measure(facts, COUNTS, area_kind="municipality", area=area))
