"""Rådgivning til kommuner: what help there was to ask for, last seen when, and when it may fit."""

import streamlit as st

from analysis.offers import offers
from analysis.statements import said
from catalog.words import say
from pages.components import asked, matched, offered, pick, session, show
from pages.components.told import told
from reports.offers import offers_csv

LETTER = ("brev-10", "brev-11", "brev-12", "brev-13", "brev-14")
TASK_FORCE = "brev-15"

run = session.begin("offers")
lang = run.language
found = offers(run.facts, lang)
if not found:
    session.stop(run, say("offers.empty", lang))
area = pick.area(lang)
if area:
    matched.section(run, area, found)
else:
    st.info(say("offers.choose", lang))

st.header(say("offers.all_heading", lang), anchor=False)
st.markdown(say("offers.all_lead", lang))
offered.offers(found, lang)
rows = show.of_list(
    lambda: offers_csv(found, lang),
    lang,
    what=say("offers.all_heading", lang),
    snapshots=[one.snapshot for one in found],
)
show.files(rows, key="offers")

st.header(say("offers.letter_heading", lang), anchor=False)
st.markdown(say("offers.letter_lead", lang))
told(said(run.facts, lang, "support_offers", ids=LETTER), lang)

st.header(say("offers.task_force_heading", lang), anchor=False)
st.markdown(say("offers.task_force_lead", lang))
told(said(run.facts, lang, "support_offers", ids=[TASK_FORCE]), lang)
dated = said(run.facts, lang, "support_offers", kinds=["task_force"])
told(sorted(dated, key=lambda one: one.date or ""), lang)
asked.section(run, "offers")
session.end(run)
