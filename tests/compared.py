"""Municipalities beside what is usual, compared and drawn, for tests."""

from math import sqrt
from statistics import NormalDist

from analysis.measure import measure, periods
from analysis.unusual import unusual
from pages.components.pick import COUNTED

CHILDREN, NOTIFICATIONS, SEVERAL = COUNTED
NAMED = {"Langeland": "482", "Holbæk": "316", "København": "101", "Samsø": "741", "Læsø": "825"}


def compared(facts, name=NOTIFICATIONS, kind="country"):
    result = measure(facts, name, area_kind="municipality")
    period = periods(result)[-1]
    found = unusual(facts, result, kind, period=period)
    return result.where(result.table["period"] == period), found


def usual(expected, tau2):
    """The limits as ratios; without ordinary spread the exact ones of Poisson are by chi-square."""
    half = NormalDist().inv_cdf(0.975) * sqrt(1 / (4 * expected) + tau2)
    return (1 - half) ** 2, (1 + half) ** 2
