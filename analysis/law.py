"""Events in law and in how the figures are made, for charts to draw and pages to tell of."""

import pandas as pd

from data.facts import Facts
from data.schema import LawEvent


def marked(facts: Facts) -> pd.DataFrame:
    """The few events that are drawn as a mark in time, in order of date."""
    events = facts.rows(LawEvent)
    return events[events["marker_da"].notna()].sort_values("date", kind="stable")
