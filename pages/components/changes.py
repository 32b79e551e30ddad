"""What the latest build left to look at: its remarks, changed figures, and the rate's two twins."""

from collections.abc import Callable, Iterable
from functools import partial

import pandas as pd
import streamlit as st

from analysis.result import cite
from analysis.twin import Twin, twin
from catalog import format as fmt
from catalog.load import indicators, sources
from catalog.model import Language
from catalog.words import say
from data.schema import Remark, Snapshot
from pages.components import show
from pages.components.session import Run
from reports.changes import remark_kind, remarks_csv, revisions_csv, twin_csv
from reports.download import area_name

SHOWN = 50
"""Rows of a list shown on the page; the file has all."""
LINES = 3
ORDER = ("held_back", "absent", "sum", "jump")


def remarks(run: Run) -> None:
    """What the build noticed in the fetched tables: what was held back before all else."""
    found, lang = run.facts.rows(Remark), run.language
    if found.empty:
        st.markdown(say("changes.remarks_none", lang))
        return
    st.markdown(say("changes.remarks_lead", lang))
    found = found.assign(rank=[_rank(kind) for kind in found["kind"]])
    found = found.sort_values(["rank", "source", "id"], ignore_index=True)
    head = found.head(SHOWN)
    table = {
        "kind": [remark_kind(kind, lang) for kind in head["kind"]],
        "source": [sources()[source].name[lang] for source in head["source"]],
        "period": [fmt.period(p, lang) if isinstance(p, str) else "–" for p in head["period"]],
        "text": [short(text, lang) for text in head[f"text_{lang}"]],
    }
    _shown("remarks", table, found, [], partial(remarks_csv, found, lang), lang)


def revisions(run: Run) -> None:
    """Every figure that is another than in the build before."""
    found, lang = run.facts.revisions(), run.language
    if found.empty:
        st.markdown(say("changes.revisions_none", lang))
        return
    st.markdown(say("changes.revisions_lead", lang))
    head = found.head(SHOWN)
    decimals = [indicators()[name].decimals for name in head["indicator"]]
    table = {
        "indicator": [indicators()[name].name[lang] for name in head["indicator"]],
        "area": [area_name(code, lang) for code in head["area"]],
        "period": [fmt.period(code, lang) for code in head["period"]],
        "before": list(map(fmt.number, head["before"], [lang] * len(head), decimals)),
        "after": list(map(fmt.number, head["after"], [lang] * len(head), decimals)),
        "edition": [cite(run.facts.snapshots[key], lang) for key in head["snapshot"]],
    }
    behind = [run.facts.snapshots[key] for key in found["snapshot"].unique()]
    rows = partial(revisions_csv, found, run.facts.snapshots, lang)
    _shown("revisions", table, found, behind, rows, lang)


def twins(run: Run) -> None:
    """The cells where the embedded rate and the one calculated again are not the same."""
    found, lang = twin(run.facts), run.language
    if found is None:
        st.markdown(say("changes.twin_none", lang))
        return
    st.markdown(say("changes.twin_lead", lang, name=found.embedded.indicator.name[lang]))
    cells = fmt.number(found.cells, lang)
    differing = fmt.number(len(found.differing), lang)
    st.markdown(f"**{say('changes.twin_count', lang, count=differing, total=cells)}**")
    if found.compared < found.cells:
        lacking = fmt.number(found.cells - found.compared, lang)
        st.markdown(say("changes.twin_uncompared", lang, count=lacking, total=cells))
    if len(found.differing):
        _differing(found, lang)
    show.source(show.snapshots_of([found.embedded, found.recomputed]), lang)


def short(text: str, language: Language) -> str:
    """The first lines of a text, and how many more there are."""
    lines = text.splitlines()
    if len(lines) <= LINES:
        return " ".join(lines)
    more = say("refresh.more", language, count=fmt.number(len(lines) - LINES, language))
    return " ".join([*lines[:LINES], more])


def _differing(found: Twin, lang: Language) -> None:
    head = found.differing.head(SHOWN)
    table = {
        "area": [area_name(code, lang) for code in head["area"]],
        "period": list(head["period"]),
        "embedded": [fmt.number(float(value), lang, 2) for value in head["embedded"]],
        "recomputed": [fmt.number(float(value), lang, 2) for value in head["recomputed"]],
        "difference": [fmt.signed(float(value), lang, 2) for value in head["difference"]],
    }
    behind = show.snapshots_of([found.embedded, found.recomputed])
    _shown("twin", table, found.differing, behind, lambda: twin_csv(found, lang), lang)


def _rank(kind: str) -> int:
    return ORDER.index("sum" if kind.startswith("sum") else kind)


def _shown(
    part: str,
    columns: dict[str, list[str]],
    whole: pd.DataFrame,
    behind: Iterable[Snapshot],
    csv: Callable[[], bytes],
    language: Language,
) -> None:
    """A list that may be long: how much of the `whole` is shown, that, and the file of all."""
    table = pd.DataFrame(columns)
    if len(whole) > len(table):
        shown, total = (fmt.number(len(one), language) for one in (table, whole))
        st.caption(say("changes.shown", language, shown=shown, total=total))
    table = table.rename(columns=lambda name: say(f"changes.{name}", language))
    named = table.set_index(table.columns[0])
    what = say(f"changes.{part}_heading", language)
    found = show.of_words(named, language, what=what, snapshots=behind, csv=csv)
    show.numbers(found, key=part)
