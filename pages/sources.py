"""Kilder og metode: every source and edition, every indicator, every known fault, and how it is made."""

import streamlit as st

from catalog.load import indicators
from catalog.words import say
from pages.components import coverage, origins, session

run = session.begin("sources")
lang = run.language
for part in ("standing", "status", "counts", "classes", "position", "median", "break", "next"):
    st.subheader(say(f"sources.{part}_heading", lang), anchor=False)
    st.markdown(say(f"sources.{part}_text", lang, **coverage.words(run)))

st.header(say("sources.editions_heading", lang), anchor=False)
st.markdown(say("sources.editions_lead", lang))
for source, table in origins.editions(run):
    with st.expander(source.name[lang]):
        st.markdown(origins.about(source, lang))
        st.table(table)

st.header(say("sources.indicators_heading", lang), anchor=False)
st.markdown(say("sources.indicators_lead", lang))
for declared in indicators().values():
    with st.expander(declared.name[lang]):
        st.markdown(origins.definition(declared, lang))

st.header(say("sources.notes_heading", lang), anchor=False)
st.markdown(say("sources.notes_lead", lang))
with st.expander(say("sources.notes_open", lang)):
    st.table(origins.notes(run))

st.header(say("sources.map_heading", lang), anchor=False)
st.markdown(say("sources.map_text", lang, **coverage.boundaries(lang)))
session.end(run)
