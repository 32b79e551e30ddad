"""Kommunekort: one indicator in the 98 municipalities in one period or in two, and one close up."""

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.classes import classed
from analysis.measure import measure, periods
from analysis.notes import on_whole
from analysis.position import positions
from catalog.words import say
from charts import choropleth
from pages.components import (
    address,
    asked,
    difference,
    likeness,
    municipal,
    panel,
    pick,
    session,
    show,
    start,
    two_years,
)

run = session.begin("map")
lang = run.language
above = st.container()
left, middle, right, last = st.columns([6, 2, 4, 3])
with above:
    name = pick.indicator(run.facts, lang, left)
result = measure(run.facts, name, area_kind="municipality")
if not periods(result):
    session.stop(run, say("map.empty", lang))
with middle:
    period = pick.period(periods(result), lang)
with right:
    area = pick.area(lang)


weights = likeness.weights(run)
address.unused("with", list(geo.municipalities()))


def take_click(key: str = "map") -> None:
    """A click on a municipality chooses it; a click beside them chooses nothing."""
    points = st.session_state[key].selection.points
    if points and points[0].get("location") in geo.municipalities():
        address.choose("area", points[0]["location"])


def level() -> None:
    """Every figure in its class, and the chosen municipality close up."""
    found, where = classed(run.facts, result, period), positions(result, period)
    figure = choropleth(
        result,
        found,
        lang,
        period=period,
        boundaries=start.boundaries(),
        positions=where,
        chosen=area or None,
    )
    shown, beside = st.columns([6, 5], gap="large")
    with shown:
        taken = show.show(figure, lang, key="map", on_select=take_click, level=2)
        st.caption(say("map.boundaries", lang))
        show.folded(municipal.numbers(result, period, lang), key="map", beside=taken)
    with beside:
        panel.panel(run, result, period=period, area=area, weights=weights)


other = ""
if kind := difference.chosen(run, result, period, places=(left, last)):
    address.unused("other", periods(result))
    difference.difference(
        run, result, kind, period=period, area=area, weights=weights, on_select=take_click
    )
else:
    with last:
        other = two_years.chosen(run, result, period)
    if other:
        two_years.two_years(
            run, result, period=period, other=other, area=area, on_select=take_click
        )
    else:
        level()
notes = (on_whole(result, year) for year in dict.fromkeys((period, other or period)))
now = show.noted(pd.concat(notes).drop_duplicates(), lang, dated=True)
show.cautions([*now, *(text[lang] for text in result.indicator.caveats)], lang)
asked.section(run, "map")
session.end(run)
