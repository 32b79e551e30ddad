"""Tidligere forebyggende indsats: what a study found, who took part, and the national figures."""

from dataclasses import replace

import streamlit as st

from analysis import law
from analysis.measure import COUNTRY, measure
from analysis.peers import series
from analysis.prevention import beside
from analysis.printed import Asked
from analysis.result import Result
from analysis.statements import said
from catalog.words import say
from charts import theme, trend
from charts.trend import Line
from pages.components import asked, session, show, taking_part
from pages.components.cards import cards_of
from pages.components.printed import Figure, cautions, figure, minded, numbers
from pages.components.told import told

TOPIC = "prevention"
FOUND = ("forebyggelse-03", "forebyggelse-04", "forebyggelse-05", "forebyggelse-06")
BY_WHOM = (
    "prevention-early-detection",
    "prevention-coordination",
    "prevention-placements",
    "prevention-spending",
)
STUDY = ("forebyggelse-01", "forebyggelse-02", "forebyggelse-07", "forebyggelse-08")
AROUND = ("prevention-advised-total", "prevention-key-figure-group", "prevention-reference-network")
RELEASES = (
    Figure("placed", Asked(("placed",))),
    Figure("placements", Asked(("placements_started",), which="totals")),
    Figure("recipients", Asked(("preventive_recipients",))),
    Figure("support", Asked(("support_recipients",))),
    Figure("early", Asked(("early_preventive_started",))),
    Figure("examined", Asked(("preventive_started_after_examination",))),
)
SPENDING = (
    Figure("spending", Asked(("spending_children_young",), which="totals"), rows=("period",)),
    Figure(
        "spending_types",
        Asked(("spending_children_young",), which="parts"),
        rows=("period",),
        colors="category",
        how="stack",
    ),
)
WHOLE = ("placed_share_0_22", "preventive_share_0_22")
BESIDE = ("support_share", "preventive_share_0_22", "placed_share_0_22")
LATER = "spending_support_net"

run = session.begin("prevention")
lang = run.language
if not said(run.facts, lang, TOPIC, ids=FOUND):
    session.stop(run, say("prevention.empty", lang))


def sentences(*ids: str) -> None:
    """Some of what the sources say, where it belongs."""
    told(said(run.facts, lang, TOPIC, ids=ids), lang)


def figures(wanted: tuple[Figure, ...]) -> None:
    """Printed figures in cards, and below them what must be minded."""
    shown: list[Result] = []
    for card, one in zip(cards_of(len(wanted)), wanted, strict=True):
        with card:
            shown += figure(run, one, say(f"prevention.title_{one.key}", lang))
    cautions(shown, lang)


def over_years(name: str) -> list[Result]:
    """The country's series of an indicator, where one has been fetched."""
    found = measure(run.facts, name, area=COUNTRY)
    values = series(found, COUNTRY)
    if not values:
        return []
    with st.container(border=True):
        line = Line(say("area.country", lang), values, theme.MAIN, "own")
        title = found.indicator.name[lang]
        drawn = trend([found], [line], lang, title=title, events=law.marked(run.facts))
        drawn = replace(drawn, minded=minded([found], lang))
        numbers((found,), lang, key=name, beside=show.show(drawn, lang, key=name))
    return [found]


sentences(*FOUND)
st.markdown(say("prevention.found_lead", lang))
with st.expander(say("prevention.by_whom", lang)):
    sentences(*BY_WHOM)

st.header(say("prevention.who_heading", lang), anchor=False)
sentences(*STUDY)
taking_part.known(run)
taking_part.table(run)
st.info(say("prevention.names_from", lang))
sentences(*AROUND, "forebyggelse-09")

st.header(say("prevention.releases_heading", lang), anchor=False)
st.markdown(say("prevention.releases_lead", lang))
figures(RELEASES)
series_shown = [found for name in WHOLE for found in over_years(name)]
if not series_shown:
    st.info(say("prevention.why_embedded", lang))
cautions(series_shown, lang)

st.header(say("prevention.beside_heading", lang), anchor=False)
st.markdown(say("prevention.beside_lead", lang))
both = [found for name in BESIDE if (found := beside(run.facts, name))]
for found in both:
    with st.container(border=True):
        taking_part.medians(run, found)
show.cautions([text[lang] for found in both for text in found.result.indicator.caveats], lang)

st.header(say("prevention.spending_heading", lang), anchor=False)
st.markdown(say("prevention.spending_lead", lang))
figures(SPENDING)
cautions(over_years(LATER), lang)
asked.section(run, "prevention")
sentences("prevention-goals", "prevention-grant")
session.end(run)
