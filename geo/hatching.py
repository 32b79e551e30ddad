"""Diagonal strokes that mark a municipality without a figure, since Plotly maps fill no pattern."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from geo.municipalities import FOLDER, normalise

Strokes = Mapping[str, list[list[float]]]


def hatching(codes: Iterable[str | int]) -> tuple[list[float | None], list[float | None]]:
    """Longitudes and latitudes (degrees) of the strokes over these municipalities.

    Made for one line trace: a None after each stroke lifts the pen.
    Raises UnknownMunicipalityError for a code that is none.
    """
    lons: list[float | None] = []
    lats: list[float | None] = []
    for code in codes:
        for lon, lat, to_lon, to_lat in _strokes()[normalise(code)]:
            lons += [lon, to_lon, None]
            lats += [lat, to_lat, None]
    return lons, lats


def inside(codes: Iterable[str | int]) -> tuple[list[float], list[float]]:
    """Longitudes and latitudes of a point in each of these: the middle of its longest stroke."""
    longest = [max(_strokes()[normalise(code)], key=_length) for code in codes]
    return [(s[0] + s[2]) / 2 for s in longest], [(s[1] + s[3]) / 2 for s in longest]


def _length(stroke: list[float]) -> float:
    lon, lat, to_lon, to_lat = stroke
    return (to_lon - lon) ** 2 + (to_lat - lat) ** 2


@cache
def _strokes() -> Strokes:
    text = (FOLDER / "hatching.json").read_text(encoding="utf-8")
    return cast(Strokes, json.loads(text))
