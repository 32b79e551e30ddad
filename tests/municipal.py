"""Municipal figures for tests, measured and read from the files."""

import csv

from hypothesis import strategies as st

import geo.municipalities as geo
from analysis.measure import measure
from catalog.load import indicators
from data.settings import SNAPSHOTS

RATE = "children_notified_rate"
CODES = list(geo.municipalities())
MAPPED = [name for name, found in indicators().items() if found.map]
LAESOE = "825"

values = st.lists(
    st.floats(0, 1000, allow_nan=False).map(lambda value: round(value, 2)), min_size=1, max_size=98
)


def municipal(facts, name=RATE):
    return measure(facts, name, area_kind="municipality")


def from_csv(indicator, period):
    """Municipal figures of one year from the snapshots' files alone, Læsø left out."""
    found = {}
    for file in SNAPSHOTS.glob("*/*/observations.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if (row["indicator"], row["period"]) == (indicator, period):
                    found[row["area"]] = float(row["value"])
    return {code: found[code] for code in CODES if code in found and code != LAESOE}
