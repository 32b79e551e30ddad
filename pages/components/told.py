"""What sources say, as a list: each with its anchor, number, reservation and source."""

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.statements import Said
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import show

DATED = ("task_force", "supervision")
"""Kinds of sayings that are of a day and say nothing of any other."""


def told(found: Sequence[Said], language: Language) -> None:
    """Each saying as an element of its own that carries its id, and its source with address.

    Its value stands first, unless the text itself has it. What holds on a day alone has its date.
    The address of a page with `#fact-ID` leads to it.
    """
    items = "".join(_item(each, language) for each in found)
    if items:
        st.html(f"<ul class='atlas-told'>{items}</ul>")


def _item(each: Said, language: Language) -> str:
    either = re.escape(each.value).replace(r"\.", "[.,]")
    said = re.search(rf"(?<!\w){either}(?!\w)", each.text, re.IGNORECASE)
    value = f"<strong>{escape(each.value)}</strong> " if each.value and not said else ""
    date = escape(_date(each, language))
    when = f" <span class='atlas-note'>{date}</span>" if date else ""
    note = f" <span class='atlas-note'>{escape(each.note)}</span>" if each.note else ""
    source = f"<span class='atlas-source'>{show.linked(each.snapshot, language)}</span>"
    key = escape(each.id, quote=True)
    words = f"{value}{escape(each.text)}{when}{note}"
    return f"<li id='fact-{key}' data-fact='{key}'>{words} {source}</li>"


def _date(each: Said, language: Language) -> str:
    """The date in words; nothing where the text or the value has it already."""
    if each.kind not in DATED or not each.date:
        return ""
    date = fmt.date(each.date, language)
    if date in f"{each.value} {each.text}":
        return ""
    return say(f"told.{each.kind}", language, date=date)
