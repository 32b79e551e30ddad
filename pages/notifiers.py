"""Hvem underretter: groups by municipality and year, school and day care, and silent groups."""

import streamlit as st

from analysis.notifier_grid import grid_periods
from analysis.printed_shares import printed_shares
from analysis.statements import said
from catalog.words import say
from pages.components import asked, session, who_duty, who_grid, who_pair, who_printed, who_silent
from pages.components.told import told

run = session.begin("notifiers")
lang = run.language
counted = bool(grid_periods(run.facts, "share"))
if not counted and printed_shares(run.facts)[0].usable().empty:
    session.stop(run, say("notifiers.empty", lang))
if counted:
    chosen = who_grid.chosen(run)
    who_grid.answer(run, chosen)
else:
    st.info(say("notifiers.before", lang))
told(said(run.facts, lang, "notifiers", ids=("brev-02",)), lang)
if counted:
    st.header(say("notifiers.grid_heading", lang), anchor=False)
    st.markdown(say("notifiers.grid_lead", lang))
    who_grid.one_year(run, chosen)
    st.header(say("notifiers.years_heading", lang), anchor=False)
    who_grid.all_years(run, chosen)
else:
    who_printed.section(run)

st.header(say("notifiers.pair_heading", lang), anchor=False)
told(said(run.facts, lang, "notifiers", ids=("brev-07",)), lang)
if counted and chosen.beside:
    st.markdown(say("notifiers.pair_lead", lang))
    who_pair.section(run, chosen.area, chosen.beside, chosen.period)
else:
    st.markdown(say(f"notifiers.pair_{'choose' if counted else 'before'}", lang))
if counted:
    st.header(say("notifiers.silent_heading", lang), anchor=False)
    st.markdown(say("notifiers.silent_lead", lang))
    if chosen.beside:
        who_silent.of_area(run, chosen.area, chosen.beside, chosen.period)
        who_grid.link(run, chosen.area)
    who_silent.of_all(run, chosen.period)
    who_printed.section(run)
who_duty.section(run)
asked.section(run, "notifiers")
session.end(run)
