"""A funnel: each municipality's rate by its size, between the lines that chance and habit draw."""

from typing import Any

import pandas as pd

from analysis.difference import SIDES, lines
from analysis.result import Result
from analysis.unusual import Unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.difference_words import hover, named, titled, words
from charts.frame import Framed, Legend, framed

HEIGHT = 400
DRAWN = {
    "common": ("solid", 1.5, theme.QUIET),
    "usual": ("solid", 2.0, theme.MAIN),
    "chance": ("dot", 1.5, theme.MAIN),
}
"""Dash, width and color of each line."""


def funnel(
    result: Result, found: Unusual, language: Language, *, chosen: str | None = None
) -> Framed:
    """Rates against populations, for a comparison with all together; the chosen one stands out.

    `result` holds the figures of the one period.
    """
    size = result.table.set_index("area")["denominator"]
    table = named(found)
    table = table.assign(size=table["area"].map(size))
    own = table[(table["area"] == chosen) & (table["outside"] != "not compared")]
    drawn = lines(found, result)
    traces = [
        *(_line(drawn, name) for name in drawn.columns.drop("size")),
        *_points(table, result, found, language),
        *_ring(own),
    ]
    title = titled("funnel_title", result, found, language)
    return framed(
        {"data": traces, "layout": _layout(result, drawn["size"], language)},
        [result],
        language,
        title=title,
        period=fmt.period(found.period, language),
        alt=_alt(found, drawn, result, language, title=title),
        legend=_legend(own, result, language),
    )


def _line(drawn: pd.DataFrame, name: str) -> dict[str, Any]:
    dash, width, color = DRAWN[name.partition("_")[0]]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": drawn["size"].tolist(),
        "y": drawn[name].tolist(),
        "line": {"dash": dash, "width": width, "color": color},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _points(
    table: pd.DataFrame, result: Result, found: Unusual, language: Language
) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": rows["size"].tolist(),
            "y": rows["value"].tolist(),
            "marker": {
                "size": 8,
                "color": theme.SIDES[side],
                "line": {"color": theme.EDGE, "width": 1},
            },
            "customdata": words(rows, result, language),
            "hovertemplate": hover(result, found, language),
            "showlegend": False,
        }
        for side in SIDES
        if len(rows := table[table["outside"] == side])
    ]


def _ring(own: pd.DataFrame) -> list[dict[str, Any]]:
    """The chosen municipality's; its name stands in the legend, clear of the other dots."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": own["size"].tolist(),
            "y": own["value"].tolist(),
            "marker": {
                "size": 14,
                "color": theme.CLEAR,
                "line": {"color": theme.CHOSEN, "width": 3},
            },
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _legend(own: pd.DataFrame, result: Result, language: Language) -> list[Legend]:
    marks = {"common": "line", "usual": "line", "chance": "dash"}
    chosen = [
        say(
            "dots.chosen",
            language,
            name=row.name,
            value=fmt.number(row.value, language, result.indicator.decimals),
        )
        for row in own.itertuples(index=False)
    ]
    return [
        *(Legend(theme.CHOSEN, label, mark="ring") for label in chosen),
        *(
            Legend(color, say(f"difference.line_{name}", language), mark=marks[name])
            for name, (_, _, color) in DRAWN.items()
        ),
    ]


def _layout(result: Result, size: "pd.Series[float]", language: Language) -> dict[str, Any]:
    ticks = [m * 10**power for power in range(7) for m in (1, 2, 5)]
    shown = [tick for tick in ticks if size.min() * 0.7 <= tick <= size.max() * 1.4]
    return {
        **theme.LAYOUT,
        "height": HEIGHT,
        "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
        "xaxis": {
            "type": "log",
            "title": {"text": say(f"counted.{result.indicator.denominator}", language)},
            "tickvals": shown,
            "ticktext": [fmt.number(tick, language) for tick in shown],
            "gridcolor": theme.GRID,
            "zeroline": False,
            "automargin": True,
        },
        "yaxis": {"gridcolor": theme.GRID, "zeroline": False, "automargin": True},
    }


def _alt(
    found: Unusual, drawn: pd.DataFrame, result: Result, language: Language, *, title: str
) -> str:
    decimals = result.indicator.decimals
    ends = {
        f"{place}_{end}": fmt.number(float(drawn[f"usual_{end}"].iloc[at]), language, decimals)
        for place, at in (("small", 0), ("large", -1))
        for end in ("lower", "upper")
    }
    common = fmt.number(float(drawn["common"].iloc[0]), language, decimals)
    return say(
        "difference.funnel_alt",
        language,
        title=title,
        count=found.compared,
        common=common,
        **ends,
    )
