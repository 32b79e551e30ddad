"""The only list of colours: one hue for amounts, because more is neither good nor bad."""

CLASSES = ("#dcebf0", "#a6ccd8", "#67a2b6", "#34748b", "#0e384a")
"""Light to dark for little to much; never red and green."""

NO_FIGURE = "#d9d9d6"
NOT_REPORTED = "#f1f0ec"
HATCH = "#6b6b66"
HATCH_LIGHT = "#fffdf5"
BORDER = "#ffffff"

MAIN = "#1f6078"
CHOSEN = "#c2571a"
QUIET = "#6b7280"
OTHERS = ("#6b7280", "#8a6d1d", "#5b4b8a", "#2f7d5b")
GRID = "rgba(120,130,135,0.22)"
INK = "rgba(120,130,135,0.85)"
