"""A series over years beside others: lines stop at breaks, and events are only drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import marks
from charts.frame import Framed, Marker, framed, markers
from charts.years import layout, segments

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
