"""What a municipality stands among, on its profile: the 98, its neighbors, and its conditions."""

import streamlit as st

from analysis.measure import periods
from analysis.result import Result
from catalog import format as fmt
from catalog.words import say
from charts import dots
from pages.components import coverage, places, profile, show
from pages.components.session import Run


def others(run: Run, rate: Result, area: str) -> None:
    """The municipality as one dot of 98 in the newest year; nothing without figures."""
    lang = run.language
    if not periods(rate):
        return
    with st.container(border=True):
        places.heading(run, say("municipality.others_heading", lang), "blandt-de-98")
        drawn = dots(rate, lang, period=periods(rate)[-1], chosen=area)
        show.show(drawn, lang, key="dots", level=4)
        reach = coverage.reach(run)
        st.caption(say(f"municipality.why_dots_{reach}", lang, **coverage.words(run)))


def neighbors(run: Run, rate: Result, area: str) -> None:
    """The municipality and its neighbors in the newest year; nothing without figures."""
    lang = run.language
    if not periods(rate):
        return
    last = periods(rate)[-1]
    with st.container(border=True):
        places.heading(run, say("municipality.neighbors_heading", lang), "naboer")
        st.markdown(say("municipality.neighbors_lead", lang, period=fmt.period(last, lang)))
        show.mark(rate, lang)
        show.plain(profile.neighbors(rate, area, last, lang))
        show.source(rate.snapshots, lang)


def section(run: Run, area: str) -> None:
    """Background figures beside the group's and the country's, each with its year."""
    lang, table = run.language, profile.context(run, area)
    if table.empty:
        return
    with st.container(border=True):
        places.heading(run, say("municipality.context_heading", lang), "vilkaar")
        st.markdown(say("municipality.context_lead", lang))
        with st.expander(say("short.numbers", lang)):
            show.plain(table)
            show.cautions(profile.context_notes(run, area), lang)
            show.source(profile.context_snapshots(run), lang)
