"""What sources say, as a list: each with its anchor, number, reservation and source."""

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.statements import Said
from catalog.model import Language
from pages.components import show


def told(found: Sequence[Said], language: Language) -> None:
    """Each saying as an element of its own that carries its id, and its source with address.

    Its value stands first, unless the text itself has it.
    The address of a page with `#fact-ID` leads to it.
    """
    items = "".join(_item(each, language) for each in found)
    if items:
        st.html(f"<ul class='atlas-told'>{items}</ul>")


def _item(each: Said, language: Language) -> str:
    either = re.escape(each.value).replace(r"\.", "[.,]")
    said = re.search(rf"(?<!\w){either}(?!\w)", each.text, re.IGNORECASE)
    value = f"<strong>{escape(each.value)}</strong> " if each.value and not said else ""
    note = f" <span class='atlas-note'>{escape(each.note)}</span>" if each.note else ""
    source = f"<span class='atlas-source'>{show.linked(each.snapshot, language)}</span>"
    key = escape(each.id, quote=True)
    return f"<li id='fact-{key}' data-fact='{key}'>{value}{escape(each.text)}{note} {source}</li>"
