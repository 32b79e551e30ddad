"""What a municipality stands among, on its profile: the 98, its neighbors, and its conditions."""

import streamlit as st

import geo.municipalities as geo
from analysis.measure import periods
from analysis.result import Result
from catalog import format as fmt
from catalog.words import say
from charts import dots
from pages.components import coverage, municipal, places, profile, show
from pages.components.session import Run


def others(run: Run, rate: Result, area: str) -> None:
    """The municipality as one dot of 98 in the newest year; nothing without figures."""
    lang = run.language
    if not periods(rate):
        return
    with st.container(border=True):
        places.heading(run, say("municipality.others_heading", lang), "blandt-de-98")
        drawn = dots(rate, lang, period=periods(rate)[-1], chosen=area)
        taken = show.show(drawn, lang, key="dots", level=4)
        show.files(municipal.numbers(rate, periods(rate)[-1], lang), key="dots", beside=taken)
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
        shown = profile.neighbors(rate, area, last, lang)
        near = [area, *(one.code for one in geo.neighbors(area))]
        now = rate.where((rate.table["period"] == last) & rate.table["area"].isin(near))
        name = geo.municipality(area).name
        heading = say("municipality.neighbors_heading", lang)
        what = f"{rate.indicator.name[lang]}: {heading}, {name}, {last}"
        show.numbers(show.of_results(shown, [now], lang, what=what), key="neighbors")
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
            what, name = say("municipality.context_heading", lang), geo.municipality(area).name
            found = show.of_words(
                table, lang, what=what, snapshots=profile.context_snapshots(run), place=name
            )
            show.numbers(found, key="context")
            show.cautions(profile.context_notes(run, area), lang)
            show.source(profile.context_snapshots(run), lang)
