"""Lines, marks, error bars and labels of points on paper."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from charts.paper.sheet import INK, POINT, color, lettering, plain
from charts.paper.styles import Styles
from charts.paper.vocabulary import HOVER, CannotDrawError, Part, one_of, only

Numbers = NDArray[np.float64]

TRACE = HOVER + (
    " type mode x y xaxis yaxis text textposition textfont line marker error_x error_y name"
    " legendgroup showlegend connectgaps cliponaxis"
)
PARTS = "lines markers text"
ERRORS = "type symmetric array arrayminus color thickness width"
SYMBOLS = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "cross": "P",
    "x": "X",
    "line-ns": "|",
    "line-ew": "_",
}
DEFAULT_SIZE = 6


def scatter(axes: Axes, trace: Part, x: Numbers, y: Numbers, styles: Styles, order: float) -> None:
    """One trace of points; the lines below, the error bars next, marks and labels on top."""
    only(trace, TRACE, "scatter")
    parts = set(trace["mode"].split("+"))
    only(dict.fromkeys(parts), PARTS, "scatter mode")
    if trace.get("connectgaps"):
        raise CannotDrawError("scatter: connectgaps")
    line = trace.get("line", {})
    if "lines" in parts:
        axes.plot(x, y, **line_look(line, styles), zorder=order, clip_on=False)
    for name in ("error_x", "error_y"):
        if name in trace:
            _errors(axes, x, y, name, trace[name], order)
    if "markers" in parts:
        shade = line.get("color", "")
        hollow = "white" if "lines" in parts else "none"
        marks(axes, x, y, trace.get("marker", {}), default=shade, hollow=hollow, order=order)
    if "text" in parts:
        _texts(axes, x, y, trace)


def line_look(line: Part, styles: Styles) -> dict[str, Any]:
    """How a line is drawn."""
    only(line, "color width dash", "line")
    dash = styles.dash(line.get("dash", "solid"), line["color"])
    return {
        "color": color(line["color"]),
        "linewidth": line.get("width", 2) * POINT,
        "linestyle": dash if dash[1] else "solid",
        "solid_capstyle": "butt",
    }


def marks(
    axes: Axes,
    x: Numbers,
    y: Numbers,
    marker: Part,
    *,
    default: str,
    hollow: str,
    order: float,
) -> None:
    """Marks at points, those alike in one go; `hollow` is what an open one is filled with."""
    only(marker, "size color symbol opacity line", "marker")
    edge = marker.get("line", {})
    only(edge, "color width", "marker line")
    looks = zip(
        each(marker.get("symbol", "circle"), len(x)),
        each(marker.get("size", DEFAULT_SIZE), len(x)),
        each(marker.get("color", default), len(x)),
        each(marker.get("opacity", 1), len(x)),
        strict=True,
    )
    numbered = sorted(enumerate(looks), key=lambda found: str(found[1]))
    for look, found in groupby(numbered, key=lambda found: found[1]):
        at = [place for place, _ in found]
        how = _mark(look, edge, hollow)
        axes.plot(x[at], y[at], linestyle="none", zorder=order + 0.5, clip_on=False, **how)


def each(found: object, count: int) -> list[Any]:
    """What Plotly takes once for all or once for each, for each.

    >>> each("a", 2), each(["a", "b"], 2)
    (['a', 'a'], ['a', 'b'])
    """
    several = isinstance(found, Sequence) and not isinstance(found, str)
    return list(found) if several else [found] * count  # type: ignore[call-overload]


def _mark(
    look: tuple[str, float, str, float], edge: Mapping[str, Any], hollow: str
) -> dict[str, Any]:
    symbol, size, shade, opacity = look
    name = symbol.removesuffix("-open")
    one_of(name, SYMBOLS, "symbol")
    is_open = name != symbol
    fill = color(shade, opacity=opacity)
    width = edge.get("width", 1.5 if is_open else 0)
    return {
        "marker": SYMBOLS[name],
        "markersize": size * POINT,
        "markerfacecolor": hollow if is_open else fill,
        "markeredgecolor": fill if is_open else color(edge.get("color", "white")),
        "markeredgewidth": width * POINT,
    }


def _errors(axes: Axes, x: Numbers, y: Numbers, name: str, found: Part, order: float) -> None:
    only(found, ERRORS, name)
    one_of(found["type"], ["data"], f"{name} type")
    one_of(found["symmetric"], [False], f"{name} symmetric")
    lengths = np.array([found["arrayminus"], found["array"]], dtype=float)
    known = ~(np.isnan(lengths).any(axis=0) | np.isnan(x) | np.isnan(y))
    axes.errorbar(
        x[known],
        y[known],
        **{"xerr" if name == "error_x" else "yerr": np.clip(lengths[:, known], 0, None)},
        fmt="none",
        ecolor=color(found["color"]),
        elinewidth=found["thickness"] * POINT,
        capsize=found["width"] * POINT,
        zorder=order + 0.2,
    )


def _texts(axes: Axes, x: Numbers, y: Numbers, trace: Part) -> None:
    """Labels beside their marks, in ink so that they are read on paper."""
    upright, _, side = trace.get("textposition", "middle center").partition(" ")
    one_of(upright, ("top", "middle", "bottom"), "textposition")
    one_of(side, ("left", "center", "right"), "textposition")
    font = trace.get("textfont", {})
    only(font, "size color", "textfont")
    away = max(each(trace.get("marker", {}).get("size", DEFAULT_SIZE), 1)) / 2 + 2
    right, up = {"left": -1, "center": 0, "right": 1}, {"top": 1, "middle": 0, "bottom": -1}
    for across, along, words in zip(x, y, each(trace["text"], len(x)), strict=True):
        axes.annotate(
            plain(words)[0],
            (across, along),
            xytext=(right[side] * away * POINT, up[upright] * away * POINT),
            textcoords="offset points",
            ha={"left": "right", "center": "center", "right": "left"}[side],
            va={"top": "bottom", "middle": "center_baseline", "bottom": "top"}[upright],
            color=color(font.get("color", INK)),
            annotation_clip=False,
            bbox={"facecolor": (1, 1, 1, 0.75), "edgecolor": "none", "pad": 0.5},
            zorder=50,
            **lettering(font.get("size", 12)),
        )
