"""Kommuneprofil: one municipality on one page, beside its neighbors, its group and the country."""

import streamlit as st

import geo.municipalities as geo
from analysis.measure import leading, measure, periods
from catalog import format as fmt
from catalog.words import say
from charts import dots
from pages.components import (
    address,
    alike,
    changing,
    coverage,
    difference,
    opened,
    own_view,
    pick,
    profile,
    session,
    show,
    splitting,
    who_notifies,
)
from pages.components import beside as besides

run = session.begin("municipality")
lang = run.language
left, right = st.columns(2, gap="large")
with left:
    area = pick.area(lang)
if not area:
    session.stop(run, say("municipality.choose", lang))
with right:
    beside = besides.chosen(run, area)
own = geo.municipality(area)
group = say(f"group.{own.group_code}", lang)
st.header(own.name, anchor=False)
st.markdown(say("municipality.where", lang, region=own.region, province=own.province, group=group))

address.unused("view", difference.VIEWS)
opening = profile.leading(run)
base = changing.chosen(run) if opening else changing.DEFAULT
for name in opening[:1]:
    opened.section(run, name, area, beside=beside, base=base)
splitting.section(run, area, base)
who_notifies.section(run, area, beside)
alike.section(run, area, beside)
own_view.section(run, area)
for name in opening[1:]:
    opened.section(run, name, area, beside=beside, base=base)

reach = coverage.reach(run)
shown = opening[0] if reach == "fetched" else leading(run.facts)
rate = measure(run.facts, shown, area_kind="municipality")
if periods(rate):
    last = periods(rate)[-1]
    with st.container(border=True):
        st.subheader(say("municipality.others_heading", lang), anchor=False)
        show.show(dots(rate, lang, period=last, chosen=area), lang, key="dots", level=4)
        st.caption(say(f"municipality.why_dots_{reach}", lang, **coverage.words(run)))
    with st.container(border=True):
        st.subheader(say("municipality.neighbors_heading", lang), anchor=False)
        st.markdown(say("municipality.neighbors_lead", lang, period=fmt.period(last, lang)))
        show.mark(rate, lang)
        show.plain(profile.neighbors(rate, area, last, lang))
        show.source(rate.snapshots, lang)

context = profile.context(run, area)
if len(context):
    st.subheader(say("municipality.context_heading", lang), anchor=False)
    st.markdown(say("municipality.context_lead", lang))
    show.plain(context)
    show.cautions(profile.context_notes(run, area), lang)
    show.source(profile.context_snapshots(run), lang)
session.end(run)
