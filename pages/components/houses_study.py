"""The study of 2017: how large it was, its three levels as questions, and what it is for."""

import streamlit as st

from analysis.statements import said
from catalog.words import say
from pages.components import asked
from pages.components.cards import cards_of
from pages.components.session import Run
from pages.components.told import told

TOPIC = "childrens_houses"
LEVELS = {"close": "boernehuse-05", "less_close": "boernehuse-06", "deficient": "boernehuse-07"}
SIZE = {
    "municipalities": "childrens-houses-study-municipalities",
    "courses": "childrens-houses-study-legal-review",
}
ABOUT = ("boernehuse-01", "boernehuse-02", "boernehuse-03", "boernehuse-04", "boernehuse-09")
FOUND = ("boernehuse-08", "childrens-houses-study-themes")


def section(run: Run) -> None:
    """What the study is and its three levels, each with what marks it and what to ask."""
    lang = run.language
    st.header(say("houses.study_heading", lang), anchor=False)
    size = {key: said(run.facts, lang, TOPIC, ids=(name,))[0].value for key, name in SIZE.items()}
    st.markdown(say("houses.study_lead", lang, **size))
    told(said(run.facts, lang, TOPIC, ids=ABOUT), lang)
    st.subheader(say("houses.levels_heading", lang), anchor=False)
    st.markdown(say("houses.levels_lead", lang))
    for card, (level, fact) in zip(cards_of(len(LEVELS), across=3), LEVELS.items(), strict=True):
        with card:
            st.subheader(say(f"houses.level_{level}", lang), anchor=False)
            told(said(run.facts, lang, TOPIC, ids=(fact,)), lang)
            asked.section(run, f"houses_{level}", level=4)
    told(said(run.facts, lang, TOPIC, ids=FOUND), lang)
