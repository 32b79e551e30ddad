"""One sheet of paper, measured in pixels (1/96 inch) from its top left corner."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path

from charts import theme
from charts.paper.vocabulary import CannotDrawError

Color = tuple[float, float, float, float]

FONT = "DejaVu Sans"
POINT = 0.75
"""Points in a pixel."""
PER_INCH = 96
INK, MUTED = theme.FLAG_EDGE, "#4a565e"
RGBA = re.compile(r"rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)")
TAG = re.compile(r"<[^>]*>")
BOLD = re.compile(r"<b>(.*)</b>", re.DOTALL)


class Sheet:
    """A page being drawn. `page` covers all of it, with pixels from the top left as its data.

    `under` is the same behind the drawings.
    """

    def __init__(self, width: float, height: float) -> None:
        """A white sheet of that many pixels."""
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / PER_INCH, height / PER_INCH), dpi=PER_INCH)
        self.page, self.under = self._whole(5), self._whole(-5)

    def field(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes on a part of the sheet, nothing behind them."""
        x, y = left / self.width, 1 - (top + height) / self.height
        axes = self.figure.add_axes((x, y, width / self.width, height / self.height))
        axes.patch.set_visible(False)
        return axes

    def write(self, x: float, y: float, words: str, *, size: float = 13, **how: Any) -> None:
        """Words at a place; `how` as matplotlib's text takes it."""
        self.page.text(x, y, words, **(lettering(size) | {"color": INK} | how))

    def draw(self, artist: Artist) -> None:
        """Anything of matplotlib's, in pixels."""
        self.page.add_artist(artist)

    def line(self, points: Sequence[tuple[float, float]], **how: Any) -> None:
        """A line through points; `how` as matplotlib's lines take it."""
        x, y = zip(*points, strict=True)
        self.draw(Line2D(x, y, **how))

    def at(self, axes: Axes, x: float, y: float) -> tuple[float, float]:
        """Where a value of some axes lies, in pixels of the sheet."""
        right, up = axes.transData.transform((x, y)) / self.figure.dpi * PER_INCH
        return float(right), self.height - float(up)

    def _whole(self, order: float) -> Axes:
        axes = self.field(0, 0, self.width, self.height)
        axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        axes.set_axis_off()
        axes.set_zorder(order)
        return axes


def lettering(size: float, *, bold: bool = False) -> dict[str, Any]:
    """How words of this size in pixels are set; a dollar sign is a dollar sign."""
    weight = "bold" if bold else "normal"
    return {"family": FONT, "size": size * POINT, "weight": weight, "parse_math": False}


@lru_cache(maxsize=4096)
def wide(words: str, size: float, *, bold: bool = False) -> float:
    """How wide words of a size are, in pixels."""
    how = FontProperties(family=FONT, size=size * POINT, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(words, how, False)[0]) / POINT


def wrapped(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Words in lines no wider than the room in pixels; a word that is wider itself is cut."""
    lines: list[str] = []
    for word in (part for found in words.split() for part in _cut(found, size, room)):
        if lines and wide(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _cut(word: str, size: float, room: float) -> Iterable[str]:
    while wide(word, size) > room:
        end = next(n for n in range(len(word) - 1, 0, -1) if wide(word[:n], size) <= room)
        yield word[:end]
        word = word[end:]
    yield word


def plain(words: str) -> tuple[str, bool]:
    """A label as Plotly takes it: its lines, and whether it is bold. Other marks are refused.

    >>> plain("<b>A<br>B</b>"), plain("krise-")
    (('A\\nB', True), ('krise-', False))
    """
    found = BOLD.fullmatch(words)
    text = (found.group(1) if found else words).replace("<br>", "\n")
    if left := TAG.search(text):
        raise CannotDrawError(f"text: {left.group()}")
    return text, found is not None


def color(found: str, *, opacity: float = 1) -> Color:
    """A color as our charts write it; `currentColor` is that of the text around, here ink."""
    if match := RGBA.fullmatch(found):
        red, green, blue = (int(part) / 255 for part in match.groups()[:3])
        return red, green, blue, float(match.group(4)) * opacity
    try:
        red, green, blue, alpha = to_rgba(INK if found == "currentColor" else found)
    except ValueError as wrong:
        raise CannotDrawError(f"color: {found!r}") from wrong
    return red, green, blue, alpha * opacity
