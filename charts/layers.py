"""The layers of a map: shapes by class, shapes without a figure, hatching, chosen outline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd

from analysis.position import Position
from analysis.result import Result, edition_name
from catalog import format as fmt
from catalog.load import sources
from catalog.model import Language
from catalog.words import say
from charts import theme
from geo.hatching import hatching, inside

Trace = dict[str, Any]
Points = tuple[Sequence[float | None], Sequence[float | None]]
"""Longitudes and latitudes."""

BORNHOLM = "400"
MAIN, INSET = "geo", "geo2"
RING = 14
THIN, WIDE = 0.8, 2.0
"""Lines in pixels: a thin one over a wide one leaves more than half a pixel of it."""
NARROW = 44
"""Signs in one line of a map's hover text: a longer one is cut off on a phone."""
WITHOUT = {"missing": theme.NO_FIGURE, "not_reported": theme.NOT_REPORTED}


def filled(
    table: pd.DataFrame,
    result: Result,
    language: Language,
    *,
    boundaries: str,
    positions: Mapping[str, Position],
) -> list[Trace]:
    """The municipalities with a figure, each in the color of its class, the darkest first.

    What is drawn later lies on top, and the lines of dark shapes must not hide those of light ones.
    """
    table = table.sort_values("class_number", ascending=False, kind="stable")
    unit, decimals = result.indicator.unit[language], result.indicator.decimals
    hover = say("map.hover", language, unit=unit, source=cited(result, language))
    return [
        _shapes(part, boundaries, where, part["class_number"].astype(int).tolist(), theme.CLASSES)
        | {"customdata": _words(part, positions, decimals, language), "hovertemplate": hover}
        for where, part in parts(table[table["class_number"].notna()])
    ]


def unknown(table: pd.DataFrame, language: Language, *, boundaries: str) -> list[Trace]:
    """The municipalities without a figure, in the color of the reason."""
    hover = say("map.hover_none", language)
    traces = []
    for status, rows in table[table["class_number"].isna()].groupby("status"):
        text = say(f"status.{status}", language)
        for where, part in parts(rows):
            shapes = flat(part, boundaries, where, WITHOUT.get(str(status), theme.NO_FIGURE))
            words = [
                [name, _lines_of([text, *wrap(doubt, NARROW)])]
                for name, doubt in zip(part["name"], part["doubt"], strict=True)
            ]
            traces.append(shapes | {"customdata": words, "hovertemplate": hover})
    return traces


def hatched(table: pd.DataFrame) -> list[Trace]:
    """Plotly has no pattern fill: the hatching is lines, cut to each shape beforehand.

    The light strokes for few children lie on dark ones, so that they are seen on every class.
    """
    missing = table["status"] == "missing"
    few = table["few"] & table["class_number"].notna()
    strokes = ((missing, theme.HATCH, 1.0), (few, theme.LINE, 2.2), (few, theme.HATCH_LIGHT, 1.2))
    return [
        _lines(part["area"].tolist(), where, color, width)
        for rows, color, width in strokes
        for where, part in parts(table[rows])
    ]


def in_doubt(table: pd.DataFrame) -> pd.DataFrame:
    """The municipalities whose figure is shown and known to be wrong, or in doubt."""
    return table[(table["doubt"] != "") & table["class_number"].notna()]


def doubted(table: pd.DataFrame) -> list[Trace]:
    """A ring on each figure in doubt: dark on a light edge, so that it is seen on every class."""
    return [
        _rings(part["area"], where, color, width)
        for where, part in parts(in_doubt(table))
        for color, width in ((theme.FLAG, 5.5), (theme.RING, 2.5))
    ]


def outlined(chosen: str | None, boundaries: str, *, edge: str = theme.LINE) -> list[Trace]:
    """The chosen municipality with an outline on a wider edge, and nothing in it."""
    if chosen is None:
        return []
    ((where, part),) = parts(pd.DataFrame({"area": [chosen]}))
    shape = flat(part, boundaries, where, theme.CLEAR)
    return [
        shape | {"marker": {"line": {"color": color, "width": width}}, "hoverinfo": "skip"}
        for color, width in ((edge, 5), (theme.CHOSEN, 2.5))
    ]


def parts(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Bornholm lies far to the east and has an inset of its own; a part without rows is none."""
    east = rows["area"] == BORNHOLM
    for where, part in ((MAIN, rows[~east]), (INSET, rows[east])):
        if len(part):
            yield where, part


def _words(
    part: pd.DataFrame, positions: Mapping[str, Position], decimals: int, language: Language
) -> list[list[Any]]:
    """Name and figure; then, a line each, where it lies, whether children are few, and doubt."""
    few = say("map.few", language)
    return [
        [
            row.name,
            fmt.number(row.value, language, decimals),
            _lines_of(
                [
                    "",
                    *_place(positions.get(row.area), language),
                    *([few] if row.few else []),
                    *wrap(row.doubt, NARROW),
                ]
            ),
        ]
        for row in part.itertuples(index=False)
    ]


def _place(found: Position | None, language: Language) -> list[str]:
    if found is None:
        return []
    return [say("map.hover_place", language, lower=found.lower, others=found.others)]


def _lines_of(texts: Iterable[str]) -> str:
    return "<br>".join(texts)


def _shapes(
    part: pd.DataFrame, boundaries: str, where: str, z: list[int], fills: Sequence[str]
) -> Trace:
    """Shapes in the fills that `z` says, each with the line that is seen against its fill."""
    top = len(fills) - 1
    return {
        "type": "choropleth",
        "geo": where,
        "geojson": boundaries,
        "featureidkey": "properties.kode",
        "locations": part["area"].tolist(),
        "z": z,
        "zmin": 0,
        "zmax": top,
        "colorscale": [[number / top, color] for number, color in enumerate(fills)],
        "showscale": False,
        "marker": {"line": _lines_around([fills[number] for number in z])},
    }


def _lines_around(fills: Iterable[str]) -> dict[str, list[Any]]:
    lines = [
        (theme.LINE_DEEP, WIDE) if fill in theme.DEEP else (theme.LINE, THIN) for fill in fills
    ]
    return {"color": [color for color, _ in lines], "width": [width for _, width in lines]}


def flat(part: pd.DataFrame, boundaries: str, where: str, color: str) -> Trace:
    """Shapes of one color."""
    return _shapes(part, boundaries, where, [0] * len(part), (color, color))


def over(points: Points, where: str, mode: str, **look: object) -> Trace:
    """Marks or lines over the shapes, at longitudes and latitudes; a pointer passes them by."""
    lon, lat = points
    place = {"type": "scattergeo", "geo": where, "mode": mode, "lon": lon, "lat": lat}
    return {**place, **look, "hoverinfo": "skip", "showlegend": False}


def _rings(areas: Iterable[str], where: str, color: str, width: float) -> Trace:
    line = {"color": color, "width": width}
    ring = {"size": RING, "symbol": "circle-open", "color": color, "line": line}
    return over(inside(areas), where, "markers", marker=ring)


def _lines(areas: list[str], where: str, color: str, width: float) -> Trace:
    return over(hatching(areas), where, "lines", line={"color": color, "width": width})


def cited(result: Result, language: Language) -> str:
    """The sources as lines of a hover text that a phone is wide enough for."""
    editions = (
        say(
            "source.short",
            language,
            name=sources()[found.source].name[language],
            edition=edition_name(found.edition, language),
            standing=say(f"standing.{found.standing}", language),
        )
        for found in result.snapshots
    )
    return _lines_of(wrap("; ".join(dict.fromkeys(editions)), NARROW))
