"""Bars and cells on paper: lying or standing, beside or upon each other, hatched by series."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from charts.paper.axes import Numbers, Scale
from charts.paper.maps import shade
from charts.paper.scatter import each
from charts.paper.sheet import INK, POINT, color, lettering, plain
from charts.paper.styles import Styles
from charts.paper.vocabulary import HOVER, Part, one_of, only

BAR = HOVER + (
    " type orientation x y width text textposition insidetextanchor textangle textfont"
    " cliponaxis xaxis yaxis name legendgroup showlegend marker"
)
CELLS = HOVER + (" type x y z zmin zmax colorscale xgap ygap showscale text texttemplate textfont")
MODES = ("relative", "stack", "group", "overlay")
GAP = 0.2


@dataclass
class Piled:
    """How far the bars at each place reach already, to either side of nothing."""

    above: dict[float, float] = field(default_factory=dict)
    below: dict[float, float] = field(default_factory=dict)

    def base(self, place: float, value: float) -> float:
        """Where a bar of this value begins; the next one begins where it ends."""
        reach = self.below if value < 0 else self.above
        start = reach.get(place, 0.0)
        reach[place] = start + value
        return start


@dataclass
class Bars:
    """Series of bars on one pair of axes, drawn one after the other."""

    layout: Part
    series: int
    drawn: int = 0
    piled: Piled = field(default_factory=Piled)

    def draw(self, axes: Axes, trace: Part, across: Scale, up: Scale, styles: Styles) -> None:
        """One series; raises CannotDrawError for what is not known of it."""
        only(trace, BAR, "bar")
        only(trace["marker"], "color opacity line", "bar marker")
        mode = self.layout.get("barmode", "group")
        one_of(mode, MODES, "barmode")
        flat = trace.get("orientation") == "h"
        x, y = across.places(trace["x"]), up.places(trace["y"])
        places, values = (y, x) if flat else (x, y)
        share, shift = 1 - self.layout.get("bargap", GAP), 0.0
        if mode == "group":
            share /= self.series
            shift = (self.drawn - (self.series - 1) / 2) * share
        self.drawn += 1
        thick = each(trace.get("width", share), len(places))
        stacked = mode in ("relative", "stack")
        bases = [
            self.piled.base(place, value) if stacked else 0.0
            for place, value in zip(places, values, strict=True)
        ]
        _bars(axes, trace, places + shift, values, np.array(bases), thick, styles)
        _texts(axes, trace, places + shift, values, np.array(bases))


def cells(axes: Axes, trace: Part, across: Scale, up: Scale, order: float) -> None:
    """Cells by row and column in the colors of a scale; one without a figure stays empty."""
    only(trace, CELLS, "heatmap")
    one_of(trace["showscale"], [False], "heatmap showscale")
    one_of(trace.get("texttemplate", "%{text}"), ["%{text}"], "heatmap texttemplate")
    x, y = across.places(trace["x"]), up.places(trace["y"])
    _marks(axes, trace, x, y)
    gap = 0.04
    for row, values in zip(y, trace["z"], strict=True):
        for column, value in zip(x, values, strict=True):
            if value is not None and value == value:
                corner = (column - 0.5 + gap / 2, row - 0.5 + gap / 2)
                fill = shade(value, trace)
                axes.add_patch(Rectangle(corner, 1 - gap, 1 - gap, facecolor=fill, zorder=order))


def _marks(axes: Axes, trace: Part, x: Numbers, y: Numbers) -> None:
    """What cells say, as those without a figure."""
    if "text" not in trace:
        return
    shade_of = color(trace["textfont"]["color"])
    for row, words in zip(y, trace["text"], strict=True):
        for column, word in zip(x, words, strict=True):
            if word:
                axes.text(
                    column,
                    row,
                    word,
                    ha="center",
                    va="center",
                    color=shade_of,
                    zorder=50,
                    **lettering(trace["textfont"]["size"]),
                )


def _bars(
    axes: Axes,
    trace: Part,
    places: Numbers,
    values: Numbers,
    bases: Numbers,
    thick: Sequence[float],
    styles: Styles,
) -> None:
    marker = trace["marker"]
    shades = each(marker["color"], len(values))
    faint = each(marker.get("opacity", 1), len(values))
    for at, value, base, width, found, alpha in zip(
        places, values, bases, thick, shades, faint, strict=True
    ):
        if np.isnan(value):
            continue
        look: dict[str, Any] = {
            "color": color(found, opacity=alpha),
            "hatch": styles.hatch(found),
            "hatchcolor": "white",
            "linewidth": 0,
            "zorder": 2,
        }
        if trace.get("orientation") == "h":
            axes.barh(at, value, height=width, left=base, **look)
        else:
            axes.bar(at, value, width=width, bottom=base, **look)


def _texts(axes: Axes, trace: Part, places: Numbers, values: Numbers, bases: Numbers) -> None:
    """What bars say: in their middle on white, since they are hatched, or beside their end."""
    where = trace.get("textposition", "none")
    one_of(where, ("none", "inside", "outside"), "textposition")
    if where == "none" or "text" not in trace:
        return
    flat = trace.get("orientation") == "h"
    for at, value, base, words in zip(
        places, values, bases, each(trace["text"], len(values)), strict=True
    ):
        if np.isnan(value):
            continue
        inside = where == "inside"
        end = base + value / 2 if inside else base + value
        away = 0 if inside else 4 * POINT * (1 if value >= 0 else -1)
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1} if inside else None
        axes.annotate(
            plain(words)[0],
            (end, at) if flat else (at, end),
            xytext=(away, 0) if flat else (0, away),
            textcoords="offset points",
            ha=("center" if inside else "left") if flat else "center",
            va="center_baseline" if flat else ("center_baseline" if inside else "bottom"),
            color=INK,
            bbox=box,
            annotation_clip=False,
            zorder=50,
            **lettering(12),
        )
