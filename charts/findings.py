"""The small drawings of Overblik's findings, one for each, without any script in the browser."""

from collections import Counter
from collections.abc import Callable, Mapping

import pandas as pd

import geo.municipalities as geo
from analysis.finding import Finding
from analysis.spread import Spread
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import svg, theme
from charts.frame import Framed, Marker, framed, markers
from charts.years import segments

START, END = svg.LEFT, svg.WIDTH - svg.RIGHT
FLOOR = svg.HEIGHT - svg.BOTTOM
FOOT = svg.HEIGHT - 6
"""Where the words below a drawing stand."""

TICK = 20
ROWS = (48, 100)
ENDS = 126
"""The two years of the spread, and the names below its lowest and highest, from the top."""


def drawing(finding: Finding, language: Language, *, events: pd.DataFrame) -> Framed:
    """The finding drawn, in the same frame as every other figure."""
    periods = sorted(finding.drawn.get("series", {}))
    found = markers(finding.results[-1], events, periods, language)
    parts = _series(finding, language, found) if periods else _DRAWN[finding.id](finding, language)
    title = say(f"finding.{finding.id}.drawn", language, **words(finding, language))
    alt = say("finding.alt", language, title=title, text=told(finding, language).replace("**", ""))
    return framed(
        svg.drawing(parts, alt),
        finding.results,
        language,
        title=title,
        alt=alt,
        markers=found,
    )


def told(finding: Finding, language: Language) -> str:
    """The finding in words that describe, and what more of it the figures allow to be said."""
    keys = dict.fromkeys(("described", finding.variant))
    values = words(finding, language)
    return " ".join(say(f"finding.{finding.id}.{key}", language, **values) for key in keys)


def words(finding: Finding, language: Language) -> dict[str, str]:
    """Every number, name and period of a finding as words."""
    numbers = {k: fmt.number(v, language, places) for k, (v, places) in finding.numbers.items()}
    changes = {k: fmt.signed(v, language, places) for k, (v, places) in finding.changes.items()}
    areas = {key: geo.municipality(code).name for key, code in finding.areas.items()}
    left = fmt.listed([geo.municipality(code).name for code in finding.left_out], language)
    return {
        **numbers,
        **changes,
        **areas,
        "left_out": left or say("finding.nobody", language),
        "who": say("finding.together" if finding.together else "finding.whole", language),
        **period_words(finding, language),
    }


def period_words(finding: Finding, language: Language) -> dict[str, str]:
    """The periods of a finding as words."""
    return {key: fmt.period(code, language) for key, code in finding.periods.items()}


def _series(finding: Finding, language: Language, found: list[Marker]) -> list[str]:
    values: Mapping[str, float] = finding.drawn["series"]
    across = svg.Scale(*svg.span(map(int, values)), START + 14, END - 18)
    up = svg.Scale(*svg.span(values, zero=True), FLOOR, svg.TOP + 12)
    breaks = [marker.at for marker in found if marker.is_break]
    runs = [
        [(across(int(year)), up(values[year])) for year in run] for run in segments(values, breaks)
    ]
    base, last = finding.periods["base"], finding.periods["last"]
    ticks = dict.fromkeys((min(values), base, last))
    return [
        svg.rule(START, up(0), END, up(0)),
        *(part for marker in found for part in _mark(marker, across(marker.at - 0.5), up(0))),
        *(part for run in runs for part in _run(run)),
        *(_label(finding, year, across, up, language) for year in (base, last)),
        *(svg.text(across(int(year)), FOOT, year) for year in ticks),
    ]


def _mark(marker: Marker, x: float, floor: float) -> list[str]:
    line = svg.rule(x, svg.TOP, x, floor, dash="" if marker.is_break else "2 3")
    return [line, svg.text(x, svg.TOP - 6, marker.label)]


def _run(points: list[svg.Point]) -> list[str]:
    return [svg.path(points, theme.MAIN), *(svg.dot(*point, theme.MAIN) for point in points)]


def _label(
    finding: Finding, year: str, across: svg.Scale, up: svg.Scale, language: Language
) -> str:
    value = finding.drawn["series"][year]
    label = fmt.number(value, language, finding.results[0].indicator.decimals)
    return svg.text(across(int(year)), up(value) - 9, label, weight=600)


def _change(finding: Finding, language: Language) -> list[str]:
    values: pd.Series[float] = finding.drawn["change"]
    low, high = min(0.0, float(values.min())), float(values.max())
    across = svg.Scale(low, high, START + 12, END - 12)
    ticks = range(0, int(high) + 1, TICK)
    labels = {tick: fmt.signed(tick, language) if tick else "0" for tick in ticks}
    return [
        svg.rule(across(0), svg.TOP, across(0), FLOOR, width=1.5, opacity=0.9),
        svg.rule(START, FLOOR, END, FLOOR),
        *_stacked([across(value) for value in values.sort_values()]),
        *(svg.text(across(tick), FOOT, label) for tick, label in labels.items()),
    ]


def _stacked(places: list[float]) -> list[str]:
    """Dots that would hide each other are stacked upward."""
    heights: Counter[int] = Counter()
    parts = []
    for x in places:
        column = round(x / 7)
        y = FLOOR - 6 - 7 * heights[column]
        parts.append(svg.dot(column * 7, y, theme.MAIN, opacity=0.75))
        heights[column] += 1
    return parts


def _spread(finding: Finding, language: Language) -> list[str]:
    then: pd.Series[float] = finding.drawn["then"]
    now: pd.Series[float] = finding.drawn["now"]
    before, after = finding.drawn["spreads"]
    when = period_words(finding, language)
    across = svg.Scale(*svg.span([*then, *now], zero=True), START + 40, END - 12)
    (low_area, low), (high_area, high) = after.lowest, after.highest
    names = geo.municipality(low_area).name, geo.municipality(high_area).name
    return [
        *_year(when["base"], then, before, ROWS[0], across),
        *_year(when["last"], now, after, ROWS[1], across),
        *svg.ends(across(low), across(high), ENDS, names),
        *(svg.text(across(tick), FOOT, str(tick)) for tick in svg.ticks(high)),
        svg.text(svg.WIDTH / 2, 14, say("finding.apart.band", language)),
    ]


def _year(
    name: str, values: "pd.Series[float]", found: Spread, y: float, across: svg.Scale
) -> list[str]:
    """A row of dots, a little apart, on a band from the 10th to the 90th percentile."""
    left, right = across(found.p10), across(found.p90)
    dots = [
        svg.dot(across(value), y + (number % 5 - 2) * 4, theme.MAIN, opacity=0.6, radius=2.5)
        for number, value in enumerate(values)
    ]
    band = svg.band(left, y - 13, right - left, 26, theme.MAIN)
    return [band, *dots, svg.text(START, y + 4, name, anchor="start", weight=600)]


def _pairs(finding: Finding, language: Language) -> list[str]:
    pairs: pd.DataFrame = finding.drawn["pairs"]
    across = svg.Scale(*svg.span(pairs["second"], zero=True), START + 8, END - 8)
    up = svg.Scale(*svg.span(pairs["first"], zero=True), FLOOR, svg.TOP + 4)
    return [
        svg.rule(START, up(0), END, up(0)),
        svg.rule(START, svg.TOP, START, up(0)),
        svg.text(END, FOOT, say("finding.poverty.across", language), anchor="end"),
        svg.text(START, 12, say("finding.poverty.up", language), anchor="start"),
        *(
            svg.text(across(tick), FOOT, str(tick))
            for tick in _early(svg.ticks(float(pairs["second"].max()), most=6))
        ),
        *(
            svg.text(START + 3, up(tick), str(tick), anchor="start")
            for tick in svg.ticks(float(pairs["first"].max()))[1:3]
        ),
        *(
            svg.dot(across(second), up(first), theme.MAIN, opacity=0.6)
            for first, second in zip(pairs["first"], pairs["second"], strict=True)
        ),
    ]


def _early(ticks: list[int]) -> list[int]:
    """The lower ones, which leave room for the words at the end of the axis."""
    return ticks[: max(len(ticks) * 2 // 3, 1)]


_DRAWN: Mapping[str, Callable[[Finding, Language], list[str]]] = {
    "each": _change,
    "apart": _spread,
    "poverty": _pairs,
}
"""What draws a finding that is no series."""
