"""The municipalities as dots in one year, by group, with the quartiles of each group."""

from dataclasses import replace
from typing import Any

import pandas as pd

import geo.municipalities as geo
from analysis.faults import reasons
from analysis.position import in_period
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import marks, theme
from charts.frame import Framed, framed

HEIGHT = 360
LANES = 5
"""Dots of one group lie in this many lanes, so that equal values do not hide each other."""


def dots(result: Result, language: Language, *, period: str, chosen: str | None = None) -> Framed:
    """Every usable municipal value of one period, one row a group; the chosen one stands out."""
    rows = in_period(result.usable(), period)
    areas = [geo.municipality(code) for code in rows["area"]]
    table = rows.assign(
        name=[a.name for a in areas],
        group=[a.group for a in areas],
        doubt=reasons(result, rows, language),
    )
    groups = list(dict.fromkeys(m.group for m in sorted(geo.municipalities().values(), key=_code)))
    traces = [
        _dots(table, groups, result, language),
        *_quartiles(table, groups, language),
        *_chosen(table, groups, chosen, result, language),
    ]
    when = fmt.period(period, language)
    title = say("dots.title", language, what=result.indicator.name[language], period=when)
    labels = [say(f"group.{_group_code(group)}", language) for group in groups]
    drawn = framed(
        {"data": traces, "layout": _layout(labels)},
        [result],
        language,
        title=title,
        period=when,
        alt=_alt(table, groups, labels, result, language, title=title),
    )
    return replace(drawn, notes=(*drawn.notes, *_notes(table, language)))


def _notes(table: pd.DataFrame, language: Language) -> list[str]:
    """What an open circle says, where there is one."""
    names = sorted(table[table["doubt"] != ""]["name"], key=fmt.danish)
    named = fmt.listed(names, language)
    return [say("verdict.doubt_dots", language, names=named)] if names else []


def _dots(
    table: pd.DataFrame, groups: list[str], result: Result, language: Language
) -> dict[str, Any]:
    table = table.sort_values("value")
    lane = table.groupby("group").cumcount() % LANES - LANES // 2
    place = table["group"].map(groups.index) + lane * 0.11
    unit, decimals = result.indicator.unit[language], result.indicator.decimals
    names, ends = table["name"].tolist(), table[["name", "lower", "upper"]].dropna()
    doubts = {row.name: row.doubt for row in table.itertuples(index=False) if row.doubt}
    limits = {row.name: (row.lower, row.upper) for row in ends.itertuples(index=False)}
    hover = f"%{{text}}: <b>%{{x:,.{decimals}f}}</b> {unit}%{{customdata}}<extra></extra>"
    more = marks.hovers(names, limits, doubts, language, decimals=decimals)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": table["value"].tolist(),
        "y": place.tolist(),
        "text": names,
        "customdata": more,
        "marker": {
            "size": 7,
            "color": theme.MAIN,
            "opacity": 0.8,
            "symbol": marks.symbols(names, doubts),
        },
        "hovertemplate": hover,
        "showlegend": False,
    }


def _quartiles(table: pd.DataFrame, groups: list[str], language: Language) -> list[dict[str, Any]]:
    """The middle half as a band and the median as a mark; no band where there are under five."""
    found = []
    for place, group in enumerate(groups):
        values = table[table["group"] == group]["value"]
        if len(values) < LANES:
            continue
        low, middle, high = (float(values.quantile(q)) for q in (0.25, 0.5, 0.75))
        name = say("dots.quartiles", language)
        found.append(_line([low, high], [place, place], theme.GRID, 22, name))
        found.append(_line([middle, middle], [place - 0.3, place + 0.3], theme.QUIET, 2.5, name))
    return found


def _line(x: list[float], y: list[float], color: str, width: float, name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": name,
        "line": {"color": color, "width": width},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _chosen(
    table: pd.DataFrame, groups: list[str], chosen: str | None, result: Result, language: Language
) -> list[dict[str, Any]]:
    row = table[table["area"] == chosen]
    if row.empty:
        return []
    found = row.iloc[0]
    text = say(
        "dots.chosen",
        language,
        name=found["name"],
        value=fmt.number(float(found["value"]), language, result.indicator.decimals),
    )
    value, middle = float(found["value"]), float(table["value"].median())
    place, hollow = groups.index(found["group"]), bool(found["doubt"])
    return [_labelled(value, place, text, high=value > middle, hollow=hollow)]


def _labelled(x: float, y: float, text: str, *, high: bool, hollow: bool) -> dict[str, Any]:
    edge = {"color": theme.CHOSEN if hollow else theme.BORDER, "width": 1.5}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x],
        "y": [y],
        "text": [text],
        "textposition": "top left" if high else "top right",
        "marker": {
            "size": 13,
            "color": theme.CHOSEN,
            "line": edge,
            "symbol": "circle-open" if hollow else "circle",
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(labels: list[str]) -> dict[str, Any]:
    return {
        **theme.LAYOUT,
        "height": HEIGHT,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "xaxis": {"gridcolor": theme.GRID, "zeroline": False, "automargin": True},
        "yaxis": {
            "tickvals": list(range(len(labels))),
            "ticktext": labels,
            "range": [len(labels) - 0.4, -0.6],
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
        },
    }


def _alt(
    table: pd.DataFrame,
    groups: list[str],
    labels: list[str],
    result: Result,
    language: Language,
    *,
    title: str,
) -> str:
    told = [
        say(
            "dots.alt_group",
            language,
            group=label,
            count=len(values),
            median=fmt.number(float(values.median()), language, result.indicator.decimals),
        )
        for group, label in zip(groups, labels, strict=True)
        if len(values := table[table["group"] == group]["value"])
    ]
    return " ".join([f"{title}.", *told])


def _code(municipality: geo.Municipality) -> str:
    return municipality.group_code


def _group_code(group: str) -> str:
    return next(m.group_code for m in geo.municipalities().values() if m.group == group)
