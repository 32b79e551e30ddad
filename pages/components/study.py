"""What the study of coordinated reception found, and what is known of growth and of 24 hours."""

from dataclasses import replace

import streamlit as st

from analysis import law
from analysis.barometer import barometer
from analysis.barometer_law import laws
from analysis.notes import on_whole
from analysis.releases import totals, whole_years
from analysis.statements import Said, said
from catalog.words import say
from charts import requirement
from charts.releases import releases
from pages.components import casework_shown, national, show
from pages.components.leads import leads
from pages.components.session import Run
from pages.components.told import told

TOPIC = "reception"
SPREAD = ("modtagelse-03", "modtagelse-04", "modtagelse-05")
ABOUT = ("modtagelse-01", "modtagelse-06", "reception-study-year")
BENEFITS = ("modtagelse-07", "modtagelse-08")
GROWTH = ("modtagelse-02", "modtagelse-09", "modtagelse-10", "reception-growth-2010-2011")
RESERVED = (
    "reception-share-coordinated",
    "reception-share-reorganised",
    "reception-interviews",
)
IN_TIME = "notif_24h"


def found(run: Run, ids: tuple[str, ...], topic: str = TOPIC) -> list[Said]:
    """Some sayings of the sources, in the order of `ids`."""
    return sorted(said(run.facts, run.language, topic, ids=ids), key=lambda one: ids.index(one.id))


def spread(run: Run) -> None:
    """How many have coordinated reception, how it came about, and what the study cannot say."""
    lang = run.language
    st.header(say("reception.spread_heading", lang), anchor=False)
    told(found(run, SPREAD), lang)
    told(found(run, ABOUT), lang)
    notes = [one.note for one in found(run, RESERVED) if one.note]
    show.cautions([*notes, say("reception.no_municipality", lang)], lang)


def benefits(run: Run) -> None:
    """What the interviewed municipalities named, which is experience and no measured effect."""
    lang = run.language
    st.header(say("reception.benefits_heading", lang), anchor=False)
    told(found(run, BENEFITS), lang)
    show.cautions([say("reception.not_measured", lang)], lang)


def growth(run: Run) -> None:
    """What was known of growth then, and the national totals as they were printed since."""
    lang = run.language
    st.header(say("reception.growth_heading", lang), anchor=False)
    told(found(run, GROWTH), lang)
    st.markdown(say("reception.growth_lead", lang))
    printed = totals(run.facts)[0]
    yearly = whole_years(printed)
    if yearly.usable().empty:
        return
    title = say("reception.growth_title", lang)
    drawn = releases(yearly, lang, title=title, events=law.marked(run.facts))
    minded = show.noted(on_whole(printed), lang, dated=True)
    notes = (*drawn.notes, say("reception.growth_drawn", lang))
    drawn = replace(drawn, notes=notes, minded=tuple(minded))
    taken = show.show(drawn, lang, key="reception.growth")
    show.cautions(minded, lang)
    table = national.table(run, (printed,))
    show.table(table, printed, lang, key="reception.growth", beside=taken)


def in_time(run: Run) -> None:
    """What the barometer found of the 24 hours, edition by edition, and the way to its page."""
    lang, known = run.language, barometer(run.facts)
    st.header(say("reception.in_time_heading", lang), anchor=False)
    told(found(run, ("barometer-05",), "barometer"), lang)
    if IN_TIME in known.requirements():
        taken = show.show(requirement(known, IN_TIME, lang), lang, key=IN_TIME)
        behind = next((one for one in laws(run.facts) if one.requirement == IN_TIME), None)
        casework_shown.of_requirement(known, IN_TIME, lang, behind, beside=taken)
        show.cautions([say("reception.in_time_caution", lang)], lang)
    leads("barometer", say("reception.barometer_link", lang), lang)
