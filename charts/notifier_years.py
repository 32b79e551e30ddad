"""Each group of notifiers over the years in a field of its own, all on one axis."""

import textwrap
from math import ceil
from typing import Any

import pandas as pd

from analysis.categories import TOTAL
from analysis.notifier_rates import Rates
from analysis.notifiers import group_name
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, Legend, Marker, framed, markers
from charts.years import segments

ACROSS, FIELD, WRAP = 2, 150, 28
"""Fields beside each other, the height of one in pixels, and letters in a line of its name."""

TOP, GAP = 0.58, 0.1
"""The part of a field's height that is drawn in, and the room between two beside each other."""


def notifier_years(
    rates: Rates, language: Language, *, title: str, own: str, beside: str
) -> Framed:
    """A field for each group: the municipality's rate by year, and the comparison's.

    Lines stop at breaks and at years without a figure. A year whose figures are known to be wrong,
    or may be, has an open mark.
    """
    years = [str(year) for year in rates.own.dropna(axis=1, how="all").columns]
    found = markers(rates.rated, pd.DataFrame(), years, language)
    codes = [str(code) for code in _ordered(rates.own)]
    names = [group_name(code, language) for code in codes]
    rows = ceil(len(codes) / ACROSS)
    layout = _layout(rates, rows, [int(year) for year in years])
    data: list[dict[str, Any]] = []
    for number, (code, name) in enumerate(zip(codes, names, strict=True)):
        axes = _axes(number, rows)
        layout |= _placed(layout, number, axes, years=number >= len(codes) - ACROSS)
        layout["annotations"].append(_name(name, axes))
        layout["shapes"] += [_rule(marker, number) for marker in found if marker.is_break]
        for line, color, dash in (("peers", theme.MAIN, "dash"), ("own", theme.CHOSEN, "solid")):
            values = getattr(rates, line).loc[code, years]
            label = own if line == "own" else beside
            hollow = rates.doubtful if line == "own" else frozenset[str]()
            data += _lines(values, f"{name}, {label}", number, color, dash, found, hollow, language)
    legend = [Legend(theme.CHOSEN, own, mark="line"), Legend(theme.MAIN, beside, mark="dash")]
    if rates.doubtful & set(years):
        legend.append(Legend(theme.CHOSEN, say("who.doubtful", language), mark="ring"))
    when = "–".join(dict.fromkeys((years[0], years[-1])))
    return framed(
        {"data": data, "layout": layout},
        [rates.rated],
        language,
        title=title,
        period=when,
        alt=_alt(rates, codes, names, title, language),
        markers=found,
        legend=legend,
    )


def _ordered(table: pd.DataFrame) -> list[object]:
    """Professional groups first, in the order of the screen; never the total."""
    groups = dimensions()["notifier"].codes
    codes = [code for code in table.index if code != TOTAL]
    return sorted(codes, key=lambda code: not groups[str(code)].professional)


def _axes(number: int, rows: int) -> tuple[list[float], list[float]]:
    """The part of the drawing that a field has, from left to right and from below."""
    down, across = divmod(number, ACROSS)
    width = (1 - GAP) / ACROSS
    left, bottom = across * (width + GAP), 1 - (down + 1) / rows
    return [left, left + width], [bottom, bottom + TOP / rows]


def _placed(
    layout: dict[str, Any], number: int, axes: tuple[list[float], list[float]], *, years: bool
) -> dict[str, Any]:
    """The two axes of a field; only the lowest fields name the years."""
    end = _end(number)
    across, upwards = dict(layout["xaxis"]), dict(layout["yaxis"])
    return {
        f"xaxis{end}": across | {"domain": axes[0], "anchor": f"y{end}", "showticklabels": years},
        f"yaxis{end}": upwards | {"domain": axes[1], "anchor": f"x{end}"},
    }


def _end(number: int) -> str:
    return str(number + 1) if number else ""


def _lines(
    values: "pd.Series[float]",
    name: str,
    number: int,
    color: str,
    dash: str,
    found: list[Marker],
    hollow: frozenset[str],
    language: Language,
) -> list[dict[str, Any]]:
    known = {str(year): float(value) for year, value in values.dropna().items()}
    unit = say("who.per_1000", language)
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [int(year) for year in run],
            "y": [known[year] for year in run],
            "xaxis": f"x{_end(number)}",
            "yaxis": f"y{_end(number)}",
            "line": {"color": color, "width": 2.5 if dash == "solid" else 1.5, "dash": dash},
            "marker": {
                "size": 6 if dash == "solid" else 3,
                "symbol": ["circle-open" if year in hollow else "circle" for year in run],
            },
            "text": [name] * len(run),
            "hovertemplate": f"%{{text}}, %{{x}}: <b>%{{y:,.1f}}</b> {unit}<extra></extra>",
            "showlegend": False,
        }
        for run in segments(known, [marker.at for marker in found if marker.is_break])
    ]


def _layout(rates: Rates, rows: int, years: list[int]) -> dict[str, Any]:
    most = max(rates.own.drop(index=TOTAL).max().max(), rates.peers.drop(index=TOTAL).max().max())
    return {
        **theme.LAYOUT,
        "height": rows * FIELD,
        "margin": {"l": 30, "r": 12, "t": 4, "b": 24},
        "xaxis": {
            "tickformat": "d",
            "tickvals": sorted({years[0], years[-1]}),
            "range": [years[0] - 0.4, years[-1] + 0.4],
            "showgrid": False,
        },
        "yaxis": {
            "range": [0, 1.1 * float(most)],
            "gridcolor": theme.GRID,
            "zeroline": False,
            "nticks": 4,
        },
        "shapes": [],
        "annotations": [],
    }


def _name(name: str, axes: tuple[list[float], list[float]]) -> dict[str, Any]:
    return {
        "text": "<br>".join(textwrap.wrap(name, WRAP)),
        "x": axes[0][0],
        "y": axes[1][1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 11},
    }


def _rule(marker: Marker, number: int) -> dict[str, Any]:
    at = marker.at - 0.5
    return {
        "type": "line",
        "xref": f"x{_end(number)}",
        "yref": f"y{_end(number)} domain",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.INK, "width": 1},
    }


def _alt(rates: Rates, codes: list[str], names: list[str], title: str, language: Language) -> str:
    told = []
    for code, name in zip(codes, names, strict=True):
        known = rates.own.loc[code].dropna()
        if len(known):
            first, last = known.index[0], known.index[-1]
            before, after = (fmt.number(float(known[year]), language, 1) for year in (first, last))
            told.append(
                say(
                    "trend.alt_line",
                    language,
                    name=name,
                    first=first,
                    before=before,
                    last=last,
                    after=after,
                )
            )
    return " ".join([f"{title}.", *told])
