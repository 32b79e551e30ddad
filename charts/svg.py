"""Small drawings as SVG text: quick, sharp on paper, and in the color of the text around them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from charts import theme

WIDTH, HEIGHT = 340, 150
LARGEST = 1.35
"""Never drawn larger than this, so that its words stay of the size of the page's."""

LEFT, RIGHT, TOP, BOTTOM = 8, 8, 18, 22
LETTER = 7
"""No narrower than a letter of the words, on the average of a name."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """From values to places on the drawing; a range of one value lies in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def drawing(parts: Iterable[str], alt: str, *, width: int = WIDTH, height: int = HEIGHT) -> str:
    """An image of some parts, with its words for those who cannot see it."""
    body = "".join(parts)
    return (
        f'<svg class="atlas" role="img" aria-label="{escape(alt)}" viewBox="0 0 {width} {height}" '
        f'style="max-width: {LARGEST * width:.0f}px" xmlns="http://www.w3.org/2000/svg" '
        f'font-size="12" fill="currentColor">{body}</svg>'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "middle",
    weight: int = 400,
    color: str = "currentColor",
) -> str:
    """Words at a place; `anchor` is start, middle or end."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" '
        f'fill="{color}">{escape(words)}</text>'
    )


def ends(low: float, high: float, y: float, names: tuple[str, str]) -> list[str]:
    """Names below the two ends of a row of dots, which never run into each other."""
    first, last = names
    own, other = len(first) * LETTER, (len(last) + 1) * LETTER
    right = max(high, LEFT + own + other)
    left = max(LEFT + own, min(low + own / 2, right - other))
    return [text(left, y, first, anchor="end"), text(right, y, last, anchor="end")]


def stamp(x: float, y: float, words: str, *, size: float) -> str:
    """Large words across a drawing, over all else and through which the rest can be seen."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{size:.0f}" '
        f'font-weight="700" fill="{theme.CHOSEN}" fill-opacity="0.55" pointer-events="none" '
        f'transform="rotate(-12 {x:.1f} {y:.1f})">{escape(words)}</text>'
    )


def path(points: Iterable[Point], color: str, *, width: float = 2.5) -> str:
    """A line through points."""
    steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{steps}" fill="none" stroke="{color}" stroke-width="{width}"/>'


def dot(x: float, y: float, color: str, *, radius: float = 3, opacity: float = 1) -> str:
    """A filled dot."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{color}" fill-opacity="{opacity}"/>'
    )


def ring(x: float, y: float, color: str, *, radius: float) -> str:
    """A hollow dot."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="none" stroke="{color}" '
        'stroke-width="2.5"/>'
    )


def curve(start: Point, bend: Point, end: Point, color: str) -> str:
    """A dashed curve from one place to another, drawn towards a third."""
    steps = [f"{x:.1f},{y:.1f}" for x, y in (start, bend, end)]
    return (
        f'<path d="M{steps[0]} Q{steps[1]} {steps[2]}" fill="none" stroke="{color}" '
        'stroke-width="2" stroke-dasharray="5 3"/>'
    )


def rule(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    dash: str = "",
    width: float = 1,
    opacity: float = 0.45,
) -> str:
    """A thin straight line in the color of the text."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="currentColor" '
        f'stroke-width="{width}" stroke-opacity="{opacity}" stroke-dasharray="{dash}"/>'
    )


def band(
    x: float, y: float, width: float, height: float, color: str, *, opacity: float = 0.18
) -> str:
    """A filled rectangle behind the rest."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{color}" fill-opacity="{opacity}"/>'
    )


def ticks(high: float, *, most: int = 4) -> list[int]:
    """Round whole numbers from zero on, a few, up to about `high`.

    >>> ticks(148.72), ticks(10.6), ticks(0.8)
    ([0, 50, 100], [0, 5, 10], [0])
    """
    steps = (factor * 10**power for power in range(6) for factor in (1, 2, 5))
    step = next((step for step in steps if high / step < most), 1)
    return list(range(0, int(high) + 1, step))


def span(
    values: Mapping[str, float] | Iterable[float], *, zero: bool = False
) -> tuple[float, float]:
    """The least and the greatest of some values; from zero when asked."""
    found = list(values.values() if isinstance(values, Mapping) else values)
    return (0.0 if zero else min(found)), max(found)
