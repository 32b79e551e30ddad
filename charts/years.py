"""Years along the foot: runs between breaks, the layout, the marks at turns of years."""

from collections.abc import Mapping, Sequence
from typing import Any

from charts import theme
from charts.frame import Marker

HEIGHT = 380


def segments(values: Mapping[str, float], breaks: Sequence[float]) -> list[list[str]]:
    """Years in runs that no line may leave: they end before a break and at a missing year.

    >>> segments({"2015": 1, "2016": 2, "2017": 3, "2019": 4}, [2017])
    [['2015', '2016'], ['2017'], ['2019']]
    """
    runs: list[list[str]] = []
    for year in sorted(values):
        joined = runs and int(runs[-1][-1]) == int(year) - 1 and int(year) not in breaks
        if joined:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def layout(
    found: Sequence[Marker], years: Sequence[int], *, below: Sequence[Marker] = ()
) -> dict[str, Any]:
    """Years along the foot, amounts from zero up, and the marks; labels of `below` at the foot."""
    return {
        **theme.LAYOUT,
        "height": HEIGHT,
        "margin": {"l": 8, "r": 12, "t": 34, "b": 8},
        "xaxis": _years(years),
        "yaxis": {
            "rangemode": "tozero",
            "tickformat": ",~f",
            "gridcolor": theme.GRID,
            "zeroline": False,
            "automargin": True,
        },
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0},
        "shapes": [_rule(marker) for marker in found],
        "annotations": [
            _label(mark) | (_at_foot(mark, years) if mark in below else {}) for mark in found
        ],
    }


def _years(years: Sequence[int]) -> dict[str, Any]:
    return {
        "tickformat": "d",
        "dtick": 1 if len(years) < 8 else 2,
        "tick0": years[-1] if years else None,
        "range": [years[0] - 0.4, years[-1] + 0.4] if years else None,
        "showgrid": False,
        "automargin": True,
    }


def _rule(marker: Marker) -> dict[str, Any]:
    """Between two years: figures are for whole years, so the mark is at the turn of the year."""
    at = marker.at - 0.5
    dash = "solid" if marker.is_break else "dot"
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.INK, "width": 1, "dash": dash},
    }


def _label(marker: Marker) -> dict[str, Any]:
    return {
        "x": marker.at - 0.5,
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "yanchor": "bottom",
        "text": marker.label,
        "showarrow": False,
        "font": {"size": 12},
    }


def _at_foot(marker: Marker, years: Sequence[int]) -> dict[str, Any]:
    """A label beside its line at the foot, on the side where there is more room."""
    left = marker.at - 0.5 < (years[0] + years[-1]) / 2
    return {"y": 0, "xanchor": "left" if left else "right", "xshift": 4 if left else -4}
