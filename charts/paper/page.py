"""The page: title, signs, drawing, notes, sources, license, date and address in their order."""

import io
import re
from dataclasses import dataclass
from datetime import date
from html import escape
from threading import Lock
from typing import Literal

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.patches import Rectangle

from analysis.result import licenses
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed
from charts.paper import legend as signs
from charts.paper.plotted import height, plotted
from charts.paper.sheet import INK, MUTED, PER_INCH, Sheet, wrapped
from charts.paper.small import size, small
from charts.paper.styles import styles
from charts.svg import LARGEST

Kind = Literal["png", "svg"]

WIDTH, SMALL, AROUND = 900, 680, 30
"""How wide a page is with a chart and with a small drawing, and its margin; in pixels."""

ACROSS = 2000
"""Dots across a PNG: sharp on paper and on a large screen."""

BETWEEN, LEADING = 12, 1.38
LOCK = Lock()
"""The settings of SVG are the library's own and shared: one picture at a time."""


@dataclass(frozen=True)
class Words:
    """A paragraph of the page."""

    text: str
    size: float
    color: str = INK
    bold: bool = False
    after: float = 4

    def lines(self, room: float) -> list[str]:
        """Its lines in that many pixels."""
        return wrapped(self.text, self.size, room, bold=self.bold)

    def tall(self, room: float) -> float:
        """How high it is with what follows it, in pixels."""
        return len(self.lines(room)) * self.size * LEADING + self.after


def picture(
    figure: Framed, language: Language, kind: Kind, *, made: date, address: str = ""
) -> bytes:
    """A figure as a file that stands alone; `address` is where the same is seen in the atlas.

    Figures that are made up are marked on the page itself besides the drawing. Raises
    CannotDrawError where the drawing has a part that paper does not know.
    """
    with LOCK, rc_context({"svg.fonttype": "none", "hatch.linewidth": 0.9}):
        sheet = _sheet(figure, language, made, address)
        return _png(sheet, figure) if kind == "png" else _svg(sheet, figure, made)


def _sheet(figure: Framed, language: Language, made: date, address: str) -> Sheet:
    width = SMALL if isinstance(figure.drawing, str) else WIDTH
    room = width - 2 * AROUND
    above, below = _above(figure), _below(figure, language, made, address)
    banner = [_made_up(language)] if figure.standing == "synthetic" else []
    found = signs.entries(figure, room)
    drawn = _height(figure, room)
    high = sum(words.tall(room) for words in (*above, *below))
    high += sum(words.tall(room - 2 * BETWEEN) + 2 * BETWEEN for words in banner)
    sheet = Sheet(width, AROUND + high + signs.tall(found) + drawn + 2.5 * BETWEEN + AROUND * 0.7)
    top = _write(sheet, above, AROUND, room) + BETWEEN / 2
    for words in banner:
        top = _stamped(sheet, words, top, room)
    look = styles(figure.drawing["data"] if isinstance(figure.drawing, dict) else ())
    after = top + signs.tall(found) + BETWEEN
    if isinstance(figure.drawing, str):
        scale = _scale(figure.drawing, room)
        left = AROUND + (room - size(figure.drawing)[0] * scale) / 2
        small(sheet, figure.drawing, left=left, top=after, scale=scale)
    else:
        plotted(sheet, figure.drawing, language, look, left=AROUND, top=after, width=room)
    signs.draw(sheet, found, look, left=AROUND, top=top)
    _write(sheet, below, after + drawn + BETWEEN, room)
    return sheet


def _height(figure: Framed, room: float) -> float:
    if isinstance(figure.drawing, str):
        return size(figure.drawing)[1] * _scale(figure.drawing, room)
    return height(figure.drawing)


def _scale(drawing: str, room: float) -> float:
    return min(LARGEST, room / size(drawing)[0])


def _above(figure: Framed) -> list[Words]:
    return [Words(figure.title, 20, bold=True, after=3), Words(figure.subtitle, 13.5, MUTED)]


def _made_up(language: Language) -> Words:
    return Words(say("paper.made_up", language), 13, "#ffffff", bold=True, after=0)


def _below(figure: Framed, language: Language, made: date, address: str) -> list[Words]:
    notes = [Words(note, 12) for note in figure.taken_notes]
    sources = [
        Words(figure.source, 11.5, MUTED),
        Words(licenses(figure.snapshots, language), 11.5, MUTED),
    ]
    if _is_map(figure):
        sources.append(Words(say("difference.boundaries", language), 11.5, MUTED))
    told = say("paper.made", language, date=fmt.date(made.isoformat(), language))
    seen = [Words(say("paper.address", language, address=address), 11.5, MUTED)] if address else []
    return [*notes, *sources, Words(told, 11.5, MUTED), *seen]


def _is_map(figure: Framed) -> bool:
    drawing = figure.drawing
    return isinstance(drawing, dict) and any(t["type"] == "choropleth" for t in drawing["data"])


def _write(sheet: Sheet, paragraphs: list[Words], top: float, room: float) -> float:
    for words in paragraphs:
        for number, line in enumerate(words.lines(room)):
            y = top + number * words.size * LEADING + words.size
            weight = "bold" if words.bold else "normal"
            sheet.write(AROUND, y, line, size=words.size, color=words.color, weight=weight)
        top += words.tall(room)
    return top


def _stamped(sheet: Sheet, words: Words, top: float, room: float) -> float:
    """That figures are made up, in white on a dark field: seen in color, in gray and when cut."""
    inner = room - 2 * BETWEEN
    high = words.tall(inner) + BETWEEN
    sheet.draw(Rectangle((AROUND, top), room, high, facecolor=theme.FLAG_EDGE, linewidth=0))
    for number, line in enumerate(words.lines(inner)):
        y = top + BETWEEN / 2 + number * words.size * LEADING + words.size
        sheet.write(AROUND + BETWEEN, y, line, size=words.size, color=words.color, weight="bold")
    return top + high + BETWEEN


def _png(sheet: Sheet, figure: Framed) -> bytes:
    out = io.BytesIO()
    told = {"Title": figure.title, "Description": figure.alt, "Source": figure.source}
    canvas = FigureCanvasAgg(sheet.figure)
    sheet.figure.set_dpi(ACROSS / sheet.width * PER_INCH)
    canvas.print_png(out, metadata=told | {"Software": "Underretningsatlas"})
    return out.getvalue()


def _svg(sheet: Sheet, figure: Framed, made: date) -> bytes:
    """With the title and the alternative text as elements of its own that a reader is told."""
    out = io.StringIO()
    told = {"Title": figure.title, "Creator": "Underretningsatlas", "Date": made.isoformat()}
    sheet.figure.set_dpi(72)
    FigureCanvasSVG(sheet.figure).print_svg(out, metadata=told)
    described = f"<desc>{escape(figure.alt)}</desc>"
    text = out.getvalue().replace("</title>", f"</title>\n {described}", 1)
    return re.sub(r"<svg ", '<svg role="img" ', text, count=1).encode("utf-8")
