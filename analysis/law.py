"""Events in law and in how the figures are made, for charts to draw and pages to tell of."""

import pandas as pd

from data.facts import Facts
from data.schema import LawEvent

DUTY = (
    "law-2011-01-01-barnets-reform-duty",
    "law-2013-10-01-overgrebspakken-professionals",
    "law-2013-10-01-overgrebspakken-school-absence",
)
"""What sources say of the duty to notify of those who work with children."""


def duty(facts: Facts) -> pd.DataFrame:
    """The events about the duty to notify, in order of date; a text that is lacking is None."""
    events = facts.rows(LawEvent)
    events = events[events["id"].isin(DUTY)].sort_values("date", kind="stable")
    return events.astype(object).where(events.notna(), None)


def marked(facts: Facts) -> pd.DataFrame:
    """The few events that are drawn as a mark in time, in order of date."""
    events = facts.rows(LawEvent)
    return events[events["marker_da"].notna()].sort_values("date", kind="stable")
