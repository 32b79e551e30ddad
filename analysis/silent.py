"""Groups that did not notify a municipality at all where several notifications were expected."""

from functools import lru_cache

import pandas as pd

from analysis.categories import TOTAL
from analysis.faults import faulty
from analysis.measure import measure
from analysis.notifier_excess import SILENT
from analysis.notifier_grid import in_order
from analysis.notifiers import COUNTS, groups
from analysis.position import in_period, irregular
from data.facts import Facts


@lru_cache(maxsize=64)
def silent(facts: Facts, period: str) -> pd.DataFrame:
    """Columns area, group and expected: counts of zero, in order of region, name and group.

    Expected is the municipality's total at the mix of all municipalities together, as in
    `notifier_mix` beside the country; under `SILENT` expected a zero says nothing. Municipalities
    whose figures are in doubt or not their own are left out.
    """
    result = measure(facts, COUNTS, area_kind="municipality")
    rows = in_period(result.usable(), period)
    if rows.empty:
        return pd.DataFrame({"area": [], "group": [], "expected": []})
    counts = rows.pivot(index="area", columns="category", values="numerator")
    known = counts.reindex(columns=groups())
    shares = known.sum() / counts[TOTAL].sum()
    expected = pd.DataFrame({code: counts[TOTAL] * shares[code] for code in groups()})
    found = (known == 0) & (expected >= SILENT)
    left_out = faulty(result, period) | irregular(result)
    pairs = [
        (area, code, float(expected.loc[area, code]))
        for area in in_order(frozenset(found.index) - left_out)
        for code in groups()
        if found.loc[area, code]
    ]
    return pd.DataFrame(pairs, columns=["area", "group", "expected"])
