"""A map of one indicator in one period: five fixed classes, and what has no figure drawn apart."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

import geo.municipalities as geo
from analysis.classes import Classed
from analysis.position import Position
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, Legend, framed
from geo.hatching import hatching

BORNHOLM = "400"
MAIN = {"lon": [7.95, 12.75], "lat": [54.5, 57.8]}
INSET = {"lon": [14.6, 15.25], "lat": [54.93, 55.35]}
MAIN_DOMAIN = {"x": [0.0, 1.0], "y": [0.0, 1.0]}
INSET_DOMAIN = {"x": [0.80, 0.99], "y": [0.80, 0.99]}
HEIGHT = 580


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
    table = found.table.assign(name=[geo.municipality(code).name for code in found.table["area"]])
    traces = [
        *_filled(table, result, language, boundaries=boundaries, positions=positions),
        *_unknown(table, language, boundaries=boundaries),
        *_hatched(table),
        *_outlined(chosen, boundaries),
    ]
    when = fmt.period(period, language)
    title = say("map.title", language, name=result.indicator.name[language], period=when)
    return framed(
        {"data": traces, "layout": _layout()},
        [result],
        language,
        title=title,
        period=when,
        alt=_alt(table, result, language, title=title),
        legend=_legend(found, result, language),
    )


def _filled(
    table: pd.DataFrame,
    result: Result,
    language: Language,
    *,
    boundaries: str,
    positions: Mapping[str, Position],
) -> list[dict[str, Any]]:
    rows = table[table["class_number"].notna()]
    decimals = result.indicator.decimals
    words = [
        [
            row.name,
            fmt.number(row.value, language, decimals),
            positions[row.area].lower,
            positions[row.area].others,
            say("map.few", language) if row.few else "",
        ]
        for row in rows.set_index("name", drop=False).itertuples(index=False)
    ]
    hover = say("map.hover", language, unit=result.indicator.unit[language], source=_short(result, language))
    return [
        _shapes(part, boundaries, geo_id, scale=_scale(), z=part["class_number"].astype(int).tolist())
        | {"customdata": [word for word, keep in zip(words, inside, strict=True) if keep]}
        | {"hovertemplate": hover}
        for geo_id, inside in _halves(rows)
        if len(part := rows[inside])
    ]


def _unknown(table: pd.DataFrame, language: Language, *, boundaries: str) -> list[dict[str, Any]]:
    rows = table[table["class_number"].isna()]
    colours = {"missing": theme.NO_FIGURE, "not_reported": theme.NOT_REPORTED}
    traces = []
    for status, part in rows.groupby("status"):
        colour = colours.get(str(status), theme.NO_FIGURE)
        for geo_id, inside in _halves(part):
            if inside.any():
                shapes = _shapes(part[inside], boundaries, geo_id, scale=[[0, colour], [1, colour]], z=[0] * int(inside.sum()))
                text = say(f"status.{status}", language)
                traces.append(shapes | {"customdata": [[name, text] for name in part[inside]["name"]], "hovertemplate": say("map.hover_none", language)})
    return traces


def _shapes(part: pd.DataFrame, boundaries: str, geo_id: str, *, scale: list[list[Any]], z: list[int]) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "geo": geo_id,
        "geojson": boundaries,
        "featureidkey": "properties.kode",
        "locations": part["area"].tolist(),
        "z": z,
        "zmin": 0,
        "zmax": len(theme.CLASSES) - 1,
        "colorscale": scale,
        "showscale": False,
        "marker": {"line": {"color": theme.BORDER, "width": 0.7}},
    }


def _halves(rows: pd.DataFrame) -> "list[tuple[str, pd.Series[bool]]]":
    """Bornholm lies far to the east and has an inset of its own."""
    east = rows["area"] == BORNHOLM
    return [("geo", ~east), ("geo2", east)]


def _hatched(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Plotly has no pattern fill: the hatching is lines, cut to each shape beforehand."""
    known = table["class_number"].notna()
    drawn = ((table["status"] == "missing", theme.HATCH), (table["few"] & known, theme.HATCH_LIGHT))
    return [
        _lines(table[rows & inside]["area"].tolist(), geo_id, colour)
        for rows, colour in drawn
        for geo_id, inside in _halves(table)
        if (rows & inside).any()
    ]


def _lines(areas: list[str], geo_id: str, colour: str) -> dict[str, Any]:
    lon, lat = hatching(areas)
    return {
        "type": "scattergeo",
        "geo": geo_id,
        "mode": "lines",
        "lon": lon,
        "lat": lat,
        "line": {"color": colour, "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _outlined(chosen: str | None, boundaries: str) -> list[dict[str, Any]]:
    if chosen is None:
        return []
    clear = "rgba(0,0,0,0)"
    part = pd.DataFrame({"area": [chosen]})
    where = "geo2" if chosen == BORNHOLM else "geo"
    shape = _shapes(part, boundaries, where, scale=[[0, clear], [1, clear]], z=[0])
    return [shape | {"marker": {"line": {"color": theme.CHOSEN, "width": 3}}, "hoverinfo": "skip"}]


def _scale() -> list[list[Any]]:
    """A stepped scale: class n has its own flat colour."""
    top = len(theme.CLASSES) - 1
    return [[number / top, colour] for number, colour in enumerate(theme.CLASSES)]


def _layout() -> dict[str, Any]:
    return {
        "geo": _geo(MAIN, MAIN_DOMAIN),
        "geo2": _geo(INSET, INSET_DOMAIN),
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "uirevision": "map",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
    }


def _geo(ranges: Mapping[str, list[float]], domain: Mapping[str, list[float]]) -> dict[str, Any]:
    return {
        "domain": domain,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": ranges["lon"]},
        "lataxis": {"range": ranges["lat"]},
        "visible": False,
        "bgcolor": "rgba(0,0,0,0)",
    }


def _legend(found: Classed, result: Result, language: Language) -> list[Legend]:
    """The classes with their counts, and every kind of missing figure that there is or could be."""
    decimals = result.indicator.decimals
    lower = [None, *found.limits[:-1]]
    lines = [
        Legend(colour, _range(low, high, language, decimals=decimals), count)
        for colour, low, high, count in zip(theme.CLASSES, lower, found.limits, found.counts, strict=False)
    ]
    status = found.table["status"].value_counts()
    missing, unreported = int(status.get("missing", 0)), int(status.get("not_reported", 0))
    lines.append(Legend(theme.NO_FIGURE, say("status.missing", language), missing, "hatch"))
    if unreported:
        lines.append(Legend(theme.NOT_REPORTED, say("status.not_reported", language), unreported, "outline"))
    few = int((found.table["few"] & found.table["class_number"].notna()).sum())
    if few:
        lines.append(Legend(theme.CLASSES[2], say("map.few", language), few, "hatch_light"))
    return lines


def _range(low: float | None, high: float, language: Language, *, decimals: int) -> str:
    ends = [
        fmt.number(end, language, 0 if float(end).is_integer() else decimals)
        for end in (low or 0, high)
    ]
    if low is None:
        return say("map.up_to", language, high=ends[1])
    return say("map.range", language, low=ends[0], high=ends[1])


def _alt(table: pd.DataFrame, result: Result, language: Language, *, title: str) -> str:
    rows = table[table["class_number"].notna()].sort_values("value")
    if rows.empty:
        return say("map.alt_empty", language, title=title)
    low, high = rows.iloc[0], rows.iloc[-1]
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


def _short(result: Result, language: Language) -> str:
    return "; ".join(dict.fromkeys(
        say("source.short", language, publisher=s.publisher, edition=s.edition) for s in result.snapshots
    ))
