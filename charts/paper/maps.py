"""Maps on paper: shapes, strokes and marks by degrees, in Mercator as on the screen."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from charts.paper.scatter import each, line_look, marks
from charts.paper.sheet import POINT, Color, Sheet, color
from charts.paper.styles import Styles
from charts.paper.vocabulary import HOVER, Part, one_of, only
from geo.outline import BOUNDARIES

SHAPES = "type geo geojson featureidkey locations z zmin zmax colorscale showscale marker"
POINTS = "type geo mode lon lat line marker showlegend name"
AREA = "domain projection lonaxis lataxis visible bgcolor"


def area(sheet: Sheet, found: Part, box: tuple[float, float, float, float]) -> Axes:
    """The part of a map that one `geo` of a layout shows, as large as the box lets it be."""
    only(found, AREA, "geo")
    one_of(found["projection"], [{"type": "mercator"}], "geo projection")
    one_of(found["visible"], [False], "geo visible")
    left, top, width, height = box
    x, y = found["domain"]["x"], found["domain"]["y"]
    axes = sheet.field(
        left + x[0] * width,
        top + (1 - y[1]) * height,
        (x[1] - x[0]) * width,
        (y[1] - y[0]) * height,
    )
    east, north = mercator(
        np.array(found["lonaxis"]["range"], float), np.array(found["lataxis"]["range"], float)
    )
    axes.set(xlim=east, ylim=north)
    axes.set_aspect("equal", adjustable="box")
    axes.set_axis_off()
    return axes


def mercator(
    lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Degrees as places on Mercator's map of a globe with radius one."""
    return np.radians(lon), np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))


def shapes(axes: Axes, trace: Part, order: float) -> None:
    """Municipalities in the colors of their classes."""
    only(trace, SHAPES + HOVER, "choropleth")
    one_of(trace["featureidkey"], ["properties.kode"], "choropleth featureidkey")
    one_of(trace["showscale"], [False], "choropleth showscale")
    only(trace["marker"], "line", "choropleth marker")
    edge = trace["marker"]["line"]
    only(edge, "color width", "choropleth line")
    count = len(trace["locations"])
    lines = (each(edge[name], count) for name in ("color", "width"))
    for code, z, line, width in zip(trace["locations"], trace["z"], *lines, strict=True):
        axes.add_patch(
            PathPatch(
                _outlines()[code],
                facecolor=shade(z, trace),
                edgecolor=color(line),
                linewidth=width * POINT,
                zorder=order,
            )
        )


def points(axes: Axes, trace: Part, styles: Styles, order: float) -> None:
    """Strokes of a hatching, or marks on municipalities."""
    only(trace, POINTS + HOVER, "scattergeo")
    one_of(trace["mode"], ["lines", "markers"], "scattergeo mode")
    lon, lat = (np.array(trace[name], dtype=float) for name in ("lon", "lat"))
    x, y = mercator(lon, lat)
    if trace["mode"] == "lines":
        axes.plot(x, y, **line_look(trace["line"], styles), zorder=order)
    else:
        marks(axes, x, y, trace["marker"], default="", hollow="none", order=order)


def shade(z: float | None, trace: Mapping[str, Any]) -> Color:
    """The color that a value has on a scale, between its two nearest stops."""
    stops = trace["colorscale"]
    low, high = trace["zmin"], trace["zmax"]
    place = (float(z or 0) - low) / (high - low)
    for (start, before), (end, after) in zip(stops, stops[1:], strict=False):
        if place <= end:
            part = (place - start) / (end - start) if end > start else 0.0
            ends = zip(color(before), color(after), strict=True)
            red, green, blue, alpha = (one + (other - one) * part for one, other in ends)
            return red, green, blue, alpha
    return color(stops[-1][1])


@cache
def _outlines() -> Mapping[str, Path]:
    found = json.loads(BOUNDARIES.read_text(encoding="utf-8"))
    return {one["properties"]["kode"]: _outline(one["geometry"]) for one in found["features"]}


def _outline(geometry: Mapping[str, Any]) -> Path:
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    rings = [np.array(ring, dtype=float) for polygon in polygons for ring in polygon]
    places = [np.column_stack(mercator(ring[:, 0], ring[:, 1])) for ring in rings]
    return Path.make_compound_path(*(Path(place, closed=True) for place in places))
