"""What the study of coordinated reception found, what is known of growth, and the law behind it."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analysis import law
from analysis.barometer import barometer
from analysis.notes import on_whole
from analysis.releases import totals, whole_years
from analysis.statements import Said, said
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import requirement
from charts.releases import releases
from pages.components import casework_tables, national, show
from pages.components.leads import leads
from pages.components.session import Run
from pages.components.told import told

TOPIC = "reception"
SPREAD = ("modtagelse-03", "modtagelse-04", "modtagelse-05")
ABOUT = ("modtagelse-01", "modtagelse-06", "reception-study-year")
BENEFITS = ("modtagelse-07", "modtagelse-08")
GROWTH = ("modtagelse-02", "modtagelse-09", "modtagelse-10", "reception-growth-2010-2011")
RESERVED = (
    "reception-share-coordinated",
    "reception-share-reorganised",
    "reception-interviews",
)
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
IN_TIME = "notif_24h"


def found(run: Run, ids: tuple[str, ...], topic: str = TOPIC) -> list[Said]:
    """Some sayings of the sources, in the order of `ids`."""
    return sorted(said(run.facts, run.language, topic, ids=ids), key=lambda one: ids.index(one.id))


def spread(run: Run) -> None:
    """How many have coordinated reception, how it came about, and what the study cannot say."""
    lang = run.language
    st.header(say("reception.spread_heading", lang), anchor=False)
    told(found(run, SPREAD), lang)
    told(found(run, ABOUT), lang)
    notes = [one.note for one in found(run, RESERVED) if one.note]
    show.cautions([*notes, say("reception.no_municipality", lang)], lang)


def benefits(run: Run) -> None:
    """What the interviewed municipalities named, which is experience and no measured effect."""
    lang = run.language
    st.header(say("reception.benefits_heading", lang), anchor=False)
    told(found(run, BENEFITS), lang)
    show.cautions([say("reception.not_measured", lang)], lang)


def growth(run: Run) -> None:
    """What was known of growth then, and the national totals as they were printed since."""
    lang = run.language
    st.header(say("reception.growth_heading", lang), anchor=False)
    told(found(run, GROWTH), lang)
    st.markdown(say("reception.growth_lead", lang))
    printed = totals(run.facts)[0]
    yearly = whole_years(printed)
    if yearly.usable().empty:
        return
    title = say("reception.growth_title", lang)
    drawn = releases(yearly, lang, title=title, events=law.marked(run.facts))
    minded = show.noted(on_whole(printed), lang, dated=True)
    notes = (*drawn.notes, say("reception.growth_drawn", lang))
    drawn = replace(drawn, notes=notes, minded=tuple(minded))
    taken = show.show(drawn, lang, key="reception.growth")
    show.cautions(minded, lang)
    table = national.table(run, (printed,))
    show.table(table, printed, lang, key="reception.growth", beside=taken)


def in_law(run: Run) -> None:
    """Events in law by date, and the paragraphs behind each duty before and now."""
    lang = run.language
    st.header(say("reception.law_heading", lang), anchor=False)
    st.html(f"<ul class='atlas-told'>{''.join(_events(run))}</ul>")
    told(found(run, ("reception-law-guidance-2024",)), lang)
    rows = law.requirements(run.facts, REQUIREMENTS)
    if len(rows):
        st.subheader(say("reception.duties_heading", lang), anchor=False)
        behind = tuple(run.facts.snapshots[int(key)] for key in rows["snapshot"].unique())
        what = say("reception.duties_heading", lang)
        duties = show.of_words(_duties(rows, run), lang, what=what, snapshots=behind)
        show.numbers(duties, key="duties")
        show.source(behind, lang)


def in_time(run: Run) -> None:
    """What the barometer found of the 24 hours, edition by edition, and the way to its page."""
    lang, known = run.language, barometer(run.facts)
    st.header(say("reception.in_time_heading", lang), anchor=False)
    told(found(run, ("barometer-05",), "barometer"), lang)
    if IN_TIME in known.requirements():
        taken = show.show(requirement(known, IN_TIME, lang), lang, key=IN_TIME)
        casework_tables.of_requirement(known, IN_TIME, lang, beside=taken)
        show.cautions([say("reception.in_time_caution", lang)], lang)
    leads("barometer", say("reception.barometer_link", lang), lang)


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
