"""Figures as points or ranges from zero, in blocks: never stacked, as they are no whole."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.result import Result
from catalog.model import Language
from charts import theme
from charts.frame import Framed, framed
from charts.row_names import row_names

ROW, LINE, WRAP = 40, 15, 52
"""The height of a row and of one more line of name in pixels; letters in a line of name."""


@dataclass(frozen=True)
class Point:
    """One figure: its name, where it lies (a range has two ends), and how it is written."""

    name: str
    low: float
    high: float
    text: str


def points(
    blocks: Mapping[str, Sequence[Point]],
    result: Result,
    language: Language,
    *,
    title: str,
    period: str,
    alt: str,
    most: float | None = None,
) -> Framed:
    """A row for each point under the heading of its block, in the order given; all on one axis.

    `most` is the end of the axis; without it the drawing ends with the largest figure.
    """
    heads, places, height = _placed(blocks)
    found = [point for block in blocks.values() for point in block]
    end = most or max((point.high for point in found), default=1.0)
    traces = [
        trace
        for point, place in zip(found, places, strict=True)
        for trace in (
            _stroke([0, point.low], place, theme.GRID, 2.0),
            _stroke([point.low, point.high], place, theme.MAIN, 5.0),
        )
    ]
    return framed(
        {
            "data": [*traces, _dots(found, places)],
            "layout": _layout(heads, found, places, height, end),
        },
        [result],
        language,
        title=title,
        period=period,
        alt=alt,
    )


def _placed(
    blocks: Mapping[str, Sequence[Point]],
) -> tuple[dict[int, str], list[int], int]:
    heads: dict[int, str] = {}
    places: list[int] = []
    down = 0
    for head, block in blocks.items():
        if head:
            heads[down] = head
            down += 8
        for point in block:
            down += ROW + LINE * (len(textwrap.wrap(point.name, WRAP)) - 1)
            places.append(down)
        down += ROW
    return heads, places, down


def _stroke(x: list[float], place: int, color: str, width: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": [place, place],
        "line": {"color": color, "width": width},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(found: Sequence[Point], places: Sequence[int]) -> dict[str, Any]:
    ends = [
        (end, place, point)
        for point, place in zip(found, places, strict=True)
        for end in dict.fromkeys((point.low, point.high))
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [end for end, _, _ in ends],
        "y": [place for _, place, _ in ends],
        "text": [point.text if end == point.high else "" for end, _, point in ends],
        "textposition": "middle right",
        "customdata": [[point.name, point.text] for _, _, point in ends],
        "marker": {"size": 10, "color": theme.MAIN},
        "hovertemplate": "%{customdata[0]}: <b>%{customdata[1]}</b><extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }


def _layout(
    heads: Mapping[int, str],
    found: Sequence[Point],
    places: Sequence[int],
    height: int,
    end: float,
) -> dict[str, Any]:
    names = [(point.name, place - 8) for point, place in zip(found, places, strict=True)]
    return {
        **theme.LAYOUT,
        "height": height + 30,
        "margin": {"l": 8, "r": 64, "t": 16, "b": 28},
        "xaxis": {
            "range": [0, end],
            "tickformat": ",d",
            "gridcolor": theme.GRID,
            "zerolinecolor": theme.GRID,
        },
        "yaxis": {"range": [height - ROW + 18, -10], "visible": False},
        "annotations": row_names(names, heads, wrap=WRAP),
    }
