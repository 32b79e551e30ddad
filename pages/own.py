"""Egne tal: a municipality uploads monthly counts of its own, sees them, and removes them."""

import streamlit as st

import geo.municipalities as geo
from catalog.words import say
from pages.components import comment, own_shelf, own_upload, own_view, pick, session

run = session.begin("own")
lang = run.language
area = pick.area(lang)
if not area:
    session.stop(run, say("own.choose", lang))
if not own_shelf.readable(lang):
    session.end(run)
    st.stop()
name = geo.municipality(area).name
st.header(name, anchor=False)
own_shelf.told(lang)
with st.container(border=True):
    st.subheader(say("own.upload_heading", lang), anchor=False)
    own_upload.templates(lang)
    own_upload.upload(area, lang)
with st.container(border=True):
    st.subheader(say("own.imports_heading", lang), anchor=False)
    own_shelf.imports(area, lang)
own_view.view(run, area)
with st.container(border=True):
    comment.form(run, area)
session.end(run)
