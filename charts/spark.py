"""One municipality's own series as a small drawing: gaps where there is no figure or a break."""

from collections.abc import Sequence

import pandas as pd

import geo.municipalities as geo
from analysis.faults import reasons
from analysis.measure import periods
from analysis.peers import series
from analysis.position import irregular
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import svg, theme
from charts.frame import Framed, Marker, framed, markers
from charts.years import segments

HEIGHT = 84
START, END = svg.LEFT + 12, svg.WIDTH - svg.RIGHT - 12
TOP, FLOOR = svg.TOP + 4, HEIGHT - svg.BOTTOM
FOOT = HEIGHT - 6


def spark(
    result: Result, area: str, language: Language, *, chosen: Sequence[str] = ()
) -> Framed | None:
    """The series from zero up, with the `chosen` years' figures written; same `Result` as the map.

    None where there are fewer than two figures, or they are not the municipality's own.
    """
    values, years = series(result, area), periods(result)
    if len(values) < 2 or area in irregular(result):
        return None
    found = markers(result, pd.DataFrame(), years, language)
    across = svg.Scale(*svg.span(map(int, years)), START, END)
    up = svg.Scale(*svg.span(values, zero=True), FLOOR, TOP)
    places = {year: (across(int(year)), up(value)) for year, value in values.items()}
    runs = segments(values, [marker.at for marker in found])
    doubts = _doubts(result, area, language)
    marked = [year for year in dict.fromkeys(chosen) if year in values]
    parts = [
        svg.rule(START - 8, FLOOR, END + 8, FLOOR),
        *(svg.text(across(int(year)), FLOOR - 3, "–") for year in years if year not in values),
        *(part for marker in found for part in _break(marker, across)),
        *(svg.path([places[year] for year in run], theme.CHOSEN, width=2) for run in runs),
        *(svg.dot(*places[year], theme.CHOSEN, radius=2) for run in runs for year in run),
        *(svg.ring(*places[year], theme.INK, radius=5) for year in doubts),
        *(
            part
            for year in marked
            for part in _figure(places[year], values[year], result, language)
        ),
        *(svg.text(across(int(year)), FOOT, year) for year in _feet(years, marked)),
    ]
    title = say("spark.title", language, name=geo.municipality(area).name)
    alt = _alt(values, years, found, doubts, result, title, language)
    return framed(
        svg.drawing(parts, alt, height=HEIGHT),
        [result],
        language,
        title=title,
        alt=alt,
        period=f"{years[0]}–{years[-1]}",
        markers=[
            *found,
            *(Marker(int(year), "", told, is_break=False) for year, told in doubts.items()),
        ],
    )


def _doubts(result: Result, area: str, language: Language) -> dict[str, str]:
    """The years whose figure is in doubt, each with the words that say so."""
    rows = result.usable()
    rows = rows[rows["area"] == area].sort_values("period")
    why = zip(rows["period"], reasons(result, rows, language), strict=True)
    return {year: say("spark.doubt", language, year=year, text=text) for year, text in why if text}


def _break(marker: Marker, across: svg.Scale) -> list[str]:
    x = across(marker.at - 0.5)
    return [svg.rule(x, svg.TOP - 4, x, FLOOR), svg.text(x, svg.TOP - 6, marker.label)]


def _figure(place: svg.Point, value: float, result: Result, language: Language) -> list[str]:
    """A chosen year's figure, written on the side of its dot where there is room."""
    x, y = place
    label = fmt.number(value, language, result.indicator.decimals)
    anchor = "start" if x < START + 20 else "end" if x > END - 20 else "middle"
    return [
        svg.dot(x, y, theme.CHOSEN, radius=4),
        svg.text(x, y - 9, label, anchor=anchor, weight=600),
    ]


def _feet(years: Sequence[str], marked: Sequence[str]) -> list[str]:
    """The first and last year, and the chosen ones that do not run into those."""
    ends = [int(years[0]), int(years[-1])]
    apart = (year for year in marked if min(abs(int(year) - end) for end in ends) > 1)
    return [years[0], *apart, years[-1]]


def _alt(
    values: dict[str, float],
    years: Sequence[str],
    breaks: Sequence[Marker],
    doubts: dict[str, str],
    result: Result,
    title: str,
    language: Language,
) -> str:
    """Every year's figure in words, and where there is none."""
    told = [
        say(
            "spark.year",
            language,
            year=year,
            value=fmt.number(values[year], language, result.indicator.decimals)
            if year in values
            else say("status.missing", language),
        )
        for year in years
    ]
    texts = [marker.text for marker in breaks]
    return " ".join([f"{title}.", f"{'; '.join(told)}.", *texts, *doubts.values()])
