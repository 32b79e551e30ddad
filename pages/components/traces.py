"""Traces in the sources: where each kind of source names a municipality, or that none does."""

import streamlit as st

import geo.municipalities as geo
from analysis.statements import said
from analysis.traces import HOUSE, KINDS, named, traces
from catalog.words import say
from data.schema import Trace
from pages.components import places
from pages.components.session import Run
from pages.components.told import told

LETTER = ("brev-01", "brev-03", "brev-04", "brev-05", "brev-06")


def section(run: Run, area: str) -> None:
    """Every kind each time, with date and reservation; nothing where no such source is read in."""
    lang, name = run.language, geo.municipality(area).name
    if not len(run.facts.rows(Trace)):
        return
    found, mentions = traces(run.facts, area, lang), named(run.facts, area, lang)
    with st.container(border=True):
        places.heading(run, say("traces.heading", lang), "spor")
        st.markdown(say("traces.lead", lang, name=name))
        for kind in KINDS:
            st.markdown(f"**{say(f'traces.{kind}', lang)}**")
            if kind == HOUSE:
                st.caption(say("traces.region_house", lang))
                told([each for each in found[kind] if each.area != area], lang)
            if not mentions[kind]:
                st.markdown(say("traces.absent", lang, name=name))
            told([each for each in found[kind] if each.area == area], lang)
            st.caption(say(f"traces.about_{kind}", lang))


def letter(run: Run) -> None:
    """What the minister wrote to the mayors in 2017 on how a municipality may use the figures."""
    found = said(run.facts, run.language, "profile", ids=LETTER)
    if not found:
        return
    places.heading(run, say("traces.letter_heading", run.language), "brevet")
    st.markdown(say("traces.letter_lead", run.language))
    told(found, run.language)
