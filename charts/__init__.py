"""Results drawn: pure functions from a result to a framed figure; nothing else knows Plotly."""

from charts.barometer import requirement
from charts.dots import dots
from charts.findings import drawing
from charts.map import choropleth
from charts.months import months
from charts.trend import trend

__all__ = ["choropleth", "dots", "drawing", "months", "requirement", "trend"]
