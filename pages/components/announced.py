"""What stands before the page: the way past the menu, the line of changes, the page's script."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from catalog.model import Language
from catalog.words import say

HIDDEN = (
    "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"
)
STYLE = (
    "#atlas-skip{position:absolute;left:-999rem;top:0.5rem;z-index:1000000;padding:0.6rem 1rem;"
    "background:#17242b;color:#fff;font:600 1rem sans-serif;outline:3px solid #fff}"
    f"#atlas-skip:focus{{left:0.5rem}}#atlas-status{{{HIDDEN}}}"
)
GO = "const h = document.querySelector('h1'); if (h) { h.tabIndex = -1; h.focus(); } return false;"
CHOSEN = "atlas.chosen"
BARE = ("indicator", "counted", "period", "area")
"""The choosers whose values are plain without the name of the chooser."""

SCRIPT = Path(__file__).with_name("page.js")


def before(language: Language) -> str:
    """The markup in front of all that Streamlit draws.

    Streamlit's own way past the menu is in English on every page; the style sheet hides it.
    """
    words = escape(say("status_line.skip", language))
    return (
        f'<style>{STYLE}</style><a id="atlas-skip" href="#stMain" onclick="{GO}">{words}</a>'
        '<p id="atlas-status" role="status" aria-live="polite"></p>'
    )


def speak(language: Language) -> None:
    """The document's language, and the words in front of the page in it; a run begins."""
    st.session_state[CHOSEN] = []
    _run(
        f"document.documentElement.lang = '{language}';"
        "const skip = document.getElementById('atlas-skip');"
        f"if (skip) skip.textContent = {_text(say('status_line.skip', language))};"
        f"{SCRIPT.read_text(encoding='utf-8')}"
    )


def chose(name: str, value: str, language: Language) -> None:
    """A chooser shows this value: `name` is that of its label, an empty value is no choice."""
    label = "" if name in BARE else say(f"pick.{name}", language)
    add(say("status_line.choice", language, label=label, value=value) if value and label else value)


def add(words: str) -> None:
    """Words for something chosen in this run; each is told once."""
    found: list[str] = st.session_state.setdefault(CHOSEN, [])
    if words and words not in found:
        found.append(words)


def tell(page: str, language: Language) -> None:
    """Tell a screen reader what is shown now, when it is another page or choice than before."""
    told = sentence(page, st.session_state.get(CHOSEN, []), language)
    _run(
        "const line = document.getElementById('atlas-status');"
        f"if (line && line.textContent !== {_text(told)}) line.textContent = {_text(told)};"
    )


def sentence(page: str, chosen: Sequence[str], language: Language) -> str:
    """What is shown: the page and what its choosers stand at."""
    heading = say(f"{page}.heading", language)
    if not chosen:
        return say("status_line.shown", language, page=heading)
    return say("status_line.chosen", language, page=heading, choices=", ".join(chosen))


def _text(words: str) -> str:
    """Words as a string of JavaScript that cannot end the script around it."""
    return json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")


def _run(script: str) -> None:
    st.html(f"<script>(() => {{{script}}})()</script>", unsafe_allow_javascript=True)
