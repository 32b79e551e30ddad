"""Årsager: what notifications give as their reason, several to a notification, new ones apart."""

import streamlit as st

from analysis.measure import COUNTRY
from analysis.reasons import NEW_FROM, reason_years
from catalog.words import say
from pages.components import asked, reasons_counted, reasons_printed, session

run = session.begin("reasons")
lang = run.language
counted = bool(reason_years(run.facts, COUNTRY))
there = [name for name in reasons_printed.PRINTED if len(reasons_printed.printed(run, name).table)]
if not counted and not there:
    session.stop(run, say("reasons.empty", lang))
st.markdown(say("reasons.several", lang))
if counted:
    reasons_counted.section(run)
else:
    st.info(say("reasons.before", lang))
if there:
    st.markdown(say("reasons.apart", lang))
for name in there:
    reasons_printed.section(run, name)
st.header(say("reasons.changed_heading", lang), anchor=False)
st.markdown(say("reasons.changed", lang, period=NEW_FROM))
asked.section(run, "reasons")
session.end(run)
