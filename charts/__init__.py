"""Results drawn: pure functions from a result to a framed figure; nothing else knows Plotly."""

from charts.barometer import requirement
from charts.difference import difference
from charts.dots import dots
from charts.findings import drawing
from charts.funnel import funnel
from charts.map import choropleth
from charts.months import months
from charts.trend import trend

__all__ = [
    "choropleth",
    "difference",
    "dots",
    "drawing",
    "funnel",
    "months",
    "requirement",
    "trend",
]
