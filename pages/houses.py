"""Børnehuse: what the yearly statistics printed, and the study's levels as questions to ask."""

import streamlit as st

from analysis.printed import Asked, newest, printed
from analysis.result import Result
from analysis.statements import said
from catalog import format as fmt
from catalog.words import say
from pages.components import asked, session
from pages.components.cards import cards_of
from pages.components.printed import Figure, cautions, figure, numbers
from pages.components.told import told

TOPIC = "childrens_houses"
STARTED = Asked(("childrens_house_courses_started",))
NAMED = Asked(
    ("childrens_house_courses_started", "childrens_house_courses_rate"), ("municipality",)
)
CASES = ("childrens_house_cases", "childrens_house_cases_started", "childrens_house_cases_closed")
SINGLE, SEVERAL = ("abuse_types_single",), ("abuse_types_multiple",)
TYPES = ("period", "category")
REGIONS = ("country", "region")
SECTIONS = {
    "counts": (
        Figure("cases", Asked(CASES), rows=("period", "edition", "what")),
        Figure("started", STARTED),
        Figure("closed", Asked(("childrens_house_courses_closed",))),
        Figure("consultations", Asked(("childrens_house_consultations",))),
    ),
    "rates": tuple(
        Figure(key, Asked((name,), REGIONS), rows=("area",), colors="period", how="group")
        for key, name in (
            ("rate_cases", "childrens_house_cases_rate"),
            ("rate_closed", "childrens_house_closed_cases_rate"),
            ("rate_courses", "childrens_house_courses_rate"),
        )
    ),
    "abuse": (
        Figure("single", Asked(SINGLE), ("period", "scope"), colors="category", how="stack"),
        Figure("several", Asked(SEVERAL), TYPES),
        Figure("single_sex", Asked(SINGLE, by_sex=True), TYPES, colors="sex", how="group"),
        Figure("several_sex", Asked(SEVERAL, by_sex=True), TYPES, colors="sex", how="group"),
    ),
    "children": (
        Figure("age", Asked(("childrens_house_age_share",)), ("category", "scope")),
        Figure(
            "sex",
            Asked(("childrens_house_sex_share",), by_sex=True),
            rows=("period", "category", "scope"),
            colors="sex",
            how="stack",
        ),
        Figure("meetings", Asked(("childrens_house_meeting_share",))),
    ),
}
BESIDE = {
    "counts": ("childrens-houses-series-break",),
    "rates": (),
    "abuse": ("childrens-houses-law-change",),
    "children": (),
}
LEVELS = {"close": "boernehuse-05", "less_close": "boernehuse-06", "deficient": "boernehuse-07"}

run = session.begin("houses")
lang = run.language
latest = newest(printed(run.facts, STARTED))
if latest is None:
    session.stop(run, say("houses.empty", lang))


def sentences(*ids: str) -> None:
    """Some of what the sources say of the houses, where it belongs."""
    if ids:
        told(said(run.facts, lang, TOPIC, ids=ids), lang)


st.markdown(
    say(
        "houses.answer",
        lang,
        period=fmt.period(latest.period, lang),
        started=fmt.number(latest.value, lang),
    )
)
for section, figures in SECTIONS.items():
    st.header(say(f"houses.{section}_heading", lang), anchor=False)
    st.markdown(say(f"houses.{section}_lead", lang))
    sentences(*BESIDE[section])
    shown: list[Result] = []
    for card, wanted in zip(
        cards_of(len(figures), across=3 if len(figures) == 3 else 2), figures, strict=True
    ):
        with card:
            shown += figure(run, wanted, say(f"houses.title_{wanted.key}", lang))
    cautions(shown, lang)

st.header(say("houses.study_heading", lang), anchor=False)
reviewed = {
    "municipalities": "childrens-houses-study-municipalities",
    "courses": "childrens-houses-study-legal-review",
}
size = {key: said(run.facts, lang, TOPIC, ids=(name,))[0].value for key, name in reviewed.items()}
st.markdown(say("houses.study_lead", lang, **size))
sentences("boernehuse-01", "boernehuse-02", "boernehuse-03", "boernehuse-04", "boernehuse-09")
st.subheader(say("houses.levels_heading", lang), anchor=False)
st.markdown(say("houses.levels_lead", lang))
for card, (level, fact) in zip(cards_of(len(LEVELS), across=3), LEVELS.items(), strict=True):
    with card:
        st.subheader(say(f"houses.level_{level}", lang), anchor=False)
        sentences(fact)
        asked.section(run, f"houses_{level}", level=4)
sentences("boernehuse-08", "childrens-houses-study-themes")

st.header(say("houses.five_heading", lang), anchor=False)
sentences("childrens-houses-duty", "childrens-houses-target-group", "childrens-houses-coverage")
sentences("childrens-houses-funding", "childrens-houses-concern-2017")
told(said(run.facts, lang, TOPIC, kinds=("house",)), lang)

st.header(say("houses.named_heading", lang), anchor=False)
st.markdown(say("houses.named_lead", lang))
numbers(printed(run.facts, NAMED), lang, key="named")
asked.section(run, "houses")
session.end(run)
