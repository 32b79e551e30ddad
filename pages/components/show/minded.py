"""What must be minded with figures: cautions in sight, notes as texts, the mark of made up."""

from html import escape

import pandas as pd
import streamlit as st

from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say


def mark(result: Result, language: Language) -> None:
    """Say of figures outside a drawing that they are made up, where they are."""
    if result.standing == "synthetic":
        made_up(language)


def made_up(language: Language) -> None:
    """Say that what follows is made up."""
    st.html(f"<p class='atlas-made-up'>{escape(say('frame.mark', language))}</p>")


def cautions(texts: list[str], language: Language) -> None:
    """What must be minded, in plain sight and not behind a click."""
    items = "".join(f"<li>{escape(text)}</li>" for text in dict.fromkeys(texts))
    if items:
        head = escape(say("show.cautions", language))
        st.html(f"<div class='atlas-cautions'><strong>{head}</strong><ul>{items}</ul></div>")


def noted(notes: pd.DataFrame, language: Language, *, dated: bool = False) -> list[str]:
    """Quality notes as texts; `dated` puts the periods in front, once for the same text."""
    if not dated:
        return list(notes[f"text_{language}"])
    told: dict[str, list[str]] = {}
    for period, text in zip(notes["period"], notes[f"text_{language}"], strict=True):
        told.setdefault(text, []).extend([period] if isinstance(period, str) else [])
    return [
        say("show.note", language, period=_periods(periods, language), text=text)
        if periods
        else text
        for text, periods in sorted(told.items(), key=lambda found: found[1])
    ]


def _periods(periods: list[str], language: Language) -> str:
    return fmt.listed([fmt.period(period, language) for period in sorted(set(periods))], language)
