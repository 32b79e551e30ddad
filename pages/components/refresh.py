"""The panel that fetches and builds: a button, how far it is, how it ended, and what there is."""

from datetime import datetime
from html import escape

import pandas as pd
import streamlit as st

from catalog import format as fmt
from catalog.load import sources, tables
from catalog.model import Language, Table
from catalog.words import say
from data.background import State, start, state
from data.cards import Release
from data.holdings import holdings
from data.journal import Journal, Line
from data.settings import settings
from pages.components import show
from pages.components.changes import short
from pages.components.session import Run

EVERY_SECONDS = 1.0
LAST = 8
"""Lines of the log that are seen while it grows."""
LATE = "atlas.refresh.late"
BOXES = {"went_well": st.success, "needless": st.info, "unreachable": st.warning}


def panel(run: Run) -> None:
    """Everything about fetching: the run at work or the newest one, and the tables there are."""
    lang = run.language
    st.markdown(say("refresh.lead", lang))
    now = _state()
    st.button(
        say("refresh.press", lang),
        key="atlas.refresh",
        icon=":material/cloud_download:",
        disabled=now.running or now.elsewhere,
        on_click=_press,
        args=(lang,),
    )
    if st.session_state.pop(LATE, False):
        st.info(say("refresh.at_work", lang))
    busy = now.running or now.elsewhere
    st.fragment(_follow, run_every=EVERY_SECONDS if busy else None)(lang, busy)
    _tables(lang)


def _press(language: Language) -> None:
    found = settings()
    st.session_state[LATE] = not start(found.facts_file, found.fetched, language)


def _state() -> State:
    return state(settings().facts_file, settings().fetched)


def _follow(language: Language, busy: bool) -> None:
    """How far it is; when that has ended, the whole page runs again and shows the new figures."""
    now = _state()
    if (now.running or now.elsewhere) != busy:
        st.rerun()
    if now.running:
        _running(now, language)
    elif now.elsewhere:
        st.info(say("refresh.elsewhere", language))
    elif now.lines:
        _ended(now, language)


def _running(now: State, lang: Language) -> None:
    told = now.lines[-1].told(lang) if now.lines else say("refresh.starting", lang)
    done, total = fmt.number(len(now.done), lang), fmt.number(len(tables()), lang)
    st.progress(now.part, text=say("refresh.progress", lang, done=done, total=total, now=told))
    if now.lines:
        _log(now.lines[-LAST:], lang)


def _ended(now: State, lang: Language) -> None:
    when = _when(now.lines[0].at, lang)
    if now.end is None:
        st.warning(say("refresh.interrupted", lang, when=when))
    else:
        st.caption(say("refresh.newest", lang, when=when))
        BOXES.get(now.end.outcome, st.error)(now.end.told(lang))
    if now.done:
        st.markdown(_counts(now, lang))
    _list(say("refresh.why_held", lang), now.held, lang)
    _list(say("refresh.why_refused", lang), now.reasons, lang)
    with st.expander(say("refresh.log", lang)):
        _log(now.lines, lang)
        name = Journal(settings().facts_file).text.name
        st.caption(say("refresh.log_where", lang, file=name))


def _counts(now: State, lang: Language) -> str:
    outcomes = [line.outcome for line in now.done]
    found = {key: outcomes.count(key) for key in ("fetched", "unchanged")}
    counts = {key: fmt.number(count, lang) for key, count in found.items()}
    return say("refresh.counts", lang, held=fmt.number(len(now.held), lang), **counts)


def _list(head: str, lines: tuple[Line, ...], lang: Language) -> None:
    """Reasons as a list; what StatBank itself said is among them and is shown as plain text."""
    if lines:
        items = "".join(f"<li>{escape(_reason(line, lang))}</li>" for line in lines)
        st.html(
            f"<div class='atlas-cautions'><strong>{escape(head)}</strong><ul>{items}</ul></div>"
        )


def _reason(line: Line, lang: Language) -> str:
    name = sources()[line.about].table if line.about in sources() else ""
    text = short(line.told(lang), lang)
    return f"{name}: {text}" if name else text


def _log(lines: tuple[Line, ...], lang: Language) -> None:
    told = [f"{line.at.astimezone():%H:%M:%S}  {short(line.told(lang), lang)}" for line in lines]
    with st.container(key="refresh-log"):
        st.text("\n".join(told))


def _tables(lang: Language) -> None:
    found = holdings(settings().fetched)
    st.header(say("refresh.there_heading", lang), anchor=False)
    counts = {
        "there": sum(release is not None for _, release in found),
        "total": len(found),
        "described": sum(not table.seen for table, _ in found),
    }
    told = {key: fmt.number(count, lang) for key, count in counts.items()}
    st.markdown(say("refresh.there", lang, **told))
    rows = pd.DataFrame([_row(table, release, lang) for table, release in found])
    there = rows.set_index(rows.columns[0])
    what = say("refresh.there_heading", lang)
    show.numbers(show.of_words(there, lang, what=what, snapshots=[]), key="refresh-tables")


def _row(table: Table, release: Release | None, lang: Language) -> dict[str, str]:
    found = {
        "table": sources()[table.source].name[lang],
        "edition": release.edition if release else "–",
        "retrieved": _retrieved(release, lang),
        "rows": fmt.number(release.rows, lang) if release else "–",
        "standing": say(f"standing.{release.card.standing}", lang) if release else "–",
        "seen": say("refresh.seen" if table.seen else "refresh.described", lang),
    }
    return {say(f"refresh.column_{key}", lang): value for key, value in found.items()}


def _retrieved(release: Release | None, lang: Language) -> str:
    if release is None:
        return say("fetch.never", lang)
    return fmt.date(release.card.retrieved[:10], lang) if release.card.retrieved else "–"


def _when(at: datetime, lang: Language) -> str:
    local = at.astimezone()
    clock = f"{local:%H.%M}" if lang == "da" else f"{local:%H:%M}"
    return say("refresh.when", lang, date=fmt.date(f"{local:%Y-%m-%d}", lang), clock=clock)
