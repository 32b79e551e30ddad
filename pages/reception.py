"""Modtagelse og visitation: what is known of coordinated reception, and what one's own does."""

import streamlit as st

import geo.municipalities as geo
from catalog.words import say
from pages.components import (
    asked,
    own_shelf,
    pick,
    practices,
    reception_law,
    reorganised,
    session,
    show,
    study,
)

run = session.begin("reception")
lang = run.language
if not study.found(run, study.SPREAD):
    session.stop(run, say("reception.empty", lang))
study.spread(run)
study.benefits(run)
study.growth(run)
reception_law.section(run)
study.in_time(run)
asked.section(run, "reception", level=2)

st.header(say("reception.own_heading", lang), anchor=False)
st.markdown(say("reception.own_lead", lang))
area = pick.area(lang)
if not area:
    session.stop(run, say("reception.choose", lang))
if own_shelf.readable(lang):
    st.subheader(geo.municipality(area).name, anchor=False)
    show.cautions([say("kept.open", lang), say("kept.no_persons", lang)], lang)
    with st.container(border=True):
        practices.section(run, area)
    with st.container(border=True):
        reorganised.section(run, area)
session.end(run)
