"""The national shares by notifier as they were printed: the newest edition of each year."""

from analysis.measure import COUNTRY, measure
from analysis.result import Result
from data.facts import Facts

SHARE = "notifier_share"
BOUNDS = ("lower_bound", "upper_bound")
"""Precisions of a figure that its source gives as a limit: almost, more than."""


def printed_shares(facts: Facts) -> tuple[Result, dict[str, dict[str, float]]]:
    """All printed figures, and for each group those of whole years, oldest first.

    Where editions give the same year twice, the newest edition stands in the series; all of them
    are in the result. A part of a year, and a figure that is a limit, are in the result alone.
    """
    found = measure(facts, SHARE, area=COUNTRY)
    rows = found.usable()
    rows = rows[rows["period"].str.fullmatch(r"\d{4}") & ~rows["precision"].isin(BOUNDS)]
    editions = [found.all_snapshots[int(key)].edition for key in rows["snapshot"]]
    rows = rows.assign(edition=editions).sort_values(["period", "edition"], kind="stable")
    newest = rows.drop_duplicates(["category", "period"], keep="last")
    series = {
        str(code): {str(p): float(v) for p, v in zip(part["period"], part["value"], strict=True)}
        for code, part in newest.groupby("category")
    }
    return found, series
