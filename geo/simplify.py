"""Make boundaries small enough for a browser, and keep neighbors joined."""

from collections.abc import Mapping

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from geo.projection import to_degrees

CRUMB_M2 = 300_000  # an islet below this is under a pixel on a map of Denmark
DECIMALS = 4  # about 10 m, far finer than the tolerance


def simplified(areas: Mapping[str, BaseGeometry], *, tolerance: float) -> dict[str, BaseGeometry]:
    """Areas by code in metres (EPSG:25832) as small areas in degrees, drawn as Plotly needs them.

    `tolerance` is in metres: a corner whose triangle is smaller than its square goes. Exterior
    rings run clockwise, against RFC 7946: Plotly floods the map from the others.
    """
    shapes = shapely.coverage_simplify(_joined(areas), tolerance)
    degrees = [_rounded(to_degrees(shape)) for shape in _without_crumbs(shapes)]
    return dict(zip(areas, shapely.orient_polygons(degrees, exterior_cw=True), strict=True))


def _joined(areas: Mapping[str, BaseGeometry]) -> NDArray[np.object_]:
    shapes = np.array(list(areas.values()), dtype=object)
    # Where areas overlap, a border has two sides that simplifying would move apart.
    if shapely.coverage_is_valid(shapes):
        return shapes
    cleaned: NDArray[np.object_] = shapely.coverage_clean(shapes)  # type: ignore[attr-defined]
    return cleaned


def _without_crumbs(shapes: NDArray[np.object_]) -> list[BaseGeometry]:
    parts, owners = shapely.get_parts(shapes, return_index=True)
    tree = STRtree(parts)
    largest = {owner: max(parts[owners == owner], key=shapely.area) for owner in set(owners)}
    kept = [
        (part, owner)
        for part, owner in zip(parts, owners, strict=True)
        # A small exclave inside a neighbor stays, or the land would have a hole.
        if part.area >= CRUMB_M2
        or part is largest[owner]
        or len(tree.query(part, predicate="intersects")) > 1
    ]
    return [
        shapely.multipolygons([part for part, owner in kept if owner == each])
        for each in range(len(shapes))
    ]


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    rounded = shapely.transform(shape, lambda points: np.round(points, DECIMALS))
    rounded = shapely.remove_repeated_points(rounded)
    if rounded.is_valid:
        return rounded
    mended = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    return shapely.transform(mended, lambda points: np.round(points, DECIMALS))
