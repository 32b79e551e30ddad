"""The signs of a drawing explained, as they are drawn on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Rectangle

from charts import theme
from charts.frame import Framed, Legend
from charts.paper.sheet import MUTED, POINT, Sheet, color, wide
from charts.paper.styles import Styles
from charts.paper.vocabulary import CannotDrawError

SIZE, ROW, SWATCH, GAP, APART = 12, 21, 26, 7, 22
"""The size of letters, a row's height, a sign's width, what follows it, and between entries."""

HATCHED = {
    "hatch": ((theme.HATCH, 1.0),),
    "hatch_light": ((theme.LINE, 2.2), (theme.HATCH_LIGHT, 1.2)),
}
"""The strokes of a hatching from the lowest to the uppermost, with their widths in pixels."""
LINES = {"line": "solid", "dash": "dash", "dot_line": "dot"}


@dataclass(frozen=True)
class Entry:
    """One sign with its words and where it stands, in pixels from where the legend begins."""

    line: Legend
    words: str
    x: float
    row: int
    width: float = 3


def entries(figure: Framed, room: float) -> list[Entry]:
    """Every sign of a figure, placed in rows no wider than the room."""
    found: list[Entry] = []
    x, row = 0.0, 0
    for line, thick in _lines(figure):
        words = line.label if line.count is None else f"{line.label} ({line.count})"
        long = SWATCH + GAP + wide(words, SIZE)
        if x and x + long > room:
            x, row = 0.0, row + 1
        found.append(Entry(line, words, x, row, thick))
        x += long + APART
    return found


def tall(found: Sequence[Entry]) -> float:
    """How high a legend is, in pixels."""
    return ROW * (found[-1].row + 1) if found else 0


def draw(sheet: Sheet, found: Sequence[Entry], styles: Styles, *, left: float, top: float) -> None:
    """The legend on the sheet."""
    for entry in found:
        x, y = left + entry.x, top + ROW * (entry.row + 0.5)
        _sign(sheet, entry, styles, x, y)
        sheet.write(x + SWATCH + GAP, y, entry.words, size=SIZE, va="center_baseline")


def _lines(figure: Framed) -> list[tuple[Legend, float]]:
    """Those of the frame, and those that the drawing itself would explain on the screen."""
    found = [(line, 3.0) for line in figure.legend]
    if isinstance(figure.drawing, str):
        return found
    layout, traces = figure.drawing["layout"], figure.drawing["data"]
    usual = layout.get("showlegend", len(traces) > 1)
    for trace in traces:
        if trace.get("showlegend", usual) and trace["type"] in ("scatter", "bar"):
            found.append(_of_trace(trace))
    return found


def _of_trace(trace: dict[str, Any]) -> tuple[Legend, float]:
    if trace["type"] == "bar":
        return Legend(trace["marker"]["color"], trace["name"]), 3
    if "lines" not in trace["mode"]:
        return Legend(trace["marker"]["color"], trace["name"], mark="dot"), 3
    line = trace["line"]
    marks = {dash: mark for mark, dash in LINES.items()}
    return Legend(line["color"], trace["name"], mark=marks[line.get("dash", "solid")]), line[
        "width"
    ]


def _sign(sheet: Sheet, entry: Entry, styles: Styles, x: float, y: float) -> None:
    line, middle = entry.line, x + SWATCH / 2
    shade = color(line.color)
    if line.mark in LINES:
        dash = styles.dash(LINES[line.mark], line.color)
        how = {"color": shade, "linewidth": entry.width * POINT}
        kind = dash if dash[1] else "solid"
        sheet.draw(Line2D([x, x + SWATCH], [y, y], linestyle=kind, **how))
    elif line.mark in ("fill", "outline", *HATCHED):
        _box(sheet, line, styles, x, y)
    elif line.mark == "square":
        corner = (middle - 6, y - 6)
        sheet.draw(Rectangle(corner, 12, 12, facecolor=shade, edgecolor=MUTED, linewidth=0.6))
    elif line.mark in ("dot", "ring", "doubt"):
        inside = {"dot": shade, "ring": "white", "doubt": theme.CLASSES[1]}[line.mark]
        edge = MUTED if line.mark == "dot" else shade
        width = 0.8 if line.mark == "dot" else 1.9
        sheet.draw(Ellipse((middle, y), 12, 12, facecolor=inside, edgecolor=edge, linewidth=width))
    else:
        raise CannotDrawError(f"legend: {line.mark}")


def _box(sheet: Sheet, line: Legend, styles: Styles, x: float, y: float) -> None:
    outline = line.mark == "outline"
    edge = {
        "edgecolor": theme.HATCH if outline else MUTED,
        "linewidth": 1.5 if outline else 0.6,
    }
    of_bars = ((styles.hatch(line.color), "white", 1.0),)
    strokes = [("////", *stroke) for stroke in HATCHED.get(line.mark, ())] or of_bars
    fill = color(line.color)
    for hatch, shade, width in strokes:
        sheet.draw(
            Rectangle(
                (x, y - 7),
                SWATCH - 4,
                14,
                facecolor=fill,
                **edge,
                hatch=hatch,
                hatchcolor=shade,
                hatch_linewidth=width,
            )
        )
        fill = color(theme.CLEAR)
