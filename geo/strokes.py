"""Draw diagonal strokes across each municipality, close enough that even the smallest has three."""

import math
from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.projection import to_degrees
from geo.simplify import DECIMALS

WIDEST_M = 5000
FEWEST = 3
SHORTEST = 0.1  # of the spacing: a shorter stroke is a speck, not a line


def strokes(areas: Mapping[str, BaseGeometry]) -> dict[str, list[list[float]]]:
    """For each code, strokes as [lon, lat, lon, lat] in degrees; areas in metres (EPSG:25832)."""
    return {code: [_ends(stroke) for stroke in _across(area)] for code, area in areas.items()}


def _across(area: BaseGeometry) -> list[BaseGeometry]:
    spacing = float(WIDEST_M)
    while len(found := _clipped(area, spacing)) < FEWEST:
        # Halving keeps the strokes of a small area in line with those of a large one beside it.
        spacing /= 2
    return found


def _clipped(area: BaseGeometry, spacing: float) -> list[BaseGeometry]:
    west, south, east, north = area.bounds
    step = spacing * math.sqrt(2)
    # On a 45° stroke x - y is constant; counting from a common zero lines all areas up.
    offsets = np.arange(math.ceil((west - north) / step), math.floor((east - south) / step) + 1)
    lines = [
        shapely.linestrings([[south + offset, south], [north + offset, north]])
        for offset in offsets * step
    ]
    if not lines:
        return []
    parts = shapely.get_parts(shapely.intersection(lines, area))
    return [part for part in parts if part.length >= SHORTEST * spacing]


def _ends(stroke: BaseGeometry) -> list[float]:
    points = shapely.get_coordinates(to_degrees(stroke))[[0, -1]]
    return [round(float(number), DECIMALS) for number in points.ravel()]
