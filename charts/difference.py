"""A map of which municipalities lie outside what is usual for those they are compared with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from analysis.difference import flagged, outside
from analysis.result import Result
from analysis.unusual import Unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import layers, theme
from charts.difference_layers import flags_over, sides, without
from charts.difference_words import (
    averaged,
    named,
    reason,
    titled,
)
from charts.frame import Framed, Legend, framed
from charts.map import drawn


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
        *sides(table, result, found, language, boundaries=boundaries),
        *without(table, reasons, result, language, boundaries=boundaries),
        *flags_over(found),
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


def _edge(found: Unusual, chosen: str | None) -> str:
    """What the chosen outline lies on: another color than the fill's."""
    fill = theme.SIDES.get(found.table["outside"].get(chosen, ""), "")
    return theme.LINE_DEEP if fill in theme.DEEP else theme.LINE


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
