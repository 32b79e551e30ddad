"""One municipality's figure in one period, and its series beside its comparison and neighbors."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import law
from analysis.faults import reasons
from analysis.measure import COUNTRY, measure
from analysis.notes import on_area
from analysis.peers import beside as near_ones
from analysis.peers import limits, series, together
from analysis.position import irregular, positions
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import dots, theme, trend
from charts.frame import Framed
from charts.spark import spark
from charts.trend import Line
from pages.components import municipal, show, verdict
from pages.components.beside import Beside
from pages.components.session import Run
from reports.beside import Compared


def figure(
    run: Run,
    result: Result,
    *,
    period: str,
    area: str,
    notes: bool = True,
    beside: Beside | None = None,
) -> None:
    """The figure of one municipality in one period, how sure it is, and where it lies.

    It is held against `beside`, the reader's comparison; without one against the 98 together.
    """
    language = run.language
    row = result.table[(result.table["area"] == area) & (result.table["period"] == period)]
    status = row["status"].iloc[0] if len(row) else "missing"
    when = fmt.period(period, language)
    show.mark(result, language)
    if status == "ok":
        value = fmt.number(float(row["value"].iloc[0]), language, result.indicator.decimals)
        unit = result.indicator.unit[language]
        show.big(value, say("close_up.unit", language, unit=unit, period=when))
        if told := municipal.behind(row.iloc[0], result, language):
            st.markdown(told)
        if area in irregular(result):
            st.markdown(say("close_up.through_another", language))
        elif ends := verdict.interval(row.iloc[0], result, language):
            st.markdown(ends[:1].upper() + ends[1:])
        country = country_name(measure(run.facts, result.indicator.id, area=COUNTRY), language)
        if said := verdict.compared(
            run, result, period=period, area=area, country=country, against=beside
        ):
            st.markdown(said)
        alike = verdict.alike(run, result, period=period, area=area, against=beside)
        if not alike and (place := positions(result, period).get(area)):
            st.markdown(say("close_up.position", language, lower=place.lower, others=place.others))
    else:
        reason = say(f"status.{status}", language)
        show.big("–", say("close_up.none", language, status=reason, period=when))
        if area in irregular(result):
            st.markdown(say("close_up.through_another", language))
    if notes:
        show.cautions(show.noted(on_area(result, area, period), language), language)


def small(result: Result, area: str, language: Language, *, chosen: Sequence[str]) -> None:
    """The municipality's own series as a small drawing, where it has one."""
    figure = spark(result, area, language, chosen=chosen)
    if figure is not None:
        taken = show.show(figure, language, key="spark", level=4)
        own, decimals = result.where(result.table["area"] == area), result.indicator.decimals
        values = {geo.municipality(area).name: series(result, area)}
        table = pd.DataFrame(values).map(lambda value: fmt.number(value, language, decimals))
        show.files(show.of_results(table, [own], language), key="spark", beside=taken)


def drawn(run: Run, result: Result, others: Compared, *, period: str, area: str) -> Framed:
    """The development of one municipality; where it has none of its own, it among the others."""
    if area in irregular(result) or len(set(result.usable()["period"])) < 2:
        return dots(result, run.language, period=period, chosen=area)
    return development(run, result, others, area=area)


def development(run: Run, result: Result, others: Compared, *, area: str) -> Framed:
    """The series of one municipality beside its comparison, its neighbors and the country."""
    lang = run.language
    whole = measure(run.facts, result.indicator.id, area=COUNTRY)
    own = geo.municipality(area)
    lines = [own_line(result, area, lang)]
    if country := series(whole, COUNTRY):
        lines.append(Line(country_name(whole, lang), country, theme.MAIN))
    if not stands_twice(others, whole, lang):
        lines.append(Line(others.name, others.level.values, theme.QUIET))
    colors = cycle(theme.OTHERS)
    for near, values in near_ones(result, area):
        lines.append(Line(neighbor_name(near, lang), values, next(colors), "faint"))
    what = result.indicator.name[lang]
    title = say("close_up.development", lang, what=what, name=own.name)
    kept = [line for line in lines if line.values]
    figure = trend([result, whole], kept, lang, title=title, events=law.marked(run.facts))
    return replace(figure, notes=(*figure.notes, others.told))


def own_line(result: Result, area: str, language: Language) -> Line:
    """The municipality's own line: the only one with limits, and with its figures in doubt."""
    rows = result.usable()
    rows = rows[rows["area"] == area]
    why = reasons(result, rows, language)
    doubts = {period: text for period, text in zip(rows["period"], why, strict=True) if text}
    name, values = geo.municipality(area).name, series(result, area)
    return Line(name, values, theme.CHOSEN, "own", limits(result, area), doubts)


def neighbor_name(near: geo.Neighbor, language: Language) -> str:
    """A neighbor's name, with what makes it one where that is not a sure border on land."""
    name = geo.municipality(near.code).name
    if near.kind == "link":
        return say("close_up.linked", language, name=name)
    return say("close_up.doubtful", language, name=name) if near.doubtful else name


def stands_twice(others: Compared, whole: Result, language: Language) -> bool:
    """Whether the comparison is the national series that stands beside it anyway."""
    return others.level.how == "printed" or others.name == country_name(whole, language)


def country_name(whole: Result, language: Language) -> str:
    """The 98 together are called that; only the publisher's own row is called the country."""
    return say("area.together" if together(whole) else "area.country", language)
