"""A Plotly figure as our charts write it, on a sheet of paper."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from catalog.model import Language
from charts.paper import maps
from charts.paper.axes import Scale, ready
from charts.paper.bars import Bars, cells
from charts.paper.overlay import Places, note, shape
from charts.paper.scatter import scatter
from charts.paper.sheet import PER_INCH, Sheet
from charts.paper.styles import Styles
from charts.paper.vocabulary import Part, one_of, only

Box = tuple[float, float, float, float]
"""Left, top, width and height, in pixels."""

LAYOUT = (
    "height margin shapes annotations legend showlegend barmode bargap uniformtext"
    " separators meta dragmode hovermode uirevision paper_bgcolor plot_bgcolor"
)
ON_MAPS = ("choropleth", "scattergeo")
ON_AXES = ("scatter", "bar", "heatmap")
HEIGHT = 450
MARGIN = {"l": 80, "r": 80, "t": 100, "b": 80}
ROUNDS = 2
"""Longer words beside an axis leave fewer of them, so the room is measured twice."""


def height(drawing: Part) -> float:
    """How high a drawing is, in pixels."""
    return float(drawing["layout"].get("height", HEIGHT))


def plotted(
    sheet: Sheet,
    drawing: Part,
    language: Language,
    styles: Styles,
    *,
    left: float,
    top: float,
    width: float,
) -> None:
    """All traces, axes, shapes and words; raises CannotDrawError for any other part."""
    only(drawing, "data layout", "figure")
    layout, traces = drawing["layout"], drawing["data"]
    own = {name for name in layout if name.startswith(("xaxis", "yaxis", "geo"))}
    only({name: 0 for name in layout if name not in own}, LAYOUT, "layout")
    for trace in traces:
        one_of(trace["type"], (*ON_MAPS, *ON_AXES), "trace")
    margin = MARGIN | layout.get("margin", {})
    box = _inside((left, top, width, height(drawing)), margin)
    _maps(sheet, layout, traces, styles, box)
    pairs = _pairs(layout, traces)
    fields = {pair: sheet.field(*_domain(layout, pair, box)) for pair in pairs}
    for pair, axes in fields.items():
        own_traces = [t for t in traces if t["type"] in ON_AXES and _pair(t) == pair]
        across, up = (Scale(layout.get(_name(end), {})) for end in pair)
        _draw(axes, own_traces, across, up, layout, styles)
        ready(axes, across, up, language)
    for _ in range(ROUNDS):
        box = _roomy(sheet, fields, box, (left, top, width, height(drawing)))
        for pair, axes in fields.items():
            x, y, wide, high = _domain(layout, pair, box)
            at = (x / sheet.width, 1 - (y + high) / sheet.height)
            axes.set_position((*at, wide / sheet.width, high / sheet.height))
    places = Places(sheet, box, fields)
    for found in layout.get("shapes", ()):
        shape(places, found)
    for found in layout.get("annotations", ()):
        note(places, found)


def _maps(
    sheet: Sheet, layout: Part, traces: Sequence[Part], styles: Styles, box: Box
) -> Mapping[str, Axes]:
    areas = {name: maps.area(sheet, layout[name], box) for name in layout if name.startswith("geo")}
    for order, trace in enumerate(traces):
        if trace["type"] == "choropleth":
            maps.shapes(areas[trace["geo"]], trace, order)
        elif trace["type"] == "scattergeo":
            maps.points(areas[trace["geo"]], trace, styles, order)
    return areas


def _draw(
    axes: Axes, traces: Sequence[Part], across: Scale, up: Scale, layout: Part, styles: Styles
) -> None:
    bars = Bars(layout, sum(trace["type"] == "bar" for trace in traces))
    for number, trace in enumerate(traces):
        order = 3 + number / 100
        if trace["type"] == "bar":
            bars.draw(axes, trace, across, up, styles)
        elif trace["type"] == "heatmap":
            cells(axes, trace, across, up, order)
        else:
            x, y = across.places(trace["x"]), up.places(trace["y"])
            scatter(axes, trace, x, y, styles, order)


def _pairs(layout: Part, traces: Sequence[Part]) -> list[tuple[str, str]]:
    found = dict.fromkeys(_pair(trace) for trace in traces if trace["type"] in ON_AXES)
    return list(found) or ([("x", "y")] if "xaxis" in layout else [])


def _pair(trace: Part) -> tuple[str, str]:
    return trace.get("xaxis", "x"), trace.get("yaxis", "y")


def _name(axis: str) -> str:
    return f"{axis[0]}axis{axis[1:]}"


def _domain(layout: Part, pair: tuple[str, str], box: Box) -> Box:
    left, top, width, high = box
    x, y = (layout.get(_name(end), {}).get("domain", (0, 1)) for end in pair)
    return left + x[0] * width, top + (1 - y[1]) * high, (x[1] - x[0]) * width, (y[1] - y[0]) * high


def _inside(outer: Box, margin: Mapping[str, Any]) -> Box:
    left, top, width, high = outer
    l, r, t, b = (float(margin[side]) for side in "lrtb")  # noqa: E741
    return left + l, top + t, width - l - r, high - t - b


def _roomy(sheet: Sheet, fields: Mapping[tuple[str, str], Axes], box: Box, outer: Box) -> Box:
    """The plot area made smaller until the words beside its axes are inside the drawing."""
    if not fields:
        return box
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    over: dict[str, float] = defaultdict(float)
    left, top, width, high = outer
    for axes in fields.values():
        for axis in (axes.xaxis, axes.yaxis):
            found = axis.get_tightbbox(renderer)
            if found is None:
                continue
            x0, y0, x1, y1 = (end / sheet.figure.dpi * PER_INCH for end in found.extents)
            over["l"] = max(over["l"], left - x0)
            over["r"] = max(over["r"], x1 - left - width)
            over["t"] = max(over["t"], top - (sheet.height - y1))
            over["b"] = max(over["b"], sheet.height - y0 - top - high)
    return _inside(box, {side: over[side] for side in "lrtb"})
