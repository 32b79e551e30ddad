"""The law on reception: its events by date, and each duty with its paragraphs before and now."""

from html import escape

import pandas as pd
import streamlit as st

from analysis import law
from analysis.statements import said
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from pages.components import show
from pages.components.session import Run
from pages.components.told import told

EVENTS = (
    "law-2011-01-01-barnets-reform",
    "law-2011-01-01-barnets-reform-duty",
    "law-2013-10-01-overgrebspakken-24-hours",
    "law-2013-10-01-overgrebspakken-reassessment",
    "law-2013-10-01-overgrebspakken-professionals",
    "law-2014-04-01-reporting-starts",
    "law-2024-01-01-barnets-lov",
    "law-2024-06-21-guidance-9471",
)
REQUIREMENTS = (
    "notif_24h",
    "notif_reassessment",
    "notif_receipt_6_days",
    "notif_feedback_professionals",
)
GUIDANCE = "reception-law-guidance-2024"


def section(run: Run) -> None:
    """Events in law by date, and the paragraphs behind each duty before and now."""
    lang = run.language
    st.header(say("reception.law_heading", lang), anchor=False)
    st.html(f"<ul class='atlas-told'>{''.join(_events(run))}</ul>")
    told(said(run.facts, lang, "reception", ids=(GUIDANCE,)), lang)
    rows = law.requirements(run.facts, REQUIREMENTS)
    if len(rows):
        st.subheader(say("reception.duties_heading", lang), anchor=False)
        behind = tuple(run.facts.snapshots[int(key)] for key in rows["snapshot"].unique())
        what = say("reception.duties_heading", lang)
        duties = show.of_words(_duties(rows, run), lang, what=what, snapshots=behind)
        show.numbers(duties, key="duties")
        show.source(behind, lang)


def _events(run: Run) -> list[str]:
    lang = run.language
    return [
        f"<li><strong>{escape(fmt.date(row['date'], lang))}</strong> "
        f"{escape(_event(row, lang))}"
        f"<span class='atlas-source'>"
        f"{show.linked(run.facts.snapshots[int(row['snapshot'])], lang)}</span></li>"
        for row in _whole(law.events(run.facts, EVENTS)).to_dict("records")
    ]


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with an empty text where the source has none."""
    return rows.astype(object).where(rows.notna(), "")


def _event(row: dict[str, object], language: Language) -> str:
    law_of = f" ({row['law']})" if row["law"] else ""
    effect = f" {row[f'effect_{language}']}." if row[f"effect_{language}"] else ""
    return f"{row[f'text_{language}']}{law_of}.{effect}"


def _duties(rows: pd.DataFrame, run: Run) -> pd.DataFrame:
    """What each duty is, its paragraphs before 2024 and since, and what was seen of them."""
    lang, names = run.language, dimensions()["requirement"].codes
    every = rows.to_dict("records")
    cells = {
        say("reception.column_change", lang): _whole(rows)[f"change_{lang}"].tolist(),
        say("reception.column_before", lang): [law.paragraph(r, "before", lang) for r in every],
        say("reception.column_after", lang): [law.paragraph(r, "after", lang) for r in every],
        say("reception.column_seen", lang): _whole(rows)[f"verified_{lang}"].tolist(),
    }
    return pd.DataFrame(cells, index=[names[code][lang] for code in rows["requirement"]])
