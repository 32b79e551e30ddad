"""Silent groups as CSV: who had no notification from a group where several were expected."""

import pandas as pd

import geo.municipalities as geo
from analysis.notifiers import group_name
from analysis.result import Result
from catalog.model import Language
from catalog.words import say
from reports.download import heading, number, origins, written

COLUMNS = ("group", "count", "expected")


def silent_csv(found: pd.DataFrame, counted: Result, language: Language) -> bytes:
    """A row a group: its municipality, year, the count of zero and what was expected.

    `counted` are the counts of that year that the expected numbers rest on.
    """
    behind = origins(counted.snapshots, language)
    (period,) = counted.table["period"].unique()
    rows = [
        [
            area,
            geo.municipality(area).name,
            period,
            group_name(group, language),
            "0",
            number(expected, language),
            *behind,
        ]
        for area, group, expected in found.itertuples(index=False)
    ]
    head = heading("code area period", language)
    first, last = head[:3], head[3:]
    return written(
        [[*first, *(say(f"who.file_{key}", language) for key in COLUMNS), *last], *rows], language
    )
