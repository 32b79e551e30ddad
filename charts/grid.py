"""Figures as a grid of colored cells: rows by columns, with what is missing marked as missing."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.notifier_grid import Grid
from analysis.notifier_mix import group_name
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, Legend, Marker, framed, markers

ROW, HEAD = 18, 150
"""The height of a row and of the names of groups, in pixels."""

MARK = "//"
DOUBT = "†"


@dataclass(frozen=True)
class Line:
    """A row of the drawing: the row of the grid it shows, or a heading, which has none."""

    name: str
    key: str = ""


def grid(
    found: Grid,
    lines: Sequence[Line],
    language: Language,
    *,
    title: str,
    period: str,
    chosen: str = "",
) -> Framed:
    """A cell for each row and group; its color says its class, never good or bad.

    The row `chosen` has a frame. Breaks lie between years where rows are years.
    """
    codes = [str(code) for code in found.values.columns]
    shown = found.values.reindex([line.key for line in lines])
    years = [line.key for line in lines if line.key.isdigit() and len(line.key) == 4]
    breaks = [m for m in markers(found.result, pd.DataFrame(), years, language) if m.is_break]
    drawn = framed(
        {
            "data": [
                _cells(found, lines, shown, codes, language),
                _missing(lines, shown, codes, language),
            ],
            "layout": _layout(lines, codes, found, language)
            | {"shapes": _shapes(lines, codes, breaks, chosen)},
        },
        [found.result],
        language,
        title=title,
        period=period,
        alt=_alt(found, title, codes, language),
        markers=breaks,
        legend=_legend(found, shown, lines, language),
    )
    doubtful = [line.name for line in lines if line.key in found.doubtful]
    told = [say("notifiers.doubt_rows", language, names=fmt.listed(doubtful, language))]
    return replace(drawn, notes=(*drawn.notes, *(told if doubtful else [])))


def _cells(
    found: Grid,
    lines: Sequence[Line],
    shown: pd.DataFrame,
    codes: list[str],
    language: Language,
) -> dict[str, Any]:
    decimals = found.result.indicator.decimals
    last = max(len(found.steps) - 1, 1)
    classes = [
        [None if pd.isna(v) else min(bisect_left(found.steps, v), last) for v in row]
        for row in shown.to_numpy().tolist()
    ]
    words = [
        [[line.name, group_name(c, language), fmt.number(v, language, decimals)] for c, v in pairs]
        for line, row in zip(lines, shown.to_numpy().tolist(), strict=True)
        for pairs in [list(zip(codes, row, strict=True))]
    ]
    unit = found.result.indicator.unit[language]
    return _heat(classes, words, len(codes)) | {
        "zmin": 0,
        "zmax": len(theme.CLASSES) - 1,
        "colorscale": [
            [number / (len(theme.CLASSES) - 1), color] for number, color in enumerate(theme.CLASSES)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}: "
        f"<b>%{{customdata[2]}}</b> {unit}<extra></extra>",
    }


def _missing(
    lines: Sequence[Line], shown: pd.DataFrame, codes: list[str], language: Language
) -> dict[str, Any]:
    """The cells without a figure in gray with a mark; headings have no cells at all."""
    gaps = [
        [0 if line.key and pd.isna(v) else None for v in row]
        for line, row in zip(lines, shown.to_numpy().tolist(), strict=True)
    ]
    words = [[[line.name, group_name(code, language)] for code in codes] for line in lines]
    none = say("status.missing", language)
    return _heat(gaps, words, len(codes)) | {
        "colorscale": [[0, theme.NO_FIGURE], [1, theme.NO_FIGURE]],
        "text": [[MARK if gap == 0 else "" for gap in row] for row in gaps],
        "texttemplate": "%{text}",
        "textfont": {"color": theme.HATCH, "size": 10},
        "hovertemplate": f"<b>%{{customdata[0]}}</b><br>%{{customdata[1]}}: {none}<extra></extra>",
    }


def _heat(z: list[list[int | None]], words: object, across: int) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "z": z,
        "x": list(range(across)),
        "y": list(range(len(z))),
        "customdata": words,
        "xgap": 1,
        "ygap": 1,
        "showscale": False,
        "hoverongaps": False,
    }


def _layout(
    lines: Sequence[Line], codes: list[str], found: Grid, language: Language
) -> dict[str, Any]:
    short = [say(f"notifiers.short_{code}", language) for code in codes]
    return {
        **theme.LAYOUT,
        "height": HEAD + ROW * len(lines) + 8,
        "margin": {"l": 8, "r": 8, "t": HEAD, "b": 8},
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(codes))),
            "ticktext": short,
            "tickangle": -90,
            "tickfont": {"size": 11},
            "showgrid": False,
            "zeroline": False,
            "range": [-0.5, len(codes) - 0.5],
        },
        "yaxis": {
            "tickvals": list(range(len(lines))),
            "ticktext": [_named(line, found) for line in lines],
            "tickfont": {"size": 11},
            "range": [len(lines) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
        },
    }


def _named(line: Line, found: Grid) -> str:
    if not line.key:
        return f"<b>{line.name}</b>"
    return f"{line.name} {DOUBT}" if line.key in found.doubtful else line.name


def _shapes(
    lines: Sequence[Line], codes: list[str], breaks: Sequence[Marker], chosen: str
) -> list[dict[str, Any]]:
    """Between professional groups and others, at breaks, and around the chosen row."""
    groups, keys = dimensions()["notifier"].codes, [line.key for line in lines]
    professional = sum(groups[code].professional for code in codes)
    shapes = [_line(professional - 0.5, professional - 0.5, -0.5, len(lines) - 0.5)]
    for marker in breaks:
        at = next(n for n, key in enumerate(keys) if int(key) >= marker.at) - 0.5
        shapes.append(_line(-0.5, len(codes) - 0.5, at, at))
    if chosen and chosen in keys:
        at = keys.index(chosen)
        frame = {"type": "rect", "line": {"color": theme.CHOSEN, "width": 2.5}}
        edges = {"x0": -0.5, "x1": len(codes) - 0.5, "y0": at - 0.5, "y1": at + 0.5}
        shapes.append(frame | edges)
    return shapes


def _line(x0: float, x1: float, y0: float, y1: float) -> dict[str, Any]:
    edges = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    return {"type": "line", "line": {"color": theme.INK, "width": 2}, **edges}


def _legend(
    found: Grid, shown: pd.DataFrame, lines: Sequence[Line], language: Language
) -> list[Legend]:
    decimals = found.result.indicator.decimals
    ends = [0.0, *found.steps]
    legend = [
        Legend(
            theme.CLASSES[number],
            say(
                "notifiers.class_next" if number else "notifiers.class_first",
                language,
                low=fmt.number(low, language, decimals),
                high=fmt.number(high, language, decimals),
            ),
        )
        for number, (low, high) in enumerate(zip(ends, ends[1:], strict=False))
    ]
    gaps = shown[[bool(line.key) for line in lines]].isna().any(axis=None)
    none = Legend(theme.NO_FIGURE, say("status.missing", language), mark="hatch")
    return [*legend, *([none] if gaps else [])]


def _alt(found: Grid, title: str, codes: list[str], language: Language) -> str:
    """The least and the most of each group, since nobody can listen to every cell."""
    decimals = found.result.indicator.decimals
    told = [
        say(
            "notifiers.alt_group",
            language,
            group=group_name(code, language),
            low=fmt.number(float(known.min()), language, decimals),
            high=fmt.number(float(known.max()), language, decimals),
        )
        for code in codes
        if len(known := found.values[code].dropna())
    ]
    return " ".join([f"{title}.", *told])
