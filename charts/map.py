"""A map of one indicator in one period: five fixed classes, and what has no figure drawn apart."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

import geo.municipalities as geo
from analysis.classes import Classed
from analysis.faults import reasons
from analysis.position import Position
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import layers, theme
from charts.frame import Framed, Legend, framed

MAIN = {"lon": [7.95, 12.75], "lat": [54.5, 57.8]}
INSET = {"lon": [14.6, 15.25], "lat": [54.93, 55.35]}
MAIN_DOMAIN = {"x": [0.0, 1.0], "y": [0.0, 1.0]}
INSET_DOMAIN = {"x": [0.80, 0.99], "y": [0.80, 0.99]}
HEIGHT = 580
FRAME = {
    "type": "rect",
    "xref": "paper",
    "yref": "paper",
    "x0": INSET_DOMAIN["x"][0],
    "x1": INSET_DOMAIN["x"][1],
    "y0": INSET_DOMAIN["y"][0],
    "y1": INSET_DOMAIN["y"][1],
    "line": {"color": theme.EDGE, "width": 1},
}
"""Around the inset, so that Bornholm is not taken for an island north of Zealand."""


def choropleth(
    result: Result,
    found: Classed,
    language: Language,
    *,
    period: str,
    boundaries: str,
    positions: Mapping[str, Position],
    chosen: str | None = None,
) -> Framed:
    """The map; `boundaries` is the address that the browser fetches the shapes from."""
    table = found.table.assign(
        name=[geo.municipality(code).name for code in found.table["area"]],
        doubt=reasons(result, found.table.assign(period=period), language),
    )
    traces = [
        *layers.filled(table, result, language, boundaries=boundaries, positions=positions),
        *layers.unknown(table, language, boundaries=boundaries),
        *layers.hatched(table),
        *layers.doubted(table),
        *layers.outlined(chosen, boundaries),
    ]
    when = fmt.period(period, language)
    title = say("map.title", language, name=result.indicator.name[language], period=when)
    names = sorted(layers.in_doubt(table)["name"], key=fmt.danish)
    figure = framed(
        drawn(traces, language),
        [result],
        language,
        title=title,
        period=when,
        alt=_alt(table, positions, result, language, title=title),
        legend=[*_legend(found, result, language), *_ring(len(names), language)],
    )
    told = [say("doubt.map", language, names=fmt.listed(names, language))] if names else []
    return replace(figure, notes=(*figure.notes, *told))


def drawn(traces: list[layers.Trace], language: Language) -> dict[str, Any]:
    """Those layers as a map of the country, with Bornholm in its inset."""
    return {"data": traces, "layout": _layout(language)}


def _layout(language: Language) -> dict[str, Any]:
    return {
        layers.MAIN: _geo(MAIN, MAIN_DOMAIN),
        layers.INSET: _geo(INSET, INSET_DOMAIN),
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "uirevision": "map",
        "paper_bgcolor": theme.CLEAR,
        "showlegend": False,
        "shapes": [FRAME],
        "annotations": [_inset_name(language)],
    }


def _ring(count: int, language: Language) -> list[Legend]:
    return [Legend(theme.RING, say("doubt.legend", language), count, "doubt")] if count else []


def _inset_name(language: Language) -> dict[str, Any]:
    return {
        "x": INSET_DOMAIN["x"][0],
        "y": INSET_DOMAIN["y"][0],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "text": say("map.bornholm", language),
        "showarrow": False,
        "font": {"size": 12},
    }


def _geo(ranges: Mapping[str, list[float]], domain: Mapping[str, list[float]]) -> dict[str, Any]:
    return {
        "domain": domain,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": ranges["lon"]},
        "lataxis": {"range": ranges["lat"]},
        "visible": False,
        "bgcolor": theme.CLEAR,
    }


def _legend(found: Classed, result: Result, language: Language) -> list[Legend]:
    """The classes with their counts, and every kind of missing figure that there is or could be."""
    decimals = result.indicator.decimals
    lower = [None, *found.limits[:-1]]
    upper = [*found.limits[:-1], None] if len(found.limits) > 1 else found.limits
    lines = [
        Legend(color, _range(low, high, language, decimals=decimals), count)
        for color, low, high, count in zip(theme.CLASSES, lower, upper, found.counts, strict=False)
    ]
    status = found.table["status"].value_counts()
    missing, unreported = int(status.get("missing", 0)), int(status.get("not_reported", 0))
    lines.append(Legend(theme.NO_FIGURE, say("status.missing", language), missing, "hatch"))
    if unreported:
        lines.append(
            Legend(theme.NOT_REPORTED, say("status.not_reported", language), unreported, "outline")
        )
    few = int((found.table["few"] & found.table["class_number"].notna()).sum())
    if few:
        lines.append(Legend(theme.CLASSES[2], say("map.few_legend", language), few, "hatch_light"))
    return lines


def _range(low: float | None, high: float | None, language: Language, *, decimals: int) -> str:
    """A class in words; the highest is open, since its end is the highest of all years."""
    ends = [
        fmt.number(end, language, 0 if float(end or 0).is_integer() else decimals)
        for end in (low, high)
    ]
    if low is None:
        return say("map.up_to", language, high=ends[1])
    if high is None:
        return say("map.over", language, low=ends[0])
    return say("map.range", language, low=ends[0], high=ends[1])


def _alt(
    table: pd.DataFrame,
    placed: Mapping[str, Position],
    result: Result,
    language: Language,
    *,
    title: str,
) -> str:
    rows = table[table["class_number"].notna()].sort_values("value")
    sure = rows[rows["area"].isin(placed)]
    if sure.empty:
        return say("map.alt_empty", language, title=title)
    low, high = sure.iloc[0], sure.iloc[-1]
    return say(
        "map.alt",
        language,
        title=title,
        count=len(rows),
        low_name=low["name"],
        low=fmt.number(low["value"], language, result.indicator.decimals),
        high_name=high["name"],
        high=fmt.number(high["value"], language, result.indicator.decimals),
    )
