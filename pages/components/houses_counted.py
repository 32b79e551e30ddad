"""What the yearly statistics of the Children's Houses printed: figures by section, never joined."""

import streamlit as st

from analysis.printed import Asked
from analysis.statements import said
from catalog.words import say
from pages.components.cards import cards_of
from pages.components.printed import Figure, figure
from pages.components.session import Run
from pages.components.told import told

TOPIC = "childrens_houses"
STARTED = Asked(("childrens_house_courses_started",))
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


def section(run: Run, name: str) -> None:
    """One section: what it holds, what the sources say beside it, and its figures in cards."""
    lang, figures = run.language, SECTIONS[name]
    st.header(say(f"houses.{name}_heading", lang), anchor=False)
    st.markdown(say(f"houses.{name}_lead", lang))
    if BESIDE[name]:
        told(said(run.facts, lang, TOPIC, ids=BESIDE[name]), lang)
    across = 3 if len(figures) == 3 else 2
    for card, wanted in zip(cards_of(len(figures), across=across), figures, strict=True):
        with card:
            figure(run, wanted, say(f"houses.title_{wanted.key}", lang))
