"""Kommuneprofil: one municipality on one page, beside its neighbors, its group and the country."""

import streamlit as st

import geo.municipalities as geo
from analysis.measure import leading, measure
from catalog.words import say
from pages.components import (
    address,
    alike,
    asked,
    changing,
    comment,
    conditions,
    coverage,
    difference,
    opened,
    own_view,
    pick,
    places,
    practices,
    profile,
    session,
    splitting,
    summary,
    traces,
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
left, right = st.columns(2, gap="large")
with left:
    opening = profile.leading(run)
with right:
    base = changing.chosen(run) if opening else changing.DEFAULT
own = geo.municipality(area)
group = say(f"group.{own.group_code}", lang)
st.header(own.name, anchor=False)
province = own.province.removeprefix("Landsdel ")
st.markdown(say("municipality.where", lang, region=own.region, province=province, group=group))

address.unused("view", difference.VIEWS)
answer = st.container()
for name in opening[:1]:
    opened.section(run, name, area, beside=beside, base=base)
splitting.section(run, area, base)
year = who_notifies.section(run, area, beside)
with answer:
    for name in opening[:1]:
        summary.box(run, name, area, beside=beside, base=base, year=year)
    contents = st.container()
alike.section(run, area, beside)
own_view.section(run, area)
comment.section(run, area)
practices.leads_here(run, area)
opened.others(run, opening[1:], area, beside=beside, base=base)

shown = opening[0] if coverage.reach(run) == "fetched" else leading(run.facts)
rate = measure(run.facts, shown, area_kind="municipality")
left, right = st.columns([3, 2], gap="medium")
with left:
    conditions.others(run, rate, area)
with right:
    conditions.neighbors(run, rate, area)
conditions.section(run, area)
traces.section(run, area)
traces.letter(run)
asked.section(run, "municipality")
with contents:
    places.jumps(run)
session.end(run)
