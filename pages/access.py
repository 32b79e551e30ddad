"""Tilgængelighed: what is met, what is not, how it was tried, and where to complain."""

from html import escape

import streamlit as st

from catalog import format as fmt
from catalog.words import say
from pages.components import session
from pages.components.publisher import contact

ASSESSED = "2026-11-22"
TOOL = "[WAS-Tool](https://was.digst.dk)"
AUTHORITY = "https://digst.dk/digital-inklusion/webtilgaengelighed/"
MET = ("keyboard", "skip", "color", "contrast", "words", "status", "narrow", "language")
NOT_MET = ("map", "hover", "drawings", "corner", "upload", "english", "tables")
TRIED = ("axe", "by_keyboard", "small", "computed", "not_people")

run = session.begin("access")
lang = run.language

st.markdown(say("access.state", lang, date=fmt.date(ASSESSED, lang)))
st.header(say("access.duty_heading", lang), anchor=False)
st.markdown(say("access.duty", lang, tool=TOOL))
for part, ids in (("met", MET), ("not_met", NOT_MET), ("tried", TRIED)):
    st.header(say(f"access.{part}_heading", lang), anchor=False)
    st.markdown("\n".join(f"- {say(f'access.{part}.{name}', lang)}" for name in ids))
st.header(say("access.contact_heading", lang), anchor=False)
who = contact() or say("access.no_contact", lang)
st.html(f"<p>{escape(say('access.contact', lang, contact=who))}</p>")
st.markdown(say("access.complain", lang, authority=AUTHORITY))
session.end(run)
