"""What stands beside the map: one municipality close up, or all of them as dots by group."""

import streamlit as st

import geo.municipalities as geo
from analysis.position import irregular
from analysis.result import Result
from analysis.similar import Weights
from catalog.model import Language
from catalog.words import say
from charts import dots
from pages.components import close_up, municipal, profile, show
from pages.components.beside import Beside, compared, usual
from pages.components.leads import leads
from pages.components.session import Run


def panel(run: Run, result: Result, *, period: str, area: str, weights: Weights) -> None:
    """The chosen municipality beside the ten most alike by those weights, and its neighbors."""
    lang = run.language
    if not area:
        st.markdown(say("close_up.choose", lang))
        taken = show.show(dots(result, lang, period=period), lang, key="dots")
        show.files(municipal.numbers(result, period, lang), key="dots", beside=taken)
        return
    st.subheader(geo.municipality(area).name, anchor=False)
    close_up.figure(run, result, period=period, area=area)
    close_up.small(result, area, lang, chosen=(period,))
    _series(run, result, usual(run, area, weights), period=period, area=area)
    leads_on(area, lang)


def leads_on(area: str, language: Language) -> None:
    """The way from one municipality close up to its whole profile."""
    leads(
        "municipality",
        say("close_up.profile", language, name=geo.municipality(area).name),
        language,
        area=area,
    )


def _series(run: Run, result: Result, beside: Beside, *, period: str, area: str) -> None:
    """The series as a drawing, a table and a file, each with the comparison and its members."""
    lang = run.language
    others = compared(run, beside, result)
    figure = close_up.drawn(run, result, others, period=period, area=area)
    taken = show.show(figure, lang, key="trend")
    if area in irregular(result):
        st.caption(say("changed.not_own", lang))
    if len(set(result.usable()["period"])) > 1:
        own = result.where(result.table["area"] == area)
        table = profile.years(run, result, area, others)
        show.table(table, own, lang, key="trend", compared=others, beside=taken)
