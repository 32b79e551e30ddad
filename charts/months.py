"""A series over months: a hidden or missing month leaves a gap, never a zero."""

from dataclasses import replace
from typing import Any

from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, framed

HEIGHT = 280
TICKS = 7
"""Labels under the axis at most, so that they stand side by side on a phone."""


def months(result: Result, language: Language, *, title: str) -> Framed:
    """One measure month by month; hidden months are told in a note below."""
    table = result.table.sort_values("period")
    found = dict(zip(table["period"], table["value"], strict=True))
    periods = every(min(found), max(found))
    values = [found.get(period, float("nan")) for period in periods]
    known = [
        (period, value) for period, value in zip(periods, values, strict=True) if value == value
    ]
    span = "–".join(dict.fromkeys(fmt.period(p, language) for p in (periods[0], periods[-1])))
    figure = framed(
        {"data": [_trace(result, periods, values, language)], "layout": _layout(periods, language)},
        [result],
        language,
        title=title,
        period=span,
        alt=_alt(title, known, result.indicator.decimals, language),
    )
    secret = int((table["status"] == "suppressed").sum())
    note = (say("months.hidden", language, count=secret),) if secret else ()
    return replace(figure, notes=note)


def every(first: str, last: str) -> list[str]:
    """All months from the first to the last, so that one without figures takes its place too.

    >>> every("2024-11", "2025-01")
    ['2024-11', '2024-12', '2025-01']
    """
    begin, end = (int(code[:4]) * 12 + int(code[5:]) - 1 for code in (first, last))
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]


def _trace(
    result: Result, periods: list[str], values: list[float], language: Language
) -> dict[str, Any]:
    unit, decimals = result.indicator.unit[language], result.indicator.decimals
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": periods,
        "y": [value if value == value else None for value in values],
        "text": [fmt.period(period, language) for period in periods],
        "connectgaps": False,
        "line": {"color": theme.CHOSEN, "width": 3},
        "marker": {"size": 7},
        "showlegend": False,
        "hovertemplate": f"%{{text}}: <b>%{{y:,.{decimals}f}}</b> {unit}<extra></extra>",
    }


def _layout(periods: list[str], language: Language) -> dict[str, Any]:
    step = -(-len(periods) // TICKS)
    marked = periods[::step]
    return {
        **theme.LAYOUT,
        "height": HEIGHT,
        "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
        "xaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": periods,
            "tickvals": marked,
            "ticktext": [_short(period, language) for period in marked],
            "tickangle": 0,
            "showgrid": False,
            "automargin": True,
        },
        "yaxis": {
            "rangemode": "tozero",
            "gridcolor": theme.GRID,
            "zeroline": False,
            "automargin": True,
        },
    }


def _short(period: str, language: Language) -> str:
    """A month in two short lines, as `jan` above its year."""
    word, year = fmt.period(period, language).split()
    return f"{word[:3]}<br>{year}"


def _alt(title: str, known: list[tuple[str, float]], decimals: int, language: Language) -> str:
    if not known:
        return f"{title}."
    (first, before), (last, after) = known[0], known[-1]
    return say(
        "trend.alt_line",
        language,
        name=title,
        first=fmt.period(first, language),
        before=fmt.number(before, language, decimals),
        last=fmt.period(last, language),
        after=fmt.number(after, language, decimals),
    )
