"""The sections of a long page: a heading that can be jumped to, and the list of jumps."""

from html import escape

import streamlit as st

from catalog.words import say
from pages.components.session import Run


def heading(run: Run, text: str, place: str) -> None:
    """The heading of a section, at a place that the list of jumps and a shared address lead to."""
    st.subheader(text, anchor=place)
    run.places[place] = text


def within(text: str, place: str) -> None:
    """A heading inside a section that a sentence leads to, but not the list of jumps."""
    st.html(f"<h4 class='atlas-title' id='{place}'>{escape(text)}</h4>")


def of(name: str, part: str = "") -> str:
    """Where an indicator's section is on the page, or a part of it.

    >>> of("support_share"), of("support_share", "aendring")
    ('support-share', 'support-share-aendring')
    """
    return "-".join(filter(None, [*name.split("_"), part]))


def link(text: str, place: str) -> str:
    """A text that leads to a place, as Markdown."""
    return f"[{text}](#{place})"


def jumps(run: Run) -> None:
    """The sections that the page came to have, in their order."""
    links = " · ".join(link(text, place) for place, text in run.places.items())
    st.markdown(f"**{say('short.jumps', run.language)}:** {links}")
