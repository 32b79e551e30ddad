"""The tiny set's rates and where they are written, for tests of builds."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
RATE = "children_notified_rate"
RATES = "98d-und2/opdigtet/observations.csv"


def rates(facts):
    return facts.observations(RATE)["value"].tolist()
