"""Børnehuse: what the yearly statistics printed, and the study's levels as questions to ask."""

import streamlit as st

from analysis.printed import Asked, newest, printed
from analysis.statements import said
from catalog import format as fmt
from catalog.words import say
from pages.components import asked, houses_counted, houses_study, session
from pages.components.printed import numbers
from pages.components.told import told

TOPIC = houses_counted.TOPIC
NAMED = Asked(
    ("childrens_house_courses_started", "childrens_house_courses_rate"), ("municipality",)
)
HOUSES = ("childrens-houses-coverage", "childrens-houses-duty", "childrens-houses-target-group")
USE = ("childrens-houses-concern-2017", "childrens-houses-funding")

run = session.begin("houses")
lang = run.language
latest = newest(printed(run.facts, houses_counted.STARTED))
if latest is None:
    session.stop(run, say("houses.empty", lang))
st.markdown(
    say(
        "houses.answer",
        lang,
        period=fmt.period(latest.period, lang),
        started=fmt.number(latest.value, lang),
    )
)
for section in houses_counted.SECTIONS:
    houses_counted.section(run, section)
houses_study.section(run)

st.header(say("houses.five_heading", lang), anchor=False)
told(said(run.facts, lang, TOPIC, ids=HOUSES), lang)
told(said(run.facts, lang, TOPIC, kinds=("house",)), lang)
told(said(run.facts, lang, TOPIC, ids=USE), lang)

st.header(say("houses.named_heading", lang), anchor=False)
st.markdown(say("houses.named_lead", lang))
numbers(printed(run.facts, NAMED), lang, key="named", label=say("houses.named_table", lang))
asked.section(run, "houses")
session.end(run)
