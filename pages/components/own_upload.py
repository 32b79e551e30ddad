"""Upload a file of own figures: every fault at once, or a summary, and only then it is kept."""

from html import escape

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from catalog import format as fmt
from catalog.load import own_measures
from catalog.model import Language
from catalog.words import say
from data import workspace
from data.faults import TOLD_AT_MOST, RefusedError
from data.importers.own import KINDS, NOTE_SIGNS, OwnFile, has_cpr, read_own
from data.importers.own.names import MEASURES
from pages.components import own_shelf, show
from reports.own import template_csv, template_workbook

ROUND, READ = "own.round", "own.read"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = """
[data-testid="stFileUploaderDropzone"] button p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{button}"; font-size: 1rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"] * {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"]::after {{
  content: "{limits}"; font-size: 0.9rem;
}}
"""
"""Streamlit's uploader speaks English only; these put the page's language in its place."""


def templates(language: Language) -> None:
    """How a file must look, and the two templates."""
    st.markdown(say("own.upload_lead", language))
    left, right, _ = st.columns([2, 2, 3])
    with left:
        show.file(
            say("own.template_workbook", language),
            lambda: template_workbook(language),
            name=f"{say('own.template_name', language)}.xlsx",
            key="own.template.xlsx",
            mime=SHEET_TYPE,
        )
    with right:
        show.file(
            say("own.template_csv", language),
            lambda: template_csv(language),
            name=f"{say('own.template_name', language)}.csv",
            key="own.template.csv",
        )


def upload(area: str, language: Language) -> None:
    """The place to drop a file, and what was found in it."""
    words = WORDS.format(
        button=say("own.choose_file", language), limits=say("own.limits", language)
    )
    st.html(f"<style>{words}</style>")
    turn = st.session_state.get(ROUND, 0)
    given = st.file_uploader(
        say("own.file", language), type=list(KINDS), key=f"own.file.{area}.{turn}"
    )
    if given is None:
        return
    found = _read(given.file_id, given.getvalue(), given.name, area)
    if isinstance(found, RefusedError):
        _faults(found, language)
    else:
        _summary(found, area, language)


def _read(number: str, raw: bytes, name: str, area: str) -> OwnFile | RefusedError:
    """The file as it was read, kept for the runs after this one."""
    kept = st.session_state.get(READ)
    if kept is None or kept[0] != (number, area):
        try:
            found: OwnFile | RefusedError = read_own(raw, name, municipality=area)
        except RefusedError as refused:
            found = refused
        kept = st.session_state[READ] = ((number, area), found)
    answer: OwnFile | RefusedError = kept[1]
    return answer


def _faults(refused: RefusedError, language: Language) -> None:
    """All that is wrong, by row and column; of very many the first, with every kind among them."""
    count, kinds = len(refused.faults), len({fault.rule for fault in refused.faults})
    st.error(
        say("own.refused", language, count=fmt.number(count, language), kinds=kinds),
        icon=":material/error:",
    )
    items = "".join(f"<li>{escape(line)}</li>" for line in refused.told(language).splitlines())
    st.html(f"<ul class='atlas-faults'>{items}</ul>")
    if count > TOLD_AT_MOST:
        more = fmt.number(count - TOLD_AT_MOST, language)
        st.caption(say("own.more_faults", language, count=more))


def _summary(found: OwnFile, area: str, language: Language) -> None:
    """What the file holds and what it takes the place of; nothing is kept before the button."""
    months = sorted({row.period for row in found.rows})
    span = "–".join(dict.fromkeys(fmt.period(m, language) for m in (months[0], months[-1])))
    values = {"rows": fmt.number(len(found.rows), language), "count": len(months), "span": span}
    st.success(say("own.no_faults", language))
    st.markdown(say("own.summary", language, name=geo.municipality(area).name, **values))
    show.plain(_totals(found, language))
    st.markdown(_replaced(found, area, language))
    note = st.text_input(say("own.note", language), max_chars=NOTE_SIGNS, key="own.note")
    if has_cpr(note):
        st.error(say("fault.own_cpr", language))
        return
    st.button(
        say("own.save", language),
        key="own.save",
        type="primary",
        icon=":material/save:",
        on_click=_save,
        args=(found, area, note),
    )


def _totals(found: OwnFile, language: Language) -> pd.DataFrame:
    """Each measure in total over the file's months."""
    table = pd.DataFrame([vars(row) for row in found.rows])
    totals = table[table["dimension"] == "total"].groupby("measure")["count"].sum()
    rows = {
        own_measures()[name].short[language]: fmt.number(float(totals[name]), language)
        for name in MEASURES
        if name in totals
    }
    return pd.DataFrame({say("own.in_file", language): rows})


def _replaced(found: OwnFile, area: str, language: Language) -> str:
    """Which stored months the file takes the place of."""
    stored = workspace.counts(area)
    before = set(zip(stored["period"], stored["dimension"], strict=True))
    months = sorted({row.period for row in found.rows if (row.period, row.dimension) in before})
    if any(each.sha256 == found.sha256 for each in workspace.imports(area)):
        return say("own.same_file", language)
    if not months:
        return say("own.replaces_nothing", language)
    told = fmt.listed([fmt.period(month, language) for month in months], language)
    return say("own.replaces", language, months=told)


def _save(found: OwnFile, area: str, note: str) -> None:
    try:
        workspace.store(found.rows, area, file=found.name, sha256=found.sha256, note=note)
    except workspace.FAILURES as fault:
        own_shelf.tell("not_stored", reason=str(fault))
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state.pop(READ, None)
    own_shelf.tell("saved", rows=len(found.rows))
