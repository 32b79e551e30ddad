"""National figures around the move to earlier help: as printed, and as series once fetched."""

from dataclasses import replace

import streamlit as st

from analysis import law
from analysis.measure import COUNTRY, measure
from analysis.peers import series
from analysis.printed import Asked
from analysis.statements import said
from catalog.words import say
from charts import theme, trend
from charts.trend import Line
from pages.components import show
from pages.components.cards import cards_of
from pages.components.printed import Figure, cautions, figure, minded, numbers
from pages.components.session import Run
from pages.components.told import told

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
LATER = "spending_support_net"


def releases(run: Run) -> None:
    """What releases printed of placements and support, and the shares year by year once fetched."""
    lang = run.language
    st.header(say("prevention.releases_heading", lang), anchor=False)
    st.markdown(say("prevention.releases_lead", lang))
    _figures(run, RELEASES)
    drawn = [_over_years(run, name) for name in WHOLE]
    if not any(drawn):
        st.info(say("prevention.why_embedded", lang))


def spending(run: Run) -> None:
    """Spending as printed until 2015, the grant, and the whole sum year by year once fetched."""
    lang = run.language
    st.header(say("prevention.spending_heading", lang), anchor=False)
    st.markdown(say("prevention.spending_lead", lang))
    _figures(run, SPENDING)
    _over_years(run, LATER)
    told(said(run.facts, lang, "prevention", ids=("prevention-grant",)), lang)


def _figures(run: Run, wanted: tuple[Figure, ...]) -> None:
    for card, one in zip(cards_of(len(wanted)), wanted, strict=True):
        with card:
            figure(run, one, say(f"prevention.title_{one.key}", run.language))


def _over_years(run: Run, name: str) -> bool:
    """The country's series of an indicator, where one has been fetched; whether there was one."""
    lang, found = run.language, measure(run.facts, name, area=COUNTRY)
    values = series(found, COUNTRY)
    if not values:
        return False
    with st.container(border=True):
        line = Line(say("area.country", lang), values, theme.MAIN, "own")
        title = found.indicator.name[lang]
        drawn = trend([found], [line], lang, title=title, events=law.marked(run.facts))
        taken = show.show(replace(drawn, minded=minded([found], lang)), lang, key=name)
        cautions(run, [found])
        numbers((found,), lang, key=name, beside=taken)
    return True
