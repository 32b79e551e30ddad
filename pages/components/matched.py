"""What stands out for a municipality, which offers may be relevant then, and what it has had."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import geo.municipalities as geo
from analysis.explanations import quoted
from analysis.notifiers import group_name
from analysis.offers import Offered, relevant
from analysis.situations import Found, situations
from analysis.traces import Kind, traces
from catalog import format as fmt
from catalog.load import indicators
from catalog.reasons import Match
from catalog.words import say
from pages.components import coverage, show
from pages.components.offered import seen
from pages.components.session import Run
from pages.components.told import told

USED: tuple[Kind, ...] = ("task_force", "prevention_advice")
"""The kinds of traces that say of a municipality that it has had one of the offers."""


def section(run: Run, area: str, found: Sequence[Offered]) -> None:
    """What stands out for a municipality, and what may be relevant then; never a verdict."""
    lang, name = run.language, geo.municipality(area).name
    st.header(say("offers.matched_heading", lang, name=name), anchor=False)
    st.markdown(say("offers.matched_lead", lang))
    with st.spinner(say("offers.looking", lang)):
        there = situations(run.facts, area)
    chosen = relevant(there)
    for one in there:
        with st.container(border=True):
            _situation(run, one, area)
            for match in [match for match in chosen if match.situation == one.situation]:
                _match(run, match, found)
    if not chosen:
        st.info(say("offers.no_match", lang, name=name))
    _used(run, area)


def _used(run: Run, area: str) -> None:
    """What sources say the municipality has had of these offers; none named is not none had."""
    lang, name = run.language, geo.municipality(area).name
    found = traces(run.facts, area, lang)
    st.subheader(say("offers.used_heading", lang), anchor=False)
    named = [each for kind in USED for each in found[kind]]
    if named:
        st.markdown(say("offers.used_named", lang, name=name))
        told(named, lang)
    else:
        st.markdown(say("offers.used_absent", lang, name=name))


def _situation(run: Run, one: Found, area: str) -> None:
    """One situation: whether it is there, or why that is not known, and what it rests on."""
    lang = run.language
    st.subheader(say(f"offers.{one.situation}", lang), anchor=False)
    for result in one.results[:1]:
        show.mark(result, lang)
    st.markdown(_told(run, one, area))
    if one.situation == "supervision" and one.state == "present":
        told(traces(run.facts, area, lang)["barometer_supervision"], lang)
    if one.results:
        show.source(show.snapshots_of(one.results), lang)


def _told(run: Run, one: Found, area: str) -> str:
    lang, name = run.language, geo.municipality(area).name
    if one.situation == "unusual" and one.state == "unknown":
        reach = f"_{coverage.reach(run)}" if one.because == "no_counts" else ""
        return say(f"why.reason_{one.because}{reach}", lang, period=one.period)
    if one.because == "no_counts":
        return say("who.before", lang, name=name)
    names = [
        group_name(code, lang) if one.situation == "silent_group" else indicators()[code].name[lang]
        for code in one.names
    ]
    return say(
        f"offers.{one.situation}_{one.state}",
        lang,
        name=name,
        period=fmt.period(one.period, lang) if one.period else "",
        names=fmt.listed([f"»{text}«" for text in names], lang),
    )


def _match(run: Run, match: Match, found: Sequence[Offered]) -> None:
    """Which offers may be relevant, why, and whether a source says so."""
    lang = run.language
    chosen = [each for each in found if each.id in match.offers]
    items = "".join(
        f"<li><a href='#{escape(each.id)}' target='_self'>{escape(each.name)}</a>: "
        f"{escape(each.what)} <span class='atlas-source'>{escape(seen(each, lang))}</span></li>"
        for each in chosen
    )
    rows = quoted(run.facts, match.sources)
    rests_on = (
        "; ".join(f"{escape(row.text[lang])} ({show.linked(row.snapshot, lang)})" for row in rows)
        if rows
        else escape(say("offers.suggestion", lang))
    )
    st.html(
        f"<p><strong>{escape(say('offers.may_be', lang))}</strong> {escape(match.why[lang])}</p>"
        f"<ul class='atlas-told'>{items}</ul><p class='atlas-source'>{rests_on}</p>"
    )
