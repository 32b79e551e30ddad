"""Overblik: the country at a glance, in five findings, each with its caution in the same card."""

import pandas as pd
import streamlit as st

from analysis import law, releases
from analysis.findings import findings, left_out
from analysis.notes import on_whole
from catalog import format as fmt
from catalog.words import say
from charts import drawing
from charts.findings import told, words
from pages.components import asked, coverage, national, session, show, since
from pages.components.cards import cards_of
from reports.download import area_name
from reports.findings import shown

run = session.begin("overview")
lang = run.language
events = law.marked(run.facts)
found = findings(run.facts)
if not found:
    st.info(say("overview.empty", lang))
cards = cards_of(len(found) + 1)
for card, finding in zip(cards, found, strict=False):
    with card:
        st.header(say(f"finding.{finding.id}.heading", lang), anchor=False)
        st.markdown(told(finding, lang))
        figure = drawing(finding, lang, events=events)
        taken = show.show(figure, lang, key=finding.id, told=True)
        caution = say(f"finding.{finding.id}.{finding.caution}", lang, **words(finding, lang))
        show.cautions([caution], lang)
        if besides := show.further(finding.also, finding.results):
            show.source(besides, lang)
        behind = (*finding.results, *finding.also)
        numbers = show.of_results(shown(finding, lang), behind, lang, notes=[caution])
        show.folded(numbers, key=finding.id, beside=taken)
with cards[-1]:
    st.header(say("overview.unknown_heading", lang), anchor=False)
    for part in ("need", "outcome"):
        st.markdown(say(f"overview.unknown_{part}", lang))
    reach = coverage.reach(run)
    for part in ("interval", "groups"):
        st.markdown(say(f"overview.unknown_{part}_{reach}", lang, **coverage.words(run)))
    st.info(say("overview.next", lang), icon=":material/event:")
if found:
    names = fmt.listed([area_name(code, lang) for code in sorted(left_out(run.facts))], lang)
    st.caption(say("overview.left_out", lang, names=names))

if found:
    since.section(run)
printed = releases.totals(run.facts)
if len(table := national.table(run, printed)):
    st.header(say("overview.totals_heading", lang), anchor=False)
    st.markdown(say("overview.totals_lead", lang))
    what = say("overview.totals_heading", lang)
    show.numbers(show.of_results(table, printed, lang, what=what), key="totals")
    notes = pd.concat([on_whole(result) for result in printed])
    show.cautions(show.noted(notes, lang, dated=True), lang)
asked.section(run, "overview")
session.end(run)
