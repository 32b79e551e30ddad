"""Tidligere forebyggende indsats: what a study found, who took part, and the national figures."""

from dataclasses import replace

import streamlit as st

from analysis.statements import said
from catalog.words import say
from pages.components import advised, asked, earlier_help, session, taking_part
from pages.components.told import told

TOPIC = "prevention"
FOUND = {
    "forebyggelse-03": "prevention-early-detection",
    "forebyggelse-04": "prevention-coordination",
    "forebyggelse-05": "prevention-placements",
    "forebyggelse-06": "prevention-spending",
}  # each indication, and the row that tells by whom it was reported
STUDY = ("forebyggelse-01", "forebyggelse-02", "forebyggelse-07", "forebyggelse-08")
AROUND = (
    "forebyggelse-09",
    "prevention-advised-total",
    "prevention-goals",
    "prevention-key-figure-group",
    "prevention-reference-network",
)

run = session.begin("prevention")
lang = run.language
found = said(run.facts, lang, TOPIC, ids=FOUND)
if not found:
    session.stop(run, say("prevention.empty", lang))
by_whom = {one.id: one.note for one in said(run.facts, lang, TOPIC, ids=set(FOUND.values()))}
told([replace(one, note=by_whom.get(FOUND[one.id], "")) for one in found], lang)
st.markdown(say("prevention.found_lead", lang))

st.header(say("prevention.who_heading", lang), anchor=False)
told(said(run.facts, lang, TOPIC, ids=STUDY), lang)
taking_part.known(run)
taking_part.table(run)
st.info(say("prevention.names_from", lang))
told(said(run.facts, lang, TOPIC, ids=AROUND), lang)

earlier_help.releases(run)
advised.section(run)
earlier_help.spending(run)
asked.section(run, "prevention", level=2)
session.end(run)
