"""The only list of colors: one hue for amounts, because more is neither good nor bad."""

CLASSES = ("#dcebf0", "#a6ccd8", "#67a2b6", "#34748b", "#0e384a")
"""Light to dark for little to much; never red and green."""

NO_FIGURE = "#d9d9d6"
NOT_REPORTED = "#f1f0ec"
HATCH = "#6b6b66"
HATCH_LIGHT = "#fffdf5"
BORDER = "#ffffff"
EDGE = "#76868f"
"""Around what lies on a page: three to one or more against a light page and a dark one."""

SIDES = {"lower": "#f2d38b", "similar": "#a9b4ba", "higher": "#6550a8"}
"""Below, within and above limits: told apart by the color-blind and in gray print; none judges."""

FLAG, FLAG_EDGE = "#ffffff", "#17242b"
"""A dot and its edge, seen on each of the three."""

LINE, LINE_DEEP = FLAG_EDGE, "#e8eef0"
"""Between shapes: the dark line, three to one against every fill but DEEP ones; there, the light.

The light one is the wider: where a deep shape meets another, both lines are seen.
"""

DEEP = frozenset({CLASSES[4], SIDES["higher"]})
"""Fills too dark for a dark line."""

RING = FLAG_EDGE
"""Around a figure in doubt, on a white edge: seen on each class, and another shape than a flag."""


MAIN = "#2b7a96"
CHOSEN = "#cc5f1d"
QUIET = "#7b858f"
OTHERS = ("#96761f", "#7d6bb8", "#3a8f68", "#b8557d", "#4f86bd", "#8f6d52")
GRID = "rgba(120,130,135,0.22)"
INK = "rgba(120,130,135,0.85)"
CLEAR = "rgba(0,0,0,0)"

LAYOUT = {
    "paper_bgcolor": CLEAR,
    "plot_bgcolor": CLEAR,
    "dragmode": False,
    "hovermode": "closest",
}
"""What the Plotly figures with axes share: nothing behind them, and nothing to drag."""
