"""A municipality's own figures on a page: whole in its own view, fit to leave it on the profile."""

from dataclasses import replace

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import own
from analysis.own import MEASURES, SHARE, Own
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import months
from charts.frame import Framed
from pages.components import announced, own_shelf, own_tables, places, show
from pages.components.leads import leads
from pages.components.session import Run


def view(run: Run, area: str) -> None:
    """The municipality's own view: nothing is hidden here, and the page says so."""
    lang, found = run.language, own.figures(area, outside=False)
    with st.container(border=True):
        st.subheader(say("own.view_heading", lang), anchor=False)
        if found is None:
            st.markdown(say("own.empty", lang))
            show.source((), lang)
            return
        show.cautions([say("own.view_caution", lang), say("own.who_sees", lang)], lang)
        _charts(found, lang, key="own")
        _months(found, lang)
        _division(found, lang)
        show.source(tuple(found.snapshots.values()), lang)


def section(run: Run, area: str) -> None:
    """On the profile: what the municipality has uploaded, small counts hidden; else nothing."""
    lang = run.language
    if not own_shelf.readable(lang):
        return
    found = own.figures(area, outside=True)
    if found is None:
        return
    with st.container(border=True):
        places.heading(run, say("own.profile_heading", lang), "egne-tal")
        st.markdown(say("own.profile_lead", lang, name=geo.municipality(area).name))
        _charts(found, lang, key="profile.own")
        title = say("own.years_heading", lang)
        st.markdown(f"**{title}**")
        years = own_tables.shown(own_tables.years(found, lang), found, lang, what=title)
        show.numbers(years, key="own-years")
        outcomes(found, lang)
        show.cautions([say("own.hidden_note", lang), say("own.not_published", lang)], lang)
        show.source(tuple(found.snapshots.values()), lang)
        link(area, lang)


def outcomes(found: Own, language: Language) -> bool:
    """What followed by notifier in the newest year; whether there is anything to show of it."""
    years = found.periods(years=True, division="notifier")
    if years:
        told = own_tables.year_told(found, years[-1], "notifier", language)
        title = say("own.outcome_heading", language, period=told)
        st.markdown(f"**{title}**")
        table = own_tables.groups(found, "notifier", years[-1], language)
        part = own_tables.by_group("notifier")
        rows = own_tables.shown(table, found, language, what=title, part=part)
        show.numbers(rows, key="own-outcomes")
    return bool(years)


def link(area: str, language: Language) -> None:
    """The way to the page where the municipality uploads, sees and removes its figures."""
    leads("own", say("own.link", language), language, area=area)


def _charts(found: Own, language: Language, *, key: str) -> None:
    """Notifications and the share assessed in time, month by month."""
    left, right = st.columns(2, gap="large")
    for column, measure in ((left, MEASURES[0]), (right, SHARE)):
        with column:
            _chart(found, measure, language, key=f"{key}.{measure}")


def _chart(found: Own, measure: str, language: Language, *, key: str) -> None:
    """One measure; its pictures are drawn of what may leave, as its rows are written."""
    result = found.result(measure, years=False)
    if not result.table["value"].notna().any():
        st.markdown(say(f"own.no_{measure}", language))
        return
    title = result.indicator.name[language]

    def leaving() -> Framed:
        return months(own.leaving(found).result(measure, years=False), language, title=title)

    drawn = months(result, language, title=title)
    taken = show.show(drawn, language, key=key, level=4, leaving=leaving)
    rows = own_tables.kept_in(found, language, what=title, part=own_tables.by_month(measure))
    # More months may be hidden in the files than in the drawing, which says how many it lacks.
    show.files(rows, key=key, beside=replace(taken, figure=replace(drawn, notes=())))


def _months(found: Own, language: Language) -> None:
    """The totals, a row a month."""
    title = say("own.months_heading", language)
    with st.expander(title):
        _whole(own_tables.months(found, language), "own-months")
    show.files(own_tables.kept_in(found, language, what=title), key="own-months")


def _division(found: Own, language: Language) -> None:
    """The groups of one division in one month or year, as chosen."""
    divisions = [name for name in own.GROUPS if found.periods(years=True, division=name)]
    if not divisions:
        return
    left, right = st.columns(2)
    names = {code.id: code[language] for code in dimensions()["own_division"].codes.values()}
    with left:
        division = st.selectbox(
            say("own.division", language),
            divisions,
            format_func=names.__getitem__,
            key="own.division",
        )
    periods = [
        *reversed(found.periods(years=True, division=division)),
        *reversed(found.periods(years=False, division=division)),
    ]
    with right:
        period = st.selectbox(
            say("own.period", language),
            periods,
            format_func=lambda found: fmt.period(found, language),
            key=f"own.period.{division}",
        )
    title = f"{names[division]}, {own_tables.year_told(found, period, division, language)}"
    announced.add(title)
    st.markdown(f"**{title}**")
    _whole(own_tables.groups(found, division, period, language), "own-division")
    part = own_tables.by_group(division)
    rows = own_tables.kept_in(found, language, what=names[division], part=part)
    show.files(rows, key="own-division")


def _whole(table: pd.DataFrame, key: str) -> None:
    """A table in which nothing is hidden; its files are not made of it."""
    with st.container(key=f"table-{key}"):
        show.wide(table, key=key)
