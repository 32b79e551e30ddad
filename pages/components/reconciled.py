"""Why two numbers differ: each pair with its figures, how far apart they lie, and why."""

from html import escape

import streamlit as st

from analysis.explanations import quoted
from analysis.reconcile import Figure, Reconciled, reconciled
from catalog.differing import Reason
from catalog.model import Language
from catalog.words import say
from pages.components import show
from pages.components.session import Run
from reports.download import area_name
from reports.reconcile import differences_csv, gap_told, notes, stands, value_told, worked_out

MADE_UP = "synthetic"


def section(run: Run) -> None:
    """Every declared difference, its figures in its heading, and one file with all of them."""
    lang, found = run.language, reconciled(run.facts)
    st.markdown(say("differences.lead", lang))
    for one in found:
        with st.expander(_heading(one, lang)):
            if any(s.standing == MADE_UP for f in one.figures for s in f.snapshots):
                show.made_up(lang)
            st.html(_figures(one, lang))
            st.markdown(gap_told(one, lang))
            st.html(_reasons(run, one))
    behind = [s for one in found for figure in one.figures for s in figure.snapshots]
    what = say("sources.differences_heading", lang)
    rows = show.of_list(lambda: differences_csv(found, lang), lang, what=what, snapshots=behind)
    show.files(rows, key="differences")


def _heading(one: Reconciled, language: Language) -> str:
    name, known = one.difference.name[language], [f for f in one.figures[:2] if f.parts]
    if len(known) < 2:
        return say("differences.title_missing", language, name=name)
    first, second = (_in_heading(figure, language) for figure in known)
    return say("differences.title", language, name=name, first=first, second=second)


def _in_heading(figure: Figure, language: Language) -> str:
    """The figure; with the municipality where the question is which one has the highest."""
    value = value_told(figure, language)
    return f"{area_name(figure.parts[0].area, language)} {value}" if figure.highest else value


def _figures(one: Reconciled, language: Language) -> str:
    items = ""
    for number, figure in enumerate(one.figures):
        value = f"<strong>{escape(value_told(figure, language))}</strong> "
        value = f"{value}{escape(figure.unit[language])}. " if figure.parts else ""
        about = [figure.side.name[language], *stands(figure, language)]
        note = " ".join(filter(None, [worked_out(figure, language), *notes(figure, language)]))
        source = "; ".join(show.linked(snapshot, language) for snapshot in figure.snapshots)
        items += (
            f"<li data-side='{escape(one.difference.id)}-{number}'>{value}"
            f"{escape('. '.join(about))}."
            f"<span class='atlas-note'>{escape(note)}</span>"
            f"<span class='atlas-source'>{source}</span></li>"
        )
    return f"<ul class='atlas-told'>{items}</ul>"


def _reasons(run: Run, one: Reconciled) -> str:
    heading = escape(say("differences.why", run.language))
    items = "".join(f"<li>{_reason(run, reason)}</li>" for reason in one.difference.reasons)
    return f"<h4 class='atlas-title'>{heading}</h4><ul class='atlas-told'>{items}</ul>"


def _reason(run: Run, reason: Reason) -> str:
    lang = run.language
    label = f"<strong>{escape(say(f'differences.carried_{reason.carried}', lang))}</strong>"
    rests_on = "; ".join(
        f"{escape(row.text[lang])} ({show.linked(row.snapshot, lang)})"
        for row in quoted(run.facts, reason.sources)
    )
    says = f"<span class='atlas-source'>{rests_on}</span>" if rests_on else ""
    return f"{label} {escape(reason.text[lang])}{says}"
