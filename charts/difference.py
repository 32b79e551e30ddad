"""A map of which municipalities lie outside what is usual for those they are compared with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

import geo.municipalities as geo
from analysis.difference import SIDES, flagged, outside
from analysis.result import Result
from analysis.unusual import Unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import layers, theme
from charts.frame import Framed, Legend, framed
from charts.map import drawn
from charts.weights import reweighed
from geo.hatching import inside

OWN = frozenset({"in_doubt", "through_another", "nobody"})
"""Reasons that are no status of a figure and have words of their own."""


def difference(
    result: Result,
    found: Unusual,
    language: Language,
    *,
    reasons: Mapping[str, str],
    boundaries: str,
    chosen: str | None = None,
) -> Framed:
    """The map, each municipality by its side of its own limits; `reasons` by code of those without.

    `result` holds the figures of the one period, so that its sources are those of the map.
    """
    table = named(found)
    traces = [
        *_filled(table, result, found, language, boundaries=boundaries),
        *_left_out(table, reasons, result, language, boundaries=boundaries),
        *_flags(found),
        *layers.outlined(chosen, boundaries, edge=_edge(found, chosen)),
    ]
    title = titled("title", result, found, language)
    figure = framed(
        drawn(traces, language),
        [result],
        language,
        title=title,
        period=fmt.period(found.period, language),
        alt=_alt(found, reasons, language, title=title),
        legend=_legend(found, reasons, language),
    )
    return replace(figure, notes=(averaged(found, language),))


def titled(part: str, result: Result, found: Unusual, language: Language) -> str:
    """A title that names what is counted, the period and the comparison."""
    return say(
        f"difference.{part}",
        language,
        name=result.indicator.name[language],
        period=fmt.period(found.period, language),
        against=against(found, language),
    )


def against(found: Unusual, language: Language) -> str:
    """The comparison in a few words, as it stands in a sentence."""
    return say(f"difference.against_{found.kind}", language)


def averaged(found: Unusual, language: Language) -> str:
    """Who each municipality is held against, and how their figures became one."""
    told = say(f"difference.averaged_{found.kind}", language)
    other = reweighed(found.weights, language) if found.kind == "similar" else ""
    return f"{told} {other}" if other else told


def reason(code: str, language: Language) -> str:
    """Why a municipality was not compared, in words."""
    return say(f"difference.{code}" if code in OWN else f"status.{code}", language)


def named(found: Unusual) -> pd.DataFrame:
    """The municipalities with their codes and names, as the layers of a map take them."""
    table = found.table.rename_axis("area").reset_index()
    return table.assign(name=[geo.municipality(code).name for code in table["area"]])


def span(low: float, high: float, language: Language, *, decimals: int) -> str:
    """A range as text; a dash where it is not known."""
    if pd.isna(low) or pd.isna(high):
        return fmt.number(None, language)
    ends = (fmt.number(float(end), language, decimals) for end in (low, high))
    return "–".join(ends)


def words(rows: pd.DataFrame, result: Result, language: Language) -> list[list[str]]:
    """What a pointer is told of each: name, figure, interval, benchmark, usual limits, side."""
    decimals = result.indicator.decimals
    return [
        [
            row.name,
            fmt.number(row.value, language, decimals),
            span(row.lower, row.upper, language, decimals=decimals),
            fmt.number(row.benchmark, language, decimals),
            span(row.usual_lower, row.usual_upper, language, decimals=decimals),
            say(f"difference.side_{row.outside}", language),
            say("difference.hover_flag", language) if row.flag in ("lower", "higher") else "",
        ]
        for row in rows.itertuples(index=False)
    ]


def hover(result: Result, found: Unusual, language: Language) -> str:
    """The template that `words` fill."""
    return say(
        "difference.hover",
        language,
        unit=result.indicator.unit[language],
        against=against(found, language),
        source=layers.cited(result, language),
    )


def _filled(
    table: pd.DataFrame, result: Result, found: Unusual, language: Language, *, boundaries: str
) -> list[layers.Trace]:
    template = hover(result, found, language)
    return [
        layers.flat(part, boundaries, where, theme.SIDES[side])
        | {"customdata": words(part, result, language), "hovertemplate": template}
        for side in sorted(SIDES, key=lambda side: theme.SIDES[side] not in theme.DEEP)
        for where, part in layers.parts(table[table["outside"] == side])
    ]


def _edge(found: Unusual, chosen: str | None) -> str:
    """What the chosen outline lies on: another color than the fill's."""
    fill = theme.SIDES.get(found.table["outside"].get(chosen, ""), "")
    return theme.LINE_DEEP if fill in theme.DEEP else theme.LINE


def _left_out(
    table: pd.DataFrame,
    reasons: Mapping[str, str],
    result: Result,
    language: Language,
    *,
    boundaries: str,
) -> list[layers.Trace]:
    """Those that were not compared, as on the other map: in the color of the reason, hatched."""
    rows = table[table["area"].isin(reasons)]
    rows = rows.assign(status=rows["area"].map(reasons))
    hatched = rows.assign(status="missing", few=False, class_number=pd.NA)
    traces: list[layers.Trace] = []
    for code, alike in rows.groupby("status"):
        color = layers.WITHOUT.get(str(code), theme.NO_FIGURE)
        for where, part in layers.parts(alike):
            told = [
                [name, _with_figure(value, str(code), result, language)]
                for name, value in zip(part["name"], part["value"], strict=True)
            ]
            shapes = layers.flat(part, boundaries, where, color)
            template = say("map.hover_none", language)
            traces.append(shapes | {"customdata": told, "hovertemplate": template})
    return [*traces, *layers.hatched(hatched[rows["status"] != "not_reported"])]


def _with_figure(value: float, code: str, result: Result, language: Language) -> str:
    """The reason, and the figure where there is one: it is shown, with what is known of it."""
    why = reason(code, language)
    if code not in OWN:
        return why
    told = fmt.number(value, language, result.indicator.decimals)
    return say("difference.not_compared", language, value=told, reason=why)


def _flags(found: Unusual) -> list[layers.Trace]:
    """A dot on each whose difference is left when all are compared at once."""
    codes = [code for side in flagged(found).values() for code in side]
    traces: list[layers.Trace] = []
    for where, part in layers.parts(pd.DataFrame({"area": codes}, dtype="str")):
        lon, lat = inside(part["area"])
        edge = {"color": theme.FLAG_EDGE, "width": 1.5}
        traces.append(
            {
                "type": "scattergeo",
                "geo": where,
                "mode": "markers",
                "lon": lon,
                "lat": lat,
                "marker": {"size": 10, "color": theme.FLAG, "line": edge},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return traces


def _legend(found: Unusual, reasons: Mapping[str, str], language: Language) -> list[Legend]:
    lines = [
        Legend(theme.SIDES[side], say(f"difference.side_{side}", language), count)
        for side, count in outside(found).items()
    ]
    flags = sum(len(codes) for codes in flagged(found).values())
    lines.append(Legend(theme.FLAG, say("difference.flag", language), flags, "dot"))
    for code, count in sorted(Counter(reasons.values()).items()):
        reported = code != "not_reported"
        color = theme.NO_FIGURE if reported else theme.NOT_REPORTED
        mark = "hatch" if reported else "outline"
        lines.append(Legend(color, reason(code, language), count, mark))
    return lines


def _alt(found: Unusual, reasons: Mapping[str, str], language: Language, *, title: str) -> str:
    flags = sum(len(codes) for codes in flagged(found).values())
    counts = outside(found)
    return say(
        "difference.alt", language, title=title, flags=flags, left_out=len(reasons), **counts
    )
