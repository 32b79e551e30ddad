"""Børnesagsbarometret: what each edition found by requirement, and what may be compared."""

import streamlit as st

from analysis.barometer import barometer
from catalog.words import say
from charts import requirement
from pages.components import casework, session, show
from pages.components.taken import sheets
from reports.barometer import barometer_file, file_name
from reports.workbook import about_figure

run = session.begin("barometer")
lang = run.language
found = barometer(run.facts)
if not found.requirements():
    session.stop(run, say("barometer.empty", lang))

st.header(say("barometer.comparable_heading", lang), anchor=False)
st.markdown(say("barometer.comparable_lead", lang))
casework.pairs(found, lang)
casework.readings(found, lang)
show.cautions(casework.caveats(found, lang), lang)

st.header(say("barometer.requirements_heading", lang), anchor=False)
for code in found.requirements():
    with st.container(border=True):
        st.caption(casework.area_of(code, lang))
        taken = show.show(requirement(found, code, lang), lang, key=code)
        with st.expander(say("show.table", lang)):
            show.wide(table := casework.table(found, code, lang), key=code)
        with taken.box:
            sheets({"": table}, about_figure(taken.figure), lang, taken, key=code)
st.subheader(say("barometer.only_words_heading", lang), anchor=False)
show.wide(casework.without_share(found, lang), key="words")

st.header(say("barometer.editions_heading", lang), anchor=False)
show.wide(casework.editions(found, lang), key="editions")
show.file(
    say("show.download", lang),
    lambda: barometer_file(found, lang),
    name=file_name(found),
    key="barometer.download",
)
session.end(run)
