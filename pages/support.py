"""Støtte og anbringelser: support, placements, spending; beside notifications, never as cause."""

import streamlit as st

import geo.municipalities as geo
from analysis.measure import available, leading, measure, periods
from catalog import format as fmt
from catalog.words import say
from charts import dots
from pages.components import asked, close_up, municipal, outcomes, pick, released, session, show
from pages.components import beside as besides

SHARE = "support_share"
SHARES = ("preventive_share_0_22", "placed_share_0_22")
COUNTS = (
    "support_measures_recipients",
    "support_measures_active",
    "placed_31_december",
    "placed_by_decision",
    "placed_by_type",
    "placements_started_municipal",
)
SUPPORT = (
    "support_recipients",
    "support_share_releases",
    "preventive_recipients",
    "preventive_started_after_examination",
    "early_preventive_started",
    "early_support_recipients",
    "supporting_measures_share",
    "supporting_measures_started",
)
PLACED = ("placed", "placed_share", "placements_started")
SPENDING = ("spending_children_young", "spending_support_net")

run = session.begin("support")
lang = run.language
share = measure(run.facts, SHARE, area_kind="municipality")
if not periods(share):
    session.stop(run, say("support.empty", lang))
last = periods(share)[-1]
left, right = st.columns(2, gap="large")
with left:
    area = pick.area(lang)
with right:
    beside = besides.chosen(run, area) if area else None

st.header(say("support.share_heading", lang), anchor=False)
outcomes.answer(run, SHARE)
if area:
    st.subheader(geo.municipality(area).name, anchor=False)
    close_up.figure(run, share, period=last, area=area, beside=beside)
outcomes.over_years(run, SHARE, area, beside)
with st.container(border=True):
    st.markdown(say("support.no_cause", lang))
outcomes.over_years(run, leading(run.facts), area, beside)

st.header(say("support.spread_heading", lang), anchor=False)
taken = show.show(dots(share, lang, period=last, chosen=area or None), lang, key="dots")
st.caption(say("support.spread_note", lang, period=fmt.period(last, lang)))
show.folded(municipal.numbers(share, last, lang), key="dots", beside=taken)

st.header(say("support.kinds_heading", lang), anchor=False)
if not any(available(run.facts, name) for name in (*SHARES, *COUNTS)):
    st.markdown(say("support.before", lang))
for name in SHARES:
    outcomes.over_years(run, name, area, beside)
for name in COUNTS:
    outcomes.by_category(run, name, area)

st.header(say("support.notifier_heading", lang), anchor=False)
outcomes.by_notifier(run, area)

st.header(say("support.releases_heading", lang), anchor=False)
st.markdown(say("support.releases_lead", lang))
st.subheader(say("support.releases_support", lang), anchor=False)
released.releases(run, SUPPORT, key="support")
st.subheader(say("support.releases_placed", lang), anchor=False)
released.releases(run, PLACED, key="placed")

st.header(say("support.spending_heading", lang), anchor=False)
for name in SPENDING:
    released.categories(run, name)
asked.section(run, "support")
session.end(run)
