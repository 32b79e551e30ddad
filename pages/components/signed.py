"""What a municipality writes and signs: what a form read, saving it, removing it, and who did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from data import kept, workspace
from data.kept import ChangedError, Kept, RefusedSayingError, Said
from data.schema.workspace import SIGNED_SIGNS, OwnSaying

FAILURES = (*workspace.FAILURES, workspace.NewerError)
Tell = Callable[[str, str, str], str]
"""An item, its value and its text as one line, for the two that met to be read side by side."""


@dataclass(frozen=True)
class Form:
    """One form: whose it is, what it was filled with when it was read, and how often begun anew."""

    area: str
    kind: str
    read: Kept
    turn: int

    def key(self, name: str) -> str:
        """The key of one widget; a form begun anew has other ones, and so what is kept in them."""
        return f"kept.{self.kind}.{self.area}.{self.turn}.{name}"


def opened(area: str, kind: str, language: Language, tell: Tell) -> Form:
    """The form as it was read first, with what was told in the run before, and what is new since.

    What it read stays with it until it is saved or fetched anew, however often the page runs: only
    so can saving tell whether somebody else saved in the meantime.
    """
    now = kept.kept(area, kind)
    read: Kept = st.session_state.setdefault(_read_key(area, kind), now)
    found = Form(area, kind, read, st.session_state.get(_turn_key(area, kind), 0))
    _told(found, language, tell)
    if _editions(now) != _editions(read):
        st.info(say("kept.newer", language))
        _lines([(_by(row, language), _of(row, tell)) for row in now.values()])
        fetch(found, language)
    return found


def sign(form: Form, language: Language, label: str, keep: Callable[[Form], None]) -> None:
    """Who says it, an office and no person's name needed, and the button that keeps it."""
    st.text_input(
        say("kept.signed", language),
        key=form.key("signed"),
        max_chars=SIGNED_SIGNS,
        help=say("kept.signed_help", language),
    )
    st.form_submit_button(
        label, type="primary", icon=":material/save:", on_click=keep, args=(form,)
    )


def save(form: Form, wanted: Mapping[str, Said | None]) -> None:
    """Keep what is wanted, or remember for the next run why it was not kept; for a callback."""
    signed = str(st.session_state.get(form.key("signed"), ""))
    if not wanted:
        _remember(form, "nothing")
        return
    try:
        kept.keep(form.area, form.kind, wanted, read=form.read, signed=signed)
    except ChangedError as changed:
        st.session_state[_read_key(form.area, form.kind)] = changed.now
        _remember(form, "changed", mine=wanted, now=changed.now)
    except RefusedSayingError as refused:
        _remember(form, "refused", rule=refused.rule)
    except FAILURES as fault:
        _remember(form, "failed", reason=str(fault))
    else:
        renew(form)
        _remember(form, "saved" if any(wanted.values()) else "removed")


def renew(form: Form) -> None:
    """Begin the form anew with what is kept now."""
    st.session_state.pop(_read_key(form.area, form.kind), None)
    st.session_state[_turn_key(form.area, form.kind)] = form.turn + 1


def fetch(form: Form, language: Language) -> None:
    """A button that leaves what was typed and shows what is kept."""
    st.button(say("kept.fetch", language), key=form.key("fetch"), on_click=renew, args=(form,))


def remover(form: Form, language: Language) -> None:
    """A button that removes everything of the kind, after it has asked once more."""
    if not form.read:
        return
    with st.popover(say("kept.remove", language), icon=":material/delete:"):
        st.markdown(say("kept.remove_sure", language))
        st.button(
            say("kept.remove_yes", language),
            key=form.key("remove"),
            type="primary",
            on_click=save,
            args=(form, dict.fromkeys(form.read)),
        )


def line(row: OwnSaying, language: Language) -> None:
    """Who said it and when, in small print."""
    st.html(f"<p class='atlas-source'>{escape(_by(row, language))}</p>")


def _by(row: OwnSaying, language: Language) -> str:
    when = fmt.date(f"{row.saved:%Y-%m-%d}", language)
    return say("kept.by", language, signed=row.signed, when=when)


def _of(row: OwnSaying, tell: Tell) -> str:
    return tell(row.item, row.value, row.text)


def _told(form: Form, language: Language, tell: Tell) -> None:
    """What the run before had to say; of two that met, both."""
    found = st.session_state.pop(_told_key(form.area, form.kind), None)
    if found is None:
        return
    key, values = found
    if key == "refused":
        st.error(say(f"kept.refused.{values['rule']}", language))
    elif key == "failed":
        st.error(say("own.not_stored", language, reason=values["reason"]))
    elif key == "changed":
        st.error(say("kept.changed", language))
        _both(values["mine"], values["now"], language, tell)
        fetch(form, language)
    else:
        shown = st.info if key == "nothing" else st.success
        shown(say(f"kept.{key}", language))


def _both(mine: Mapping[str, Said | None], now: Kept, language: Language, tell: Tell) -> None:
    removed = say("kept.is_removed", language)
    rows: list[tuple[str, str]] = []
    for item, said in mine.items():
        theirs = now.get(item)
        who = _by(theirs, language) if theirs else say("kept.theirs", language)
        rows.append((who, _of(theirs, tell) if theirs else removed))
        rows.append(
            (say("kept.mine", language), tell(item, said.value, said.text) if said else removed)
        )
    _lines(rows)


def _lines(rows: list[tuple[str, str]]) -> None:
    items = "".join(
        f"<li>{lines_of(text)} <span class='atlas-source'>{escape(who)}</span></li>"
        for who, text in rows
    )
    st.html(f"<ul class='atlas-told'>{items}</ul>")


def lines_of(text: str) -> str:
    """A foreign text as harmless HTML, its lines kept."""
    return "<br>".join(escape(text).split("\n"))


def _remember(form: Form, key: str, **values: object) -> None:
    st.session_state[_told_key(form.area, form.kind)] = (key, values)


def _editions(found: Kept) -> dict[str, str]:
    return {item: row.edition for item, row in found.items()}


def _read_key(area: str, kind: str) -> str:
    return f"kept.read.{kind}.{area}"


def _turn_key(area: str, kind: str) -> str:
    return f"kept.turn.{kind}.{area}"


def _told_key(area: str, kind: str) -> str:
    return f"kept.told.{kind}.{area}"
