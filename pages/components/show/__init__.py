"""The door to showing: figures, numbers, sources and what must be minded, and a large number."""

from html import escape

import streamlit as st

from pages.components.show.cited import further, linked, snapshots_of, source
from pages.components.show.figure import legend, show
from pages.components.show.minded import cautions, made_up, mark, noted
from pages.components.show.numbers import TABLE_HEIGHT, folded, numbers, plain, table, tables, wide
from pages.components.taken import file, files
from reports.numbers import of_list, of_results, of_words

__all__ = [
    "TABLE_HEIGHT",
    "big",
    "cautions",
    "file",
    "files",
    "folded",
    "further",
    "legend",
    "linked",
    "made_up",
    "mark",
    "noted",
    "numbers",
    "of_list",
    "of_results",
    "of_words",
    "plain",
    "show",
    "snapshots_of",
    "source",
    "table",
    "tables",
    "wide",
]


def big(number: str, words: str) -> None:
    """One number, large, with what it is."""
    st.html(f"<p class='atlas-big'><span>{escape(number)}</span> {escape(words)}</p>")
