"""A series over years beside others: lines stop at breaks, and events are only drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import marks, theme
from charts.frame import Framed, Marker, framed, markers

HEIGHT = 380
WIDTHS = {"own": 3.5, "beside": 2.0, "faint": 1.3}
DASHES = {"own": "solid", "beside": "dash", "faint": "dot"}


@dataclass(frozen=True)
class Line:
    """One line of the chart: its name, its values by year, its color and how much it matters.

    `limits` are those of the values that have an interval; `doubts` says of years whose figure is
    known to be wrong, or may be, why that is.
    """

    name: str
    values: Mapping[str, float]
    color: str
    weight: str = "beside"
    limits: marks.Limits = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)


def trend(
    results: Sequence[Result],
    lines: Sequence[Line],
    language: Language,
    *,
    title: str,
    events: pd.DataFrame,
    also: Sequence[Marker] = (),
) -> Framed:
    """Lines of one indicator; all share its unit and its breaks.

    `also` are marks that belong to this drawing alone; their labels stand below the others'.
    """
    indicator = results[0].indicator
    periods = sorted({period for line in lines for period in line.values})
    found = [*markers(results[0], events, periods, language), *also]
    traces = [trace for line in lines for trace in _traces(line, found, results[0], language)]
    when = "–".join(dict.fromkeys((periods[0], periods[-1]))) if periods else ""
    drawn = framed(
        {"data": traces, "layout": layout(found, [int(period) for period in periods], below=also)},
        results,
        language,
        title=title,
        period=when,
        alt=_alt(lines, title, indicator.decimals, language),
        markers=found,
    )
    return replace(drawn, notes=(*drawn.notes, *_notes(lines, language)))


def _notes(lines: Sequence[Line], language: Language) -> list[str]:
    """What open circles and upright lines in the drawing say, where there are any."""
    years = sorted({year for line in lines for year in line.doubts if year in line.values})
    named = fmt.listed(years, language)
    doubted = [say("verdict.doubt_drawn", language, periods=named)] if years else []
    ranged = any(line.limits for line in lines)
    return [*([say("verdict.limits_drawn", language)] if ranged else []), *doubted]


def segments(values: Mapping[str, float], breaks: Sequence[float]) -> list[list[str]]:
    """Years in runs that no line may leave: they end before a break and at a missing year.

    >>> segments({"2015": 1, "2016": 2, "2017": 3, "2019": 4}, [2017])
    [['2015', '2016'], ['2017'], ['2019']]
    """
    runs: list[list[str]] = []
    for year in sorted(values):
        joined = runs and int(runs[-1][-1]) == int(year) - 1 and int(year) not in breaks
        if joined:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _traces(
    line: Line, found: Sequence[Marker], result: Result, language: Language
) -> list[dict[str, Any]]:
    breaks = [marker.at for marker in found if marker.is_break]
    unit, decimals = result.indicator.unit[language], result.indicator.decimals
    hover = f"{line.name}, %{{x}}: <b>%{{y:,.{decimals}f}}</b> {unit}%{{text}}<extra></extra>"
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [int(year) for year in run],
            "y": [line.values[year] for year in run],
            "name": line.name,
            "legendgroup": line.name,
            "showlegend": number == 0,
            "line": {
                "color": line.color,
                "width": WIDTHS[line.weight],
                "dash": DASHES[line.weight],
            },
            "marker": {
                "size": 7 if line.weight == "own" else 4,
                "symbol": marks.symbols(run, line.doubts),
            },
            "text": marks.hovers(run, line.limits, line.doubts, language, decimals=decimals),
            "hovertemplate": hover,
            **marks.bars(run, line.values, line.limits, line.color),
        }
        for number, run in enumerate(segments(line.values, breaks))
    ]


def layout(
    found: Sequence[Marker], years: Sequence[int], *, below: Sequence[Marker] = ()
) -> dict[str, Any]:
    """Years along the foot, amounts from zero up, and the marks; labels of `below` at the foot."""
    return {
        **theme.LAYOUT,
        "height": HEIGHT,
        "margin": {"l": 8, "r": 12, "t": 34, "b": 8},
        "xaxis": _years(years),
        "yaxis": {
            "rangemode": "tozero",
            "tickformat": ",~f",
            "gridcolor": theme.GRID,
            "zeroline": False,
            "automargin": True,
        },
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0},
        "shapes": [_rule(marker) for marker in found],
        "annotations": [
            _label(mark) | (_at_foot(mark, years) if mark in below else {}) for mark in found
        ],
    }


def _years(years: Sequence[int]) -> dict[str, Any]:
    return {
        "tickformat": "d",
        "dtick": 1 if len(years) < 8 else 2,
        "tick0": years[-1] if years else None,
        "range": [years[0] - 0.4, years[-1] + 0.4] if years else None,
        "showgrid": False,
        "automargin": True,
    }


def _rule(marker: Marker) -> dict[str, Any]:
    """Between two years: figures are for whole years, so the mark is at the turn of the year."""
    at = marker.at - 0.5
    dash = "solid" if marker.is_break else "dot"
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.INK, "width": 1, "dash": dash},
    }


def _label(marker: Marker) -> dict[str, Any]:
    return {
        "x": marker.at - 0.5,
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "yanchor": "bottom",
        "text": marker.label,
        "showarrow": False,
        "font": {"size": 12},
    }


def _at_foot(marker: Marker, years: Sequence[int]) -> dict[str, Any]:
    """A label beside its line at the foot, on the side where there is more room."""
    left = marker.at - 0.5 < (years[0] + years[-1]) / 2
    return {"y": 0, "xanchor": "left" if left else "right", "xshift": 4 if left else -4}


def _alt(lines: Sequence[Line], title: str, decimals: int, language: Language) -> str:
    told = [
        say(
            "trend.alt_line",
            language,
            name=line.name,
            first=min(line.values),
            before=fmt.number(line.values[min(line.values)], language, decimals),
            last=max(line.values),
            after=fmt.number(line.values[max(line.values)], language, decimals),
        )
        for line in lines
        if line.values
    ]
    return " ".join([f"{title}.", *told])
