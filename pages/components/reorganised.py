"""A municipality's own reorganisation: a day and a few words, kept and signed, and its series."""

from datetime import UTC, date, datetime

import streamlit as st

from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from data.kept import ALONE, REORGANISED, Said
from pages.components import around, signed
from pages.components.session import Run

FIRST = date(2000, 1, 1)
SIGNS = 500


def section(run: Run, area: str) -> None:
    """The form for a day and a text, and the series with that day marked once it is kept."""
    lang = run.language
    st.subheader(say("reorganised.heading", lang), anchor=False)
    st.markdown(say("reorganised.lead", lang))

    def tell(_: str, value: str, text: str) -> str:
        return say("reorganised.told", lang, date=fmt.date(value, lang), text=text)

    form = signed.opened(area, REORGANISED, lang, tell)
    row = form.read.get(ALONE)
    if row is None:
        _form(form, lang)
        return
    around.section(run, area, row)
    with st.expander(say("reorganised.change", lang)):
        _form(form, lang)
        signed.remover(form, lang)


def _form(form: signed.Form, language: Language) -> None:
    row = form.read.get(ALONE)
    with st.form(form.key("form"), border=False):
        st.date_input(
            say("reorganised.day", language),
            value=date.fromisoformat(row.value) if row else None,
            min_value=FIRST,
            max_value=datetime.now(UTC).date(),
            format="DD/MM/YYYY",
            key=form.key("day"),
        )
        st.text_input(
            say("reorganised.text", language),
            value=row.text if row else "",
            max_chars=SIGNS,
            key=form.key("text"),
        )
        signed.sign(form, language, say("reorganised.save", language), _save)


def _save(form: signed.Form) -> None:
    day = st.session_state.get(form.key("day"))
    text = str(st.session_state.get(form.key("text"), ""))
    signed.save(form, {ALONE: Said(day.isoformat() if day else "", text)})
