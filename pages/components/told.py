"""What sources say, as a list: each with its anchor, number, reservation and source."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.statements import Said, says_itself
from analysis.traces import KINDS
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import show

DATED = ("task_force", "supervision")
"""Kinds of sayings that are of a day and say nothing of any other."""


def told(found: Sequence[Said], language: Language) -> None:
    """Each saying as an element of its own that carries its id, and its source with address.

    Its value stands last, unless the text itself says it; of a trace it is the date, and first.
    What holds on a day alone has its date. The address of a page with `#fact-ID` leads to it.
    """
    items = "".join(_item(each, language) for each in found)
    if items:
        st.html(f"<ul class='atlas-told'>{items}</ul>")


def _item(each: Said, language: Language) -> str:
    date = escape(_date(each, language))
    when = f" <span class='atlas-note'>{date}</span>" if date else ""
    note = f" <span class='atlas-note'>{escape(each.note)}</span>" if each.note else ""
    source = f"<span class='atlas-source'>{show.linked(each.snapshot, language)}</span>"
    key = escape(each.id, quote=True)
    return f"<li id='fact-{key}' data-fact='{key}'>{_words(each)}{when}{note} {source}</li>"


def _words(each: Said) -> str:
    """The text with its value; a value that the text says already is not said twice."""
    text, value = escape(each.text), f"<strong>{escape(each.value)}</strong>"
    if not each.value or says_itself(each.value, each.text):
        return text
    return f"{value} {text}" if each.kind in KINDS else f"{text}: {value}"


def _date(each: Said, language: Language) -> str:
    """The date in words; nothing where the text or the value has it already."""
    if each.kind not in DATED or not each.date:
        return ""
    date = fmt.date(each.date, language)
    if date in f"{each.value} {each.text}":
        return ""
    return say(f"told.{each.kind}", language, date=date)
