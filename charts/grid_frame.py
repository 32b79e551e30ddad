"""What stands around the cells of a grid: names along the edges, lines between, a chosen row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.notifier_grid import Grid
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Marker

ROW, HEAD = 18, 150
"""The height of a row and of the names of groups, in pixels."""

DOUBT = "†"


@dataclass(frozen=True)
class Line:
    """A row of the drawing: the row of the grid it shows, or a heading, which has none."""

    name: str
    key: str = ""


def edges_of(
    lines: Sequence[Line], codes: list[str], found: Grid, language: Language
) -> dict[str, Any]:
    short = [say(f"notifiers.short_{code}", language) for code in codes]
    return {
        **theme.LAYOUT,
        "height": HEAD + ROW * len(lines) + 8,
        "margin": {"l": 8, "r": 8, "t": HEAD, "b": 8},
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(codes))),
            "ticktext": short,
            "tickangle": -90,
            "tickfont": {"size": 11},
            "showgrid": False,
            "zeroline": False,
            "range": [-0.5, len(codes) - 0.5],
        },
        "yaxis": {
            "tickvals": list(range(len(lines))),
            "ticktext": [_named(line, found) for line in lines],
            "tickfont": {"size": 11},
            "range": [len(lines) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
        },
    }


def _named(line: Line, found: Grid) -> str:
    if not line.key:
        return f"<b>{line.name}</b>"
    return f"{line.name} {DOUBT}" if line.key in found.doubtful else line.name


def shapes_over(
    lines: Sequence[Line], codes: list[str], breaks: Sequence[Marker], chosen: str
) -> list[dict[str, Any]]:
    """Between professional groups and others, at breaks, and around the chosen row."""
    groups, keys = dimensions()["notifier"].codes, [line.key for line in lines]
    professional = sum(groups[code].professional for code in codes)
    shapes = [_line(professional - 0.5, professional - 0.5, -0.5, len(lines) - 0.5)]
    for marker in breaks:
        at = next(n for n, key in enumerate(keys) if int(key) >= marker.at) - 0.5
        shapes.append(_line(-0.5, len(codes) - 0.5, at, at))
    if chosen and chosen in keys:
        at = keys.index(chosen)
        frame = {"type": "rect", "line": {"color": theme.CHOSEN, "width": 2.5}}
        edges = {"x0": -0.5, "x1": len(codes) - 0.5, "y0": at - 0.5, "y1": at + 0.5}
        shapes.append(frame | edges)
    return shapes


def _line(x0: float, x1: float, y0: float, y1: float) -> dict[str, Any]:
    edges = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    return {"type": "line", "line": {"color": theme.INK, "width": 2}, **edges}
