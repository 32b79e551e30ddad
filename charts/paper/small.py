"""Our small drawings, which are SVG text, on a sheet of paper."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from charts.paper.sheet import POINT, Sheet, color, lettering
from charts.paper.vocabulary import CannotDrawError, one_of, only

Attributes = Mapping[str, str]

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
CURVE = re.compile(r"M([-\d.]+),([-\d.]+) Q([-\d.]+),([-\d.]+) ([-\d.]+),([-\d.]+)")
TURNED = re.compile(r"rotate\((-?[\d.]+) [-\d. ]+\)")
ANCHORS = {"start": "left", "middle": "center", "end": "right"}
SIZE = 12
NARROWER = 0.88
"""The letters on paper are wider than those of the screen that the drawing was made for."""
ROOT = "class role aria-label viewBox style font-size fill"
KNOWN = {
    "text": "x y text-anchor font-weight font-size fill fill-opacity pointer-events transform",
    "polyline": "points fill stroke stroke-width",
    "line": "x1 y1 x2 y2 stroke stroke-width stroke-opacity stroke-dasharray",
    "circle": "cx cy r fill fill-opacity stroke stroke-width",
    "rect": "x y width height fill fill-opacity",
    "path": "d fill stroke stroke-width stroke-dasharray",
}


def size(drawing: str) -> tuple[float, float]:
    """The width and height of a small drawing, in its own units."""
    _, _, width, height = (float(part) for part in _root(drawing).attrib["viewBox"].split())
    return width, height


def small(sheet: Sheet, drawing: str, *, left: float, top: float, scale: float) -> None:
    """Every part of a drawing; raises CannotDrawError, naming it, for one that is not known."""
    root = _root(drawing)
    only(root.attrib, ROOT, "svg")
    for part in root:
        name = part.tag.rpartition("}")[2]
        one_of(name, KNOWN, "svg")
        only(part.attrib, KNOWN[name], name)
        _DRAWN[name](_Place(sheet, left, top, scale), part.attrib, part.text or "")


class _Place:
    """Where on the sheet the drawing's own units lie."""

    def __init__(self, sheet: Sheet, left: float, top: float, scale: float) -> None:
        self.sheet, self.left, self.top, self.scale = sheet, left, top, scale

    def at(self, x: str | float, y: str | float) -> tuple[float, float]:
        return self.left + float(x) * self.scale, self.top + float(y) * self.scale

    def thick(self, found: Attributes) -> float:
        return float(found.get("stroke-width", 1)) * self.scale * POINT

    def line(self, points: list[tuple[float, float]], found: Attributes) -> None:
        x, y = zip(*(self.at(*point) for point in points), strict=True)
        shade = color(found["stroke"], opacity=float(found.get("stroke-opacity", 1)))
        how = {"linewidth": self.thick(found), "linestyle": _dash(found), "color": shade}
        self.sheet.draw(Line2D(x, y, solid_joinstyle="round", **how))


def _root(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)


def _text(place: _Place, found: Attributes, words: str) -> None:
    x, y = place.at(found["x"], found["y"])
    turned = TURNED.fullmatch(found.get("transform", "rotate(0 0 0)"))
    if turned is None:
        raise CannotDrawError(f"text: {found['transform']}")
    bold = int(found.get("font-weight", 400)) >= 600
    place.sheet.page.text(
        x,
        y,
        words,
        **lettering(float(found.get("font-size", SIZE)) * place.scale * NARROWER, bold=bold),
        color=color(found.get("fill", "currentColor"), opacity=_opacity(found)),
        ha=ANCHORS[found.get("text-anchor", "start")],
        va="baseline",
        rotation=-float(turned.group(1)),
        rotation_mode="anchor",
    )


def _polyline(place: _Place, found: Attributes, words: str) -> None:
    one_of(found["fill"], ["none"], "polyline fill")
    numbers = [float(part) for part in NUMBER.findall(found["points"])]
    place.line(list(zip(numbers[::2], numbers[1::2], strict=True)), found)


def _line(place: _Place, found: Attributes, words: str) -> None:
    x1, y1, x2, y2 = (float(found[name]) for name in ("x1", "y1", "x2", "y2"))
    place.line([(x1, y1), (x2, y2)], found)


def _circle(place: _Place, found: Attributes, words: str) -> None:
    inside = found["fill"] != "none"
    edge = found.get("stroke")
    place.sheet.draw(
        Circle(
            place.at(found["cx"], found["cy"]),
            float(found["r"]) * place.scale,
            facecolor=color(found["fill"], opacity=_opacity(found)) if inside else "none",
            edgecolor=color(edge) if edge else "none",
            linewidth=place.thick(found) if edge else 0,
        )
    )


def _rect(place: _Place, found: Attributes, words: str) -> None:
    width, height = (float(found[name]) * place.scale for name in ("width", "height"))
    shade = color(found["fill"], opacity=_opacity(found))
    corner = place.at(found["x"], found["y"])
    place.sheet.draw(Rectangle(corner, width, height, facecolor=shade, linewidth=0))


def _path(place: _Place, found: Attributes, words: str) -> None:
    one_of(found["fill"], ["none"], "path fill")
    curve = CURVE.fullmatch(found["d"])
    if curve is None:
        raise CannotDrawError(f"path: {found['d']}")
    numbers = [float(part) for part in curve.groups()]
    points = [place.at(*point) for point in zip(numbers[::2], numbers[1::2], strict=True)]
    bent = Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    shade, dash = color(found["stroke"]), _dash(found)
    how = {"linewidth": place.thick(found), "linestyle": dash, "edgecolor": shade}
    place.sheet.draw(PathPatch(bent, facecolor="none", **how))


def _opacity(found: Attributes) -> float:
    return float(found.get("fill-opacity", 1))


def _dash(found: Attributes) -> str | tuple[float, tuple[float, ...]]:
    """In widths of the line, as matplotlib counts; the drawing counts in its own units."""
    lengths = [float(part) for part in NUMBER.findall(found.get("stroke-dasharray", ""))]
    width = max(float(found.get("stroke-width", 1)), 1.0)
    return (0, tuple(length / width for length in lengths)) if lengths else "solid"


_DRAWN: Mapping[str, Callable[[_Place, Attributes, str], None]] = {
    "text": _text,
    "polyline": _polyline,
    "line": _line,
    "circle": _circle,
    "rect": _rect,
    "path": _path,
}
