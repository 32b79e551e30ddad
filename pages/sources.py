"""Kilder og metode: how it is made, fetching anew, what changed, sources, definitions, faults."""

import streamlit as st

from catalog.load import indicators
from catalog.words import say
from pages.components import changes, coverage, origins, refresh, session, show

run = session.begin("sources")
lang = run.language
lists = {"remarks": changes.remarks, "revisions": changes.revisions, "twin": changes.twins}
parts = ("method", "fetch", "changes", "editions", "indicators", "notes", "map")
tabs = st.tabs([say(f"sources.{part}_heading", lang) for part in parts])
with tabs[0]:
    for part in ("standing", "status", "counts", "classes", "position", "median", "break", "next"):
        st.subheader(say(f"sources.{part}_heading", lang), anchor=False)
        key = f"median_{coverage.reach(run)}" if part == "median" else part
        st.markdown(say(f"sources.{key}_text", lang, **coverage.words(run)))
with tabs[1]:
    refresh.panel(run)
with tabs[2]:
    for part, shown in lists.items():
        st.subheader(say(f"changes.{part}_heading", lang), anchor=False)
        shown(run)
with tabs[3]:
    st.markdown(say("sources.editions_lead", lang))
    for source, table in origins.editions(run):
        with st.expander(source.name[lang]):
            st.markdown(origins.about(source, lang))
            show.wide(table, key=source.id)
with tabs[4]:
    st.markdown(say("sources.indicators_lead", lang))
    for declared in indicators().values():
        with st.expander(declared.name[lang]):
            st.markdown(origins.definition(declared, lang))
with tabs[5]:
    st.markdown(say("sources.notes_lead", lang))
    show.wide(origins.notes(run), key="notes")
with tabs[6]:
    st.markdown(say("sources.map_text", lang, **coverage.boundaries(lang)))
session.end(run)
