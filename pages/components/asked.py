"""Questions for the committee table, each with the row of a source that it rests on."""

from html import escape

import streamlit as st

from analysis.explanations import quoted
from catalog.load import questions
from catalog.reasons import Question
from catalog.words import say
from pages.components import show
from pages.components.session import Run


def section(run: Run, about: str, *, level: int = 3) -> None:
    """The questions about a page or an indicator, under a heading; nothing where there are none."""
    found = [question for question in questions().values() if about in question.about]
    if not found:
        return
    heading = escape(say("asked.heading", run.language))
    shared = len(found) > 1 and len({question.sources for question in found}) == 1
    items = "".join(
        f"<li>{escape(question.text[run.language])}{'' if shared else _origin(run, question)}</li>"
        for question in found
    )
    below = f"<p>{_origin(run, found[0])}</p>" if shared else ""
    title = f"<h{level} class='atlas-title'>{heading}</h{level}>"
    st.html(f"{title}<ul class='atlas-told'>{items}</ul>{below}")


def _origin(run: Run, question: Question) -> str:
    """The rows that a question rests on; of questions that share theirs they are told once."""
    lang = run.language
    if not question.sources:
        return f" <span class='atlas-source'>{escape(say('asked.suggestion', lang))}</span>"
    rows = quoted(run.facts, question.sources)
    if not rows:
        return f" <span class='atlas-source'>{escape(say('why.not_here', lang))}</span>"
    rests_on = "; ".join(
        f"{escape(row.text[lang])} ({show.linked(row.snapshot, lang)})" for row in rows
    )
    says = escape(say("asked.says", lang))
    return f" <span class='atlas-source'>{says} {rests_on}</span>"
