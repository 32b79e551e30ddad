"""The files that a municipality has uploaded: what is kept, and how one is removed."""

import streamlit as st

from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from data import workspace
from data.schema.workspace import OwnImport
from pages.components import address

REMOVING, TOLD = "own.removing", "own.told"


def readable(language: Language) -> bool:
    """Whether the workspace can be used; if not, the reason is on the page."""
    try:
        workspace.upgrade()
    except workspace.NewerError as newer:
        st.error(say("own.newer", language, found=newer.found))
        return False
    except workspace.FAILURES as fault:
        st.error(say("own.unreadable", language))
        st.text(str(fault))
        return False
    return True


def tell(key: str, **values: object) -> None:
    """Say something at the top of the next run, when what was done shows on the page."""
    st.session_state[TOLD] = (key, values)


def told(language: Language) -> None:
    """Show what was told in the run before."""
    if TOLD in st.session_state:
        key, values = st.session_state.pop(TOLD)
        shown = st.success if key in ("saved", "removed") else st.error
        shown(say(f"own.{key}", language, **values))


def imports(area: str, language: Language) -> None:
    """The uploads, the newest first, each with a button that asks again before it removes."""
    found = workspace.imports(area)
    if not found:
        st.markdown(say("own.no_imports", language))
        return
    st.markdown(say("own.imports_lead", language))
    for each in found:
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(_line(each, language))
        right.button(
            say("own.remove", language),
            key=f"own.remove.{each.id}",
            on_click=_ask,
            args=(each.id,),
            icon=":material/delete:",
        )
        if st.session_state.get(REMOVING) == each.id:
            _confirm(each, area, language)


def _line(found: OwnImport, language: Language) -> str:
    return say(
        "own.import_line",
        language,
        file=address.plain(found.file),
        when=fmt.date(f"{found.uploaded:%Y-%m-%d}", language),
        rows=fmt.number(found.rows, language),
        note=f" · {address.plain(found.note)}" if found.note else "",
    )


def _confirm(found: OwnImport, area: str, language: Language) -> None:
    with st.container(border=True):
        st.markdown(say("own.remove_sure", language, file=address.plain(found.file)))
        yes, no, _ = st.columns([1, 1, 2])
        yes.button(
            say("own.remove_yes", language),
            key="own.remove.yes",
            type="primary",
            on_click=_remove,
            args=(found.id, area, address.plain(found.file)),
        )
        no.button(say("own.remove_no", language), key="own.remove.no", on_click=_ask, args=(None,))


def _ask(number: int | None) -> None:
    st.session_state[REMOVING] = number


def _remove(number: int, area: str, file: str) -> None:
    _ask(None)
    try:
        workspace.remove(number, area)
    except workspace.FAILURES as fault:
        tell("not_stored", reason=str(fault))
        return
    tell("removed", file=file)
