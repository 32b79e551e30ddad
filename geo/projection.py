"""Between degrees, which maps are stored in, and metres, which lengths are measured in."""

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

METRES = 25832  # ETRS89 / UTM 32N, as DAGI; Bornholm lies outside the zone, some 0.2 % too long
DEGREES = 4326

_to_metres = Transformer.from_crs(DEGREES, METRES, always_xy=True)
_to_degrees = Transformer.from_crs(METRES, DEGREES, always_xy=True)


def to_metres(shape: BaseGeometry) -> BaseGeometry:
    """A shape in degrees (EPSG:4326, longitude first) as metres (EPSG:25832)."""
    return _moved(shape, _to_metres)


def to_degrees(shape: BaseGeometry) -> BaseGeometry:
    """A shape in metres (EPSG:25832) as degrees (EPSG:4326, longitude first)."""
    return _moved(shape, _to_degrees)


def _moved(shape: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    def step(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return shapely.transform(shape, step)
