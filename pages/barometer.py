"""Børnesagsbarometret: what each edition found by requirement, and what may be compared."""

import streamlit as st

from analysis.barometer import barometer
from analysis.barometer_law import laws
from analysis.statements import said
from catalog.words import say
from charts import requirement
from pages.components import (
    asked,
    casework,
    casework_chance,
    casework_law,
    casework_shown,
    session,
    show,
    supervised,
)
from pages.components.told import told

run = session.begin("barometer")
lang = run.language
found = barometer(run.facts)
if not found.requirements():
    session.stop(run, say("barometer.empty", lang))

told(said(run.facts, lang, "barometer", ids=casework.ABOUT), lang)
st.header(say("barometer.comparable_heading", lang), anchor=False)
st.markdown(say("barometer.comparable_lead", lang))
casework.pairs(found, lang)
casework.readings(found, lang)
show.cautions(casework.caveats(found, lang, compared=True), lang)

st.header(say("barometer.requirements_heading", lang), anchor=False)
law = {one.requirement: one for one in laws(run.facts)}
for code in found.requirements():
    with st.container(border=True):
        st.caption(casework.area_of(code, lang))
        taken = show.show(requirement(found, code, lang), lang, key=code)
        st.caption(casework_law.beside(found, code, law.get(code), lang))
        told(said(run.facts, lang, "barometer", ids=casework.PILOT.get(code, ("",))), lang)
        casework_shown.of_requirement(found, code, lang, law.get(code), beside=taken)
st.subheader(say("barometer.only_words_heading", lang), anchor=False)
casework_shown.only_words(found, lang)

casework_law.section(run, found)
supervised.section(run)
casework_chance.section(run, found)
asked.section(run, "barometer", level=2)

st.header(say("barometer.editions_heading", lang), anchor=False)
casework_shown.every_edition(found, lang)
show.cautions(casework.caveats(found, lang, compared=False), lang)
told(said(run.facts, lang, "barometer", kinds=("text_source",)), lang)
session.end(run)
