"""What stands before the page: the way past the menu, and the line that tells of changes."""

import json
from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

import geo.municipalities as geo
from catalog import format as fmt
from catalog.load import indicators
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
NAMED: dict[str, Callable[[str, Language], str]] = {
    "indicator": lambda code, lang: indicators()[code].short[lang],
    "period": fmt.period,
    "area": lambda code, _: geo.municipality(code).name,
}
"""The choices whose values can be said in words wherever they are made."""


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
    """The document's language, and the words in front of the page in it."""
    _run(
        f"document.documentElement.lang = '{language}';"
        "const skip = document.getElementById('atlas-skip');"
        f"if (skip) skip.textContent = {_text(say('status_line.skip', language))};"
    )


def tell(page: str, chosen: Mapping[str, str], language: Language) -> None:
    """Tell a screen reader what is shown now, when it is another page or choice than before."""
    told = sentence(page, chosen, language)
    _run(
        "const line = document.getElementById('atlas-status');"
        f"if (line && line.textContent !== {_text(told)}) line.textContent = {_text(told)};"
    )


def sentence(page: str, chosen: Mapping[str, str], language: Language) -> str:
    """What is shown: the page and the choices that stand in its address."""
    names = [told(chosen[name], language) for name, told in NAMED.items() if chosen.get(name)]
    heading = say(f"{page}.heading", language)
    if not names:
        return say("status_line.shown", language, page=heading)
    return say("status_line.chosen", language, page=heading, choices=", ".join(names))


def _text(words: str) -> str:
    """Words as a string of JavaScript that cannot end the script around it."""
    return json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")


def _run(script: str) -> None:
    st.html(f"<script>(() => {{{script}}})()</script>", unsafe_allow_javascript=True)
