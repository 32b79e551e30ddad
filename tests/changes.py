"""The stand-in's years and who is in doubt in them, for tests of change."""

from analysis.measure import measure

LANGELAND, AALBORG, LAESOE = "482", "851", "825"
RATES, GROUPS = "notifications_rate_0_17", "notifications_by_notifier"


def rates(facts):
    return measure(facts, RATES, area_kind="municipality")


def groups(facts):
    return measure(facts, GROUPS, area_kind="municipality")
