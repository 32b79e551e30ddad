"""Names and the nearest municipalities, for tests of comparisons."""

from math import log
from statistics import mean, pstdev

import geo.municipalities as geo
from analysis.measure import measure

NOTIFICATIONS, EMBEDDED = "notifications_rate_0_17", "children_notified_rate"


def value(facts, name, area, period):
    rows = measure(facts, name, area=area).table.set_index("period")
    return rows["value"][period]


def nearest(facts, area, weights):
    """The ten most alike in plain arithmetic: logs, z-scores cut at three, weighted distance.

    Without Læsø, whose figures Frederikshavn reports.
    """
    far = dict.fromkeys(geo.municipalities(), 0.0)
    for name, weight in weights:
        result = measure(facts, name, area_kind="municipality")
        rows = result.usable()
        rows = rows[rows["period"] == rows["period"].max()]
        found = dict(zip(rows["area"], rows["value"], strict=True))
        if name == "population_total":
            found = {code: log(one) for code, one in found.items()}
        middle, spread = mean(found.values()), pstdev(found.values())
        ends = middle - 3 * spread, middle + 3 * spread
        found = {code: min(max(one, ends[0]), ends[1]) for code, one in found.items()}
        middle, spread = mean(found.values()), pstdev(found.values())
        for code in far:
            far[code] += weight * ((found[code] - found[area]) / spread) ** 2
    return sorted((code for code in far if code not in (area, "825")), key=far.__getitem__)[:10]
