"""The cells of a grid: each in the color of its class, those without a figure marked."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.notifier_grid import Grid
from analysis.notifiers import group_name
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.grid_frame import Line

MARK = "//"


def with_figure(
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


def without_figure(
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
