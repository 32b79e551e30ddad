"""National totals as they were printed: a point for each release, with no line between them."""

from typing import Any

import pandas as pd

from analysis.result import Result, cite
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, framed, markers
from charts.years import layout

SYMBOLS = {"exact": "circle", "as_printed": "circle"}
"""A full circle for a figure as printed; an open one for one that the source has rounded."""


def releases(result: Result, language: Language, *, title: str, events: pd.DataFrame) -> Framed:
    """Every release of every year; two points above one year are two releases of it."""
    rows = result.usable().sort_values(["period", "value"], kind="stable")
    periods = sorted(set(rows["period"]))
    years = [int(period) for period in periods]
    found = markers(result, events, periods, language)
    drawn = layout(found, years)
    drawn["yaxis"] |= {"tickformat": ",d"}
    return framed(
        {"data": [_points(rows, result, language)], "layout": drawn},
        [result],
        language,
        title=title,
        period="–".join(dict.fromkeys([*periods[:1], *periods[-1:]])),
        alt=_alt(rows, title, language),
        markers=found,
    )


def _points(rows: pd.DataFrame, result: Result, language: Language) -> dict[str, Any]:
    unit = result.indicator.unit[language]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [int(period) for period in rows["period"]],
        "y": [float(value) for value in rows["value"]],
        "text": [_told(row, result, language) for row in rows.to_dict("records")],
        "showlegend": False,
        "marker": {
            "size": 9,
            "color": theme.MAIN,
            "symbol": [SYMBOLS.get(str(code), "circle-open") for code in rows["precision"]],
        },
        "hovertemplate": f"%{{x}}: <b>%{{y:,.0f}}</b> {unit}<br>%{{text}}<extra></extra>",
    }


def _told(row: dict[str, Any], result: Result, language: Language) -> str:
    """How the figure is rounded, if it is, and the release it stands in."""
    known = dimensions()["precision"].codes
    rounded = str(row["precision"])
    parts = [cite(result.all_snapshots[int(row["snapshot"])], language)]
    if rounded in known and rounded not in SYMBOLS:
        parts.insert(0, known[rounded][language])
    return "<br>".join(parts)


def _alt(rows: pd.DataFrame, title: str, language: Language) -> str:
    """Each year with its figures, oldest first; one that two releases share is said once."""
    told = [
        say(
            "reception.alt_year",
            language,
            year=period,
            values=fmt.listed(_numbers(rows, period, language), language),
        )
        for period in sorted(set(rows["period"]))
    ]
    return " ".join([f"{title}.", *told])


def _numbers(rows: pd.DataFrame, period: str, language: Language) -> list[str]:
    values = rows[rows["period"] == period]["value"]
    return list(dict.fromkeys(fmt.number(float(value), language) for value in values))
