"""A municipality's series around the day of its reorganisation, described and never judged."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import law
from analysis.measure import COUNTRY, leading, measure
from analysis.notes import on_area
from analysis.peers import series
from analysis.reorganised import MOST, Around, around, means
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme, trend
from charts.frame import Marker
from charts.trend import Line
from data.schema.workspace import OwnSaying
from pages.components import beside, close_up, coverage, pick, show, signed
from pages.components.session import Run
from reports.beside import Compared


def section(run: Run, area: str, row: OwnSaying) -> None:
    """The municipality's own words, its series with the mark, and what that cannot show."""
    lang, day = run.language, date.fromisoformat(row.value)
    told = say("reorganised.told", lang, date=fmt.date(row.value, lang), text=row.text)
    st.caption(say("reorganised.whose", lang))
    st.html(f"<blockquote class='atlas-own-words'>{signed.lines_of(told)}</blockquote>")
    signed.line(row, lang)
    name = pick.switch(run.facts, lang) or leading(run.facts)
    result = measure(run.facts, name, area_kind="municipality")
    if not series(result, area):
        st.markdown(say("reorganised.no_figures", lang))
        return
    others = beside.compared(run, beside.usual(run, area), result)
    lines = _lines(run, result, others, area)
    title = say(
        "reorganised.title",
        lang,
        what=result.indicator.name[lang],
        name=geo.municipality(area).name,
    )
    whole = measure(run.facts, name, area=COUNTRY)
    drawn = trend(
        [result, whole],
        lines,
        lang,
        title=title,
        events=law.marked(run.facts),
        also=_mark(day, lines[0], lang),
    )
    cannot = [say(f"reorganised.cannot_{part}", lang) for part in ("cause", "few")]
    minded = [*cannot, *show.noted(on_area(result, area), lang, dated=True)]
    drawn = replace(drawn, notes=(*drawn.notes, others.told), minded=tuple(minded))
    taken = show.show(drawn, lang, key="reorganised", level=4)
    rows = result.where(result.table["area"] == area)
    _means(around(result, area, day), rows, lines, lang)
    if coverage.reach(run) == "embedded":
        st.caption(say("reorganised.before_fetch", lang))
    show.cautions(minded, lang)
    years = _years(lines, result, lang)
    show.table(years, rows, lang, key="reorganised", compared=others, beside=taken)


def _lines(run: Run, result: Result, others: Compared, area: str) -> list[Line]:
    """The municipality, the country and the ten most alike; those there are."""
    lang = run.language
    whole = measure(run.facts, result.indicator.id, area=COUNTRY)
    lines = [close_up.own_line(result, area, lang)]
    if country := series(whole, COUNTRY):
        lines.append(Line(close_up.country_name(whole, lang), country, theme.MAIN))
    if others.level.values and not close_up.stands_twice(others, whole, lang):
        lines.append(Line(others.name, others.level.values, theme.QUIET))
    return lines


def _mark(day: date, own: Line, language: Language) -> list[Marker]:
    """The day within its year; none where the series does not reach it."""
    days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    at = day.year + (day - date(day.year, 1, 1)).days / days
    years = [int(year) for year in own.values]
    if not min(years) <= at <= max(years) + 1:
        return []
    text = say("reorganised.mark_text", language, date=fmt.date(day.isoformat(), language))
    return [Marker(at, say("reorganised.mark", language), text, is_break=False)]


def _means(found: Around, result: Result, lines: list[Line], language: Language) -> None:
    """The mean of the years before and after for each line, or why there is none."""
    if found.across:
        st.caption(say("reorganised.across", language, text=found.across[language]))
    if found.why:
        st.markdown(say(f"reorganised.why_{found.why}", language))
        return
    table = means(found, {line.name: line.values for line in lines})
    heads = {
        part: say(
            f"reorganised.column_{part}",
            language,
            years=fmt.listed(list(getattr(found, part)), language),
        )
        for part in ("before", "after")
    }
    decimals = result.indicator.decimals
    shown = table.map(lambda v: fmt.number(v, language, decimals)).rename(columns=heads)
    what = f"{result.indicator.name[language]}: {say('reorganised.means', language)}"
    show.numbers(show.of_results(shown, [result], language, what=what), key="reorganised-means")
    left = say("reorganised.left_out", language, year=found.left_out) if found.left_out else ""
    note = say("reorganised.means_note", language, unit=result.indicator.unit[language], most=MOST)
    st.caption(f"{note} {left}".strip())


def _years(lines: list[Line], result: Result, language: Language) -> pd.DataFrame:
    years = sorted({year for line in lines for year in line.values})
    decimals = result.indicator.decimals
    columns = {
        line.name: [
            fmt.number(line.values.get(year, float("nan")), language, decimals) for year in years
        ]
        for line in lines
    }
    return pd.DataFrame(columns, index=pd.Index(years))
