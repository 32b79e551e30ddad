"""Kilder og metode: method, why figures differ, fetching, changes, sources, definitions, faults."""

import streamlit as st

from catalog.load import indicators
from catalog.words import say
from pages.components import (
    changes,
    coverage,
    origins,
    pick,
    reconciled,
    refresh,
    session,
    show,
    since,
)

run = session.begin("sources")
lang = run.language
lists = {"remarks": changes.remarks, "revisions": changes.revisions}
lists |= {"releases": since.releases, "twin": changes.twins}
parts = ("method", "differences", "fetch", "changes", "editions", "indicators", "notes", "map")
tabs = pick.tabs(parts, {part: say(f"sources.{part}_heading", lang) for part in parts}, lang)
with tabs["method"]:
    for part in ("standing", "status", "counts", "classes", "position", "median", "break", "next"):
        st.header(say(f"sources.{part}_heading", lang), anchor=False)
        key = f"median_{coverage.reach(run)}" if part == "median" else part
        st.markdown(say(f"sources.{key}_text", lang, **coverage.words(run)))
with tabs["differences"]:
    reconciled.section(run)
with tabs["fetch"]:
    refresh.panel(run)
with tabs["changes"]:
    for part, shown in lists.items():
        st.header(say(f"changes.{part}_heading", lang), anchor=False)
        shown(run)
with tabs["editions"]:
    st.markdown(say("sources.editions_lead", lang))
    behind = list(run.facts.snapshots.values())
    with st.container(key="table-editions"):
        for source, found in origins.editions(run):
            with st.expander(source.name[lang]):
                st.markdown(origins.about(source, lang))
                show.wide(origins.table(found, lang), key=source.id)
    table, what = origins.table(behind, lang, named=True), say("sources.editions_heading", lang)
    show.files(show.of_words(table, lang, what=what, snapshots=[]), key="editions")
with tabs["indicators"]:
    st.markdown(say("sources.indicators_lead", lang))
    for declared in indicators().values():
        with st.expander(declared.name[lang]):
            st.markdown(origins.definition(declared, lang))
with tabs["notes"]:
    st.markdown(say("sources.notes_lead", lang))
    table, what = origins.notes(run), say("sources.notes_heading", lang)
    show.numbers(show.of_words(table, lang, what=what, snapshots=[]), key="notes")
with tabs["map"]:
    st.markdown(say("sources.map_text", lang, **coverage.boundaries(lang)))
session.end(run)
