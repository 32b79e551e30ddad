"""Supervision after the barometer: what happened, and the municipalities that a source names."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis.statements import said
from analysis.supervision import Named, named
from catalog import format as fmt
from catalog.words import say
from pages.components import show
from pages.components.session import Run
from pages.components.told import told
from reports.barometer import supervision_file


def section(run: Run) -> None:
    """Events in order of date, the named municipalities, and the source's reservation."""
    lang = run.language
    events = said(run.facts, lang, "barometer", kinds=("supervision",))
    found = named(run.facts, lang)
    if not events and not found:
        return
    st.header(say("casework.supervision_heading", lang), anchor=False)
    told([replace(one, value="") for one in sorted(events, key=lambda one: one.date or "")], lang)
    if not found:
        return
    st.subheader(say("casework.named_heading", lang, count=len(found)), anchor=False)
    st.markdown(say("casework.named_lead", lang))
    st.markdown(fmt.listed([one.name for one in found], lang) + ".")
    show.cautions(_reservations(found), lang)
    behind = tuple(dict.fromkeys(one.snapshot for one in found))
    show.source(behind, lang)
    rows = show.of_list(
        lambda: supervision_file(found, lang),
        lang,
        what=say("casework.supervision_heading", lang),
        snapshots=behind,
    )
    show.files(rows, key="supervision")


def _reservations(found: Sequence[Named]) -> list[str]:
    """What is said of all once, and what is said of one besides with its name."""
    common = min((one.reservation for one in found), key=len)
    told_of_one = [
        f"{one.name}: {one.reservation.removeprefix(common).strip()}"
        for one in found
        if one.reservation != common
    ]
    return [common, *told_of_one] if common else told_of_one
