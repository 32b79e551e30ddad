"""Børnesagsbarometret: what each edition found by requirement, and what may be compared."""

import streamlit as st

from analysis.barometer import barometer
from analysis.barometer_law import laws
from analysis.statements import said
from catalog.words import say
from charts import requirement
from pages.components import (
    asked,
    casework,
    casework_chance,
    casework_law,
    casework_tables,
    session,
    show,
    supervised,
)
from pages.components.taken import sheets
from pages.components.told import told
from reports.barometer import barometer_file, file_name
from reports.workbook import about_figure

run = session.begin("barometer")
lang = run.language
found = barometer(run.facts)
if not found.requirements():
    session.stop(run, say("barometer.empty", lang))

told(said(run.facts, lang, "barometer", ids=casework.ABOUT), lang)
st.header(say("barometer.comparable_heading", lang), anchor=False)
st.markdown(say("barometer.comparable_lead", lang))
casework.pairs(found, lang)
casework.readings(found, lang)
show.cautions(casework.caveats(found, lang, compared=True), lang)

st.header(say("barometer.requirements_heading", lang), anchor=False)
law = {one.requirement: one for one in laws(run.facts)}
for code in found.requirements():
    with st.container(border=True):
        st.caption(casework.area_of(code, lang))
        taken = show.show(requirement(found, code, lang), lang, key=code)
        st.caption(casework_law.beside(found, code, law.get(code), lang))
        told(said(run.facts, lang, "barometer", ids=casework.PILOT.get(code, ("",))), lang)
        table = casework_tables.table(found, code, lang, law.get(code))
        with st.expander(say("show.table", lang)):
            show.wide(table, key=code)
        with taken.box:
            sheets({"": table}, about_figure(taken.figure), lang, taken, key=code)
st.subheader(say("barometer.only_words_heading", lang), anchor=False)
show.wide(casework_tables.without_share(found, lang), key="words")

casework_law.section(run, found)
supervised.section(run)
casework_chance.section(run, found)
asked.section(run, "barometer", level=2)

st.header(say("barometer.editions_heading", lang), anchor=False)
show.wide(casework_tables.editions(found, lang), key="editions")
show.cautions(casework.caveats(found, lang, compared=False), lang)
told(said(run.facts, lang, "barometer", kinds=("text_source",)), lang)
show.file(
    say("show.download", lang),
    lambda: barometer_file(found, lang),
    name=file_name(found),
    key="barometer.download",
)
session.end(run)
