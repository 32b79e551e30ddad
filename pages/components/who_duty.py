"""What a municipality can do about who notifies: what the letter of 2017 says, and the duty."""

from html import escape

import streamlit as st

from analysis import law
from analysis.statements import said
from catalog import format as fmt
from catalog.words import say
from pages.components import show
from pages.components.session import Run
from pages.components.told import told


def section(run: Run) -> None:
    """The letter's two possible actions in its own words, then the law about the duty to notify."""
    lang = run.language
    st.header(say("notifiers.duty_heading", lang), anchor=False)
    st.markdown(say("notifiers.duty_lead", lang))
    told(said(run.facts, lang, "notifiers", ids=("brev-08", "brev-09")), lang)
    events = law.duty(run.facts)
    if events.empty:
        return
    st.subheader(say("notifiers.law_heading", lang), anchor=False)
    st.markdown(say("notifiers.law_lead", lang))
    items = []
    for row in events.to_dict("records"):
        effect = row[f"effect_{lang}"]
        note = f" <span class='atlas-note'>{escape(effect)}</span>" if effect else ""
        source = show.linked(run.facts.snapshots[int(row["snapshot"])], lang)
        date, act = escape(fmt.date(row["date"], lang)), escape(row["law"] or "")
        text = escape(row[f"text_{lang}"])
        items.append(
            f"<li><strong>{date}</strong> {text} ({act}){note}"
            f" <span class='atlas-source'>{source}</span></li>"
        )
    st.html(f"<ul class='atlas-told'>{''.join(items)}</ul>")
