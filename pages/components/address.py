"""Every choice is in the address by id: read it, write it, and say so when a value is unknown.

Streamlit's own binding drops unknown values silently and leaves defaults out, so that an address
copied today would show something else when next year's figures are in.
"""

from collections.abc import Callable, Sequence

import streamlit as st

MEMORY = "atlas.memory"
UNKNOWN = "atlas.unknown"
SHOWN_AT_MOST = 40


def read(
    name: str, known: Sequence[str], *, default: str, shown: Callable[[str], str] = str
) -> str:
    """The value of a parameter: from the address, else as last chosen, else the default.

    A value that is not known is kept for `unknown` to tell of, with what is `shown` instead.
    """
    found = st.query_params.get(name)
    fallback = _memory().get(name, default)
    fallback = fallback if fallback in known else default
    if found is None:
        return fallback
    if found not in known:
        _unknown().append((name, plain(found), shown(fallback)))
        return fallback
    return found


def write(name: str, value: str) -> None:
    """Put a choice in the address and keep it for the other pages; an empty one is taken out."""
    _memory()[name] = value
    if value and st.query_params.get(name) != value:
        st.query_params[name] = value
    elif not value and name in st.query_params:
        del st.query_params[name]


def take(name: str, key: str) -> None:
    """A widget's answer becomes the choice; for use as its callback."""
    write(name, str(st.session_state[key]))


def unknown() -> list[tuple[str, str, str]]:
    """What was asked for in this run and not known: name, value made harmless, what is shown."""
    found = list(_unknown())
    _unknown().clear()
    return found


def plain(text: str) -> str:
    """A foreign text with nothing in it that a page could take for formatting.

    >>> plain("<b>2031</b> [x](y)")
    'b2031b xy'
    """
    kept = "".join(sign for sign in text if sign.isalnum() or sign in " -_.,")
    return kept[:SHOWN_AT_MOST].strip() or "…"


def _memory() -> dict[str, str]:
    memory: dict[str, str] = st.session_state.setdefault(MEMORY, {})
    return memory


def _unknown() -> list[tuple[str, str, str]]:
    unknown: list[tuple[str, str, str]] = st.session_state.setdefault(UNKNOWN, [])
    return unknown
