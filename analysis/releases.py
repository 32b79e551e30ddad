"""National totals as they were printed, release by release: two publishers may share a year."""

import pandas as pd

from analysis.measure import COUNTRY, measure
from analysis.result import Result
from data.facts import Facts

TOTALS = ("notifications", "children_notified")


def totals(facts: Facts) -> tuple[Result, ...]:
    """Notifications and children notified about in the whole country, every release of each."""
    results = (measure(facts, name, area=COUNTRY) for name in TOTALS)
    return tuple(result.where(_plain(result)) for result in results)


def whole_years(result: Result) -> Result:
    """The releases of whole years and of every age, which may stand in one drawing."""
    table = result.table
    return result.where((table["period"].str.len() == 4) & (table["scope"] == ""))


def side_by_side(results: tuple[Result, ...]) -> pd.DataFrame:
    """Notifications and children in one row for each period, release and scope.

    Columns: period, scope, snapshot, and for each indicator its value and its precision. The two
    are never added or divided: one counts reports, the other children.
    """
    keys = ["period", "scope", "snapshot"]
    parts = [
        result.table[[*keys, "value", "precision"]]
        .rename(
            columns={"value": result.indicator.id, "precision": f"{result.indicator.id}_precision"}
        )
        .set_index(keys)
        for result in results
    ]
    joined = pd.concat(parts, axis=1).reset_index()
    return joined.sort_values(["period", "snapshot"], kind="stable", ignore_index=True)


def _plain(result: Result) -> "pd.Series[bool]":
    table = result.table
    return (table["category"] == "") & (table["sex"] == "")
