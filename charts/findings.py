"""The small drawings of Overblik's findings, one for each, without any script in the browser."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

import geo.municipalities as geo
from analysis.findings import Finding
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import svg, theme
from charts.frame import Framed, Marker, framed, markers
from charts.trend import segments

TICK = 20
Draw = Callable[[Finding, Language, list[Marker]], list[str]]


def drawing(finding: Finding, language: Language, *, events: pd.DataFrame) -> Framed:
    """The finding drawn, in the same frame as every other figure."""
    draw, timed = _DRAWN[finding.id]
    periods = sorted(finding.drawn["series"]) if timed else []  # type: ignore[call-overload]
    found = markers(finding.results[-1], events, periods, language)
    title = say(f"finding.{finding.id}.drawn", language, **period_words(finding, language))
    alt = say("finding.alt", language, title=title, text=told(finding, language))
    return framed(
        svg.drawing(draw(finding, language, found), alt),
        finding.results,
        language,
        title=title,
        alt=alt,
        markers=found,
    )


def told(finding: Finding, language: Language) -> str:
    """The finding as a sentence, its numbers from the facts."""
    return say(f"finding.{finding.id}.{finding.variant}", language, **words(finding, language))


def words(finding: Finding, language: Language) -> dict[str, str]:
    """Every number, name and period of a finding as words."""
    numbers = {k: fmt.number(v, language, places) for k, (v, places) in finding.numbers.items()}
    areas = {key: geo.municipality(code).name for key, code in finding.areas.items()}
    return {**numbers, **areas, **period_words(finding, language)}


def period_words(finding: Finding, language: Language) -> dict[str, str]:
    """The periods of a finding as words."""
    return {key: fmt.period(code, language) for key, code in finding.periods.items()}


def _series(finding: Finding, language: Language, found: list[Marker]) -> list[str]:
    values: Mapping[str, float] = finding.drawn["series"]  # type: ignore[assignment]
    across = svg.Scale(*svg.span(map(int, values)), svg.LEFT + 14, svg.WIDTH - svg.RIGHT - 18)
    up = svg.Scale(*svg.span(values, zero=True), svg.HEIGHT - svg.BOTTOM, svg.TOP + 12)
    runs = segments(values, [marker.at for marker in found if marker.is_break])
    parts = [svg.rule(svg.LEFT, up(0), svg.WIDTH - svg.RIGHT, up(0))]
    for marker in found:
        x = across(marker.at - 0.5)
        parts += [svg.rule(x, svg.TOP, x, up(0), dash="" if marker.is_break else "2 3")]
        parts += [svg.text(x, svg.TOP - 6, marker.label)]
    for run in runs:
        points = [(across(int(year)), up(values[year])) for year in run]
        parts += [svg.path(points, theme.MAIN), *(svg.dot(*p, theme.MAIN) for p in points)]
    base, last = finding.periods["base"], finding.periods["last"]
    places = finding.results[0].indicator.decimals
    for year in (base, last):
        label = fmt.number(values[year], language, places)
        parts.append(svg.text(across(int(year)), up(values[year]) - 9, label, weight=600))
    ticks = dict.fromkeys((min(values), base, last))
    return [*parts, *(svg.text(across(int(year)), svg.HEIGHT - 6, year) for year in ticks)]


def _change(finding: Finding, language: Language, _: list[Marker]) -> list[str]:
    values: pd.Series[float] = finding.drawn["change"]  # type: ignore[assignment]
    low, high = min(0.0, float(values.min())), float(values.max())
    across = svg.Scale(low, high, svg.LEFT + 12, svg.WIDTH - svg.RIGHT - 12)
    floor = svg.HEIGHT - svg.BOTTOM - 6
    parts = [svg.rule(across(0), svg.TOP, across(0), floor + 6, width=1.5, opacity=0.9)]
    parts += [svg.rule(svg.LEFT, floor + 6, svg.WIDTH - svg.RIGHT, floor + 6)]
    parts += _stacked([(across(value), "") for value in values.sort_values()], floor)
    for value in range(0, int(high) + 1, TICK):
        label = fmt.signed(value, language) if value else "0"
        parts.append(svg.text(across(value), svg.HEIGHT - 6, label))
    return parts


def _stacked(places: list[tuple[float, str]], floor: float) -> list[str]:
    """Dots that would hide each other are stacked upward."""
    heights: dict[int, int] = {}
    parts = []
    for x, _ in places:
        column = round(x / 7)
        heights[column] = heights.get(column, 0) + 1
        parts.append(svg.dot(column * 7, floor - 7 * (heights[column] - 1), theme.MAIN, opacity=0.75))
    return parts


def _spread(finding: Finding, language: Language, _: list[Marker]) -> list[str]:
    columns: list[pd.Series[float]] = [finding.drawn["then"], finding.drawn["now"]]  # type: ignore[list-item]
    low, high = svg.span([float(v) for column in columns for v in column], zero=True)
    across = svg.Scale(low, high, svg.LEFT + 40, svg.WIDTH - svg.RIGHT - 12)
    parts: list[str] = []
    for y, column, key, found in zip((48, 100), columns, ("base", "last"), finding.drawn["spreads"], strict=True):  # type: ignore[call-overload]
        parts.append(svg.band(across(found.p10), y - 13, across(found.p90) - across(found.p10), 26, theme.MAIN))
        parts += [svg.dot(across(v), y + (n % 5 - 2) * 4, theme.MAIN, opacity=0.6, radius=2.5) for n, v in enumerate(column)]
        parts.append(svg.text(svg.LEFT, y + 4, fmt.period(finding.periods[key], language), anchor="start", weight=600))
    parts.append(svg.text(across(found.lowest[1]), 132, geo.municipality(found.lowest[0]).name))
    parts.append(svg.text(across(found.highest[1]), 132, geo.municipality(found.highest[0]).name, anchor="end"))
    return [*parts, svg.text(svg.WIDTH / 2, 14, say("finding.apart.band", language))]


def _pairs(finding: Finding, language: Language, _: list[Marker]) -> list[str]:
    pairs: pd.DataFrame = finding.drawn["pairs"]  # type: ignore[assignment]
    across = svg.Scale(*svg.span(pairs["second"], zero=True), svg.LEFT + 8, svg.WIDTH - svg.RIGHT - 8)
    up = svg.Scale(*svg.span(pairs["first"], zero=True), svg.HEIGHT - svg.BOTTOM, svg.TOP + 4)
    parts = [
        svg.rule(svg.LEFT, up(0), svg.WIDTH - svg.RIGHT, up(0)),
        svg.rule(svg.LEFT, svg.TOP, svg.LEFT, up(0)),
        svg.text(svg.WIDTH - svg.RIGHT, svg.HEIGHT - 6, say("finding.poverty.across", language), anchor="end"),
        svg.text(svg.LEFT, 12, say("finding.poverty.up", language), anchor="start"),
    ]
    return [*parts, *(svg.dot(across(p.second), up(p.first), theme.MAIN, opacity=0.6) for p in pairs.itertuples())]


_DRAWN: dict[str, tuple[Draw, Any]] = {
    "rise": (_series, True),
    "higher": (_change, False),
    "apart": (_spread, False),
    "poverty": (_pairs, False),
    "support": (_series, True),
}
