"""A municipality's own signed comment: written in one place, shown on the profile."""

from html import escape

import streamlit as st

import geo.municipalities as geo
from catalog import format as fmt
from catalog.words import say
from data import kept
from data.kept import ALONE, COMMENT, Said
from data.schema.workspace import TEXT_SIGNS
from pages.components import places, signed
from pages.components.session import Run


def section(run: Run, area: str) -> None:
    """On the profile: the comment, said to be the municipality's; nothing where there is none.

    A workspace that cannot be read is told of by the municipality's own figures beside it.
    """
    lang = run.language
    try:
        row = kept.kept(area, COMMENT).get(ALONE)
    except signed.FAILURES:
        return
    if row is None:
        return
    with st.container(border=True):
        places.heading(run, say("comment.heading", lang), "kommentar")
        st.caption(say("comment.whose", lang, name=geo.municipality(area).name))
        st.html(f"<blockquote class='atlas-own-words'>{signed.lines_of(row.text)}</blockquote>")
        signed.line(row, lang)


def form(run: Run, area: str) -> None:
    """Write, change and remove the comment."""
    lang = run.language
    st.subheader(say("comment.heading", lang), anchor=False)
    st.markdown(say("comment.lead", lang, signs=fmt.number(TEXT_SIGNS, lang)))
    found = signed.opened(area, COMMENT, lang, lambda _item, _value, text: text)
    row = found.read.get(ALONE)
    if row:
        signed.line(row, lang)
    with st.form(found.key("form"), border=False):
        st.text_area(
            say("comment.text", lang),
            value=row.text if row else "",
            max_chars=TEXT_SIGNS,
            height=180,
            key=found.key("text"),
        )
        signed.sign(found, lang, say("comment.save", lang), _save)
    signed.remover(found, lang)
    st.html(f"<p class='atlas-source'>{escape(say('kept.open', lang))}</p>")


def _save(found: signed.Form) -> None:
    text = str(st.session_state.get(found.key("text"), ""))
    signed.save(found, {ALONE: Said(text=text)})
