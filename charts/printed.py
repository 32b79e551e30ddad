"""Printed figures as bars: one for each figure, and no line from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Literal

import pandas as pd

from analysis.result import Result
from catalog.model import Language
from charts import theme
from charts.frame import Framed, Legend, Marker, framed, markers
from charts.said import ended

How = Literal["single", "group", "stack"]
"""A bar in each row; several below each other; or parts of a whole behind each other."""

PALETTE = (theme.MAIN, *theme.OTHERS[:2], theme.QUIET, *theme.OTHERS[4:])
BAR, LINE, PAD, AROUND, WRAP = 24, 16, 12, 50, 19
"""Heights of a bar, a line of words, the room around both and around all; letters in a line."""

SIGN = 7
"""Pixels kept free beyond the longest bar for each sign of its number, however narrow the page."""


@dataclass(frozen=True)
class Bar:
    """One printed figure: where it stands, what it is of, and how its number is written."""

    row: str
    name: str
    period: str
    value: float
    told: str


def printed(
    results: Sequence[Result],
    bars: Sequence[Bar],
    language: Language,
    *,
    title: str,
    how: How = "single",
    names: Sequence[str] = (),
) -> Framed:
    """Bars in the order given, those of one name in one color.

    `names` are all the names in the order of their colors, so that two figures may share them.
    Where an indicator has a break among the periods, a line between the rows marks it and its
    text stands below.
    """
    rows = list(dict.fromkeys(bar.row for bar in bars))
    order = list(names or dict.fromkeys(bar.name for bar in bars))
    used = [name for name in order if any(bar.name == name for bar in bars)]
    colors = {name: PALETTE[order.index(name) % len(PALETTE)] for name in used}
    found = _breaks(results, bars, language)
    each = max(sum(bar.row == row for bar in bars) for row in rows) if how == "group" else 1
    drawing = {
        "data": [_trace(name, colors[name], bars, how) for name in used],
        "layout": _layout(bars, rows, how, each, found),
    }
    return framed(
        drawing,
        results,
        language,
        title=title,
        alt=_alt(title, bars, len(used) > 1),
        markers=found,
        legend=[Legend(colors[name], name) for name in used] if len(used) > 1 else [],
    )


def _breaks(results: Sequence[Result], bars: Sequence[Bar], language: Language) -> list[Marker]:
    periods = sorted({bar.period for bar in bars})
    every = [m for one in results for m in markers(one, pd.DataFrame(), periods, language)]
    return list({marker.text: marker for marker in every}.values())


def _trace(name: str, color: str, bars: Sequence[Bar], how: How) -> dict[str, Any]:
    own = [bar for bar in bars if bar.name == name]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar in own],
        "y": [_label(bar.row) for bar in own],
        "name": name,
        "text": [bar.told for bar in own],
        "textposition": "inside" if how == "stack" else "outside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {"color": color},
        "hovertemplate": f"%{{y}}<br>{name}: <b>%{{text}}</b><extra></extra>",
    }


def _layout(
    bars: Sequence[Bar], rows: list[str], how: How, each: int, found: list[Marker]
) -> dict[str, Any]:
    room = 0 if how == "stack" else SIGN * max(len(bar.told) for bar in bars)
    lines = max(_label(row).count("<br>") + 1 for row in rows)
    return {
        **theme.LAYOUT,
        "height": (max(BAR * each, LINE * lines) + PAD) * len(rows) + AROUND,
        "barmode": {"single": "overlay"}.get(how, how),
        "bargap": 0.4,
        "showlegend": False,
        "uniformtext": {"minsize": 10, "mode": "show" if how != "stack" else "hide"},
        "margin": {"l": 8, "r": 12 + room, "t": 8, "b": 8},
        "xaxis": {
            "gridcolor": theme.GRID,
            "zerolinecolor": theme.INK,
            "automargin": True,
            "tickformat": ",~f",
            "nticks": 4,
            "tickangle": 0,
            "showticklabels": how == "stack",  # else each bar's own number stands beside it
            "range": None if how == "stack" else [0, max(bar.value for bar in bars)],
        },
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [_label(row) for row in rows],
            "range": [len(rows) - 0.5, -0.5],
            "automargin": True,
            "ticks": "",
        },
        "shapes": [_rule(marker, bars, rows) for marker in found],
    }


def _rule(marker: Marker, bars: Sequence[Bar], rows: list[str]) -> dict[str, Any]:
    before = {bar.row for bar in bars if int(bar.period[:4]) < marker.at}
    at = max(rows.index(row) for row in before) + 0.5
    return {
        "type": "line",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": at,
        "y1": at,
        "line": {"color": theme.INK, "width": 1.5},
    }


def _label(row: str) -> str:
    return "<br>".join(part for line in row.split("\n") for part in wrap(line, WRAP))


def _alt(title: str, bars: Sequence[Bar], named: bool) -> str:
    told = [
        f"{', '.join(dict.fromkeys([*bar.row.split(chr(10)), *([bar.name] * named)]))}: {bar.told}"
        for bar in bars
    ]
    return ended(f"{title}. {'; '.join(told)}")
