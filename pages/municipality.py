"""Kommuneprofil: one municipality on one page, beside its neighbors, its group and the country."""

import streamlit as st

import geo.municipalities as geo
from analysis.measure import leading, measure, periods
from analysis.notes import on_area
from catalog import format as fmt
from catalog.words import say
from charts import dots
from pages.components import (
    changing,
    close_up,
    coverage,
    own_view,
    pick,
    profile,
    session,
    show,
    splitting,
)

run = session.begin("municipality")
lang = run.language
area = pick.area(lang)
if not area:
    session.stop(run, say("municipality.choose", lang))
own = geo.municipality(area)
group = say(f"group.{own.group_code}", lang)
st.header(own.name, anchor=False)
st.markdown(say("municipality.where", lang, region=own.region, province=own.province, group=group))

shown = profile.leading(run)
base = changing.chosen(run) if shown else changing.DEFAULT
for name in shown:
    result = measure(run.facts, name, area_kind="municipality")
    known = periods(result)
    if not known:
        continue
    with st.container(border=True):
        st.subheader(result.indicator.name[lang], anchor=False)
        left, right = st.columns([2, 3], gap="large")
        with left:
            close_up.figure(result, lang, period=known[-1], area=area, notes=False)
            changing.section(run, result, area, base)
        with right:
            show.show(close_up.development(run, result, area=area), lang, key=name, level=4)
        noted = show.noted(on_area(result, area), lang, dated=True)
        show.cautions([*noted, *(text[lang] for text in result.indicator.caveats)], lang)
        own_rows = result.where(result.table["area"] == area)
        show.table(profile.years(run, result, area), own_rows, lang, key=name, part=area)

splitting.section(run, area, base)

who = profile.notifiers(run, area)
if who is not None:
    with st.container(border=True):
        st.subheader(say("profile.notifiers_heading", lang), anchor=False)
        st.markdown(say("profile.notifiers_lead", lang, name=own.name))
        show.mark(who, lang)
        main, extra = profile.notifier_table(who, lang)
        show.plain(main)
        if len(extra):
            st.caption(say("profile.notifiers_extra", lang))
            show.plain(extra)
        show.cautions([text[lang] for text in who.indicator.caveats], lang)
        show.source(who.snapshots, lang)
        show.download(who, lang, key="notifiers", part=area)

own_view.section(run, area)

rate = measure(run.facts, leading(run.facts), area_kind="municipality")
if periods(rate):
    last = periods(rate)[-1]
    with st.container(border=True):
        st.subheader(say("municipality.others_heading", lang), anchor=False)
        show.show(dots(rate, lang, period=last, chosen=area), lang, key="dots", level=4)
        reach = coverage.reach(run)
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
