"""What lies over a whole drawing: lines, frames and words at places of the axes or of the sheet."""

import re
from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from charts.paper.scatter import line_look
from charts.paper.sheet import POINT, Sheet, color, lettering, plain
from charts.paper.styles import Styles
from charts.paper.vocabulary import CannotDrawError, Part, one_of, only

SHAPE = "type xref yref x0 x1 y0 y1 line fillcolor layer opacity"
NOTE = (
    "text x y xref yref xanchor yanchor showarrow font align textangle opacity"
    " captureevents xshift yshift"
)
REFERENCE = re.compile(r"([xy]\d*)( domain)?")
FONT = 12
ACROSS = {"left": "left", "center": "center", "right": "right"}
UPRIGHT = {"top": "top", "middle": "center", "bottom": "bottom"}


class Places:
    """From what a shape or a note says of its place to pixels of the sheet."""

    def __init__(
        self,
        sheet: Sheet,
        box: tuple[float, float, float, float],
        axes: Mapping[tuple[str, str], Axes],
    ) -> None:
        """`box` is the plot area in pixels, `axes` those of each pair of axes by their names."""
        self.sheet, self.box, self.axes = sheet, box, axes

    def x(self, found: Part, name: str) -> float:
        """How far from the left a value lies."""
        return self._place(found.get("xref") or self._default("x"), found[name], 0)

    def y(self, found: Part, name: str) -> float:
        """How far from the top a value lies."""
        return self._place(found.get("yref") or self._default("y"), found[name], 1)

    def _default(self, letter: str) -> str:
        return letter if self.axes else "paper"

    def _place(self, reference: str, value: float, side: int) -> float:
        left, top, width, height = self.box
        if reference == "paper":
            return left + value * width if side == 0 else top + (1 - value) * height
        match = REFERENCE.fullmatch(reference)
        found = [axes for pair, axes in self.axes.items() if match and pair[side] == match[1]]
        if match is None or not found:
            raise CannotDrawError(f"reference: {reference}")
        axes = found[0]
        if match[2]:
            ends = axes.get_xlim() if side == 0 else axes.get_ylim()
            value = ends[0] + value * (ends[1] - ends[0])
        elsewhere = (axes.get_ylim() if side == 0 else axes.get_xlim())[0]
        at = (value, elsewhere) if side == 0 else (elsewhere, value)
        return self.sheet.at(axes, *at)[side]


def shape(places: Places, found: Part) -> None:
    """A line or a rectangle; its dash is the screen's, whatever lines the drawing has."""
    only(found, SHAPE, "shape")
    one_of(found["type"], ("line", "rect"), "shape")
    x0, x1 = places.x(found, "x0"), places.x(found, "x1")
    y0, y1 = places.y(found, "y0"), places.y(found, "y1")
    alpha = found.get("opacity", 1)
    below = found.get("layer") == "below"
    page = places.sheet.under if below else places.sheet.page
    if found["type"] == "line":
        page.add_artist(Line2D([x0, x1], [y0, y1], **line_look(found["line"], Styles())))
        return
    line = found.get("line", {})
    only(line, "color width dash", "shape line")
    page.add_artist(
        Rectangle(
            (min(x0, x1), min(y0, y1)),
            abs(x1 - x0),
            abs(y1 - y0),
            facecolor=color(found["fillcolor"], opacity=alpha) if "fillcolor" in found else "none",
            edgecolor=color(line["color"]) if "color" in line else "none",
            linewidth=line.get("width", 0 if "fillcolor" in found else 2) * POINT,
        )
    )


def note(places: Places, found: Part) -> None:
    """Words at a place."""
    only(found, NOTE, "annotation")
    one_of(found["showarrow"], [False], "annotation showarrow")
    font = found.get("font", {})
    only(font, "size color", "annotation font")
    words, bold = plain(found["text"])
    how: dict[str, Any] = {}
    if "color" in font:
        how["color"] = color(font["color"])
    across = found.get("xanchor") or _nearest(found, "x", ("left", "center", "right"))
    upright = found.get("yanchor") or _nearest(found, "y", ("bottom", "middle", "top"))
    places.sheet.write(
        places.x(found, "x") + found.get("xshift", 0),
        places.y(found, "y") - found.get("yshift", 0),
        words,
        **{name: v for name, v in lettering(FONT, bold=bold).items() if name == "weight"},
        size=font.get("size", FONT),
        ha=ACROSS[across],
        va=UPRIGHT[upright],
        multialignment=found.get("align", "center"),
        rotation=-found.get("textangle", 0),
        alpha=found.get("opacity"),
        linespacing=1.15,
        **how,
    )


def _nearest(found: Part, letter: str, sides: tuple[str, str, str]) -> str:
    """What an anchor is that nobody named: the nearest side of the paper, else the middle."""
    if found.get(f"{letter}ref") != "paper":
        return sides[1]
    return sides[0] if found[letter] <= 1 / 3 else sides[2] if found[letter] >= 2 / 3 else sides[1]
