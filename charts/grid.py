"""Figures as a grid of colored cells: rows by columns, with what is missing marked as missing."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.notifier_grid import Grid
from analysis.notifiers import group_name
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.cells import with_figure, without_figure
from charts.frame import Framed, Legend, framed, markers
from charts.grid_frame import Line, edges_of, shapes_over


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
                with_figure(found, lines, shown, codes, language),
                without_figure(lines, shown, codes, language),
            ],
            "layout": edges_of(lines, codes, found, language)
            | {"shapes": shapes_over(lines, codes, breaks, chosen)},
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
