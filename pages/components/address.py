"""Every choice is in the address by id: read it, write it, and say so when a value is unknown.

Streamlit's own binding drops unknown values silently and leaves defaults out, so that an address
copied today would show something else when next year's figures are in.
"""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import streamlit as st

MEMORY, UNKNOWN, PENDING = "atlas.memory", "atlas.unknown", "atlas.pending"
LAST, BARE, BACK = "atlas.last", "atlas.bare", "atlas.back"
COMPLETED = "atlas.completed"
SHOWN_AT_MOST = 40
NAMES = (
    "lang",
    "indicator",
    "period",
    "other",
    "area",
    "compare",
    "with",
    "weights",
    "view",
    "base",
    "measure",
    "part",
)
SEVERAL = "."
"""Between several values of one parameter; it needs no escaping in an address."""


def arrive() -> None:
    """Begin a run: see whether the address says anything, and whether the reader came back to it.

    An address is completed with what it leaves out, a bare one from memory, so that choices follow
    from page to page. One that was completed before and is here again on the same page is where the
    browser's Back led to: it is left as it is, or Back would never get past it.
    """
    found = _here()
    same_page = st.session_state.get(LAST) == found[0]
    st.session_state[BARE] = not found[1]
    st.session_state[BACK] = same_page and found in _completed()
    st.session_state[PENDING] = {}
    st.session_state[LAST] = found[0]


def read(
    name: str, known: Sequence[str], *, default: str, shown: Callable[[str], str] = str
) -> str:
    """The value of a parameter: from the address, else as last chosen, else the default.

    What was chosen last counts only at a bare address. A value that is not known is kept for
    `unknown` to tell of, with what is `shown` instead.
    """
    found = st.query_params.get(name)
    remembered = _memory().get(name, default) if st.session_state.get(BARE, True) else default
    fallback = remembered if remembered in known and not _came_back(name) else default
    if found is None:
        return fallback
    if found not in known:
        _unknown().append((name, plain(found), shown(fallback)))
        return fallback
    return found


def read_several(name: str, known: Sequence[str]) -> list[str]:
    """The values of a parameter that holds several, each once; found and remembered as in `read`.

    Those not known are left out, and `unknown` tells of them with nothing in their place.
    """
    asked = st.query_params.get(name)
    if asked is None and st.session_state.get(BARE, True) and not _came_back(name):
        asked = _memory().get(name)
    found = list(dict.fromkeys(value for value in (asked or "").split(SEVERAL) if value))
    _unknown().extend((name, plain(value), "") for value in found if value not in known)
    return [value for value in found if value in known]


def unused(name: str, known: Sequence[str]) -> None:
    """A parameter that this page does not use: its values stay, and unknown ones are told of."""
    found = dict.fromkeys(st.query_params.get(name, "").split(SEVERAL))
    _unknown().extend((name, plain(value), "") for value in found if value and value not in known)


def write(name: str, value: str) -> None:
    """Keep a choice for the other pages, and for the address when the page is whole."""
    _memory()[name] = value
    st.session_state.setdefault(PENDING, {})[name] = value


def flush() -> None:
    """Put all choices of the run in the address in one step: one step back undoes them."""
    pending: dict[str, str] = st.session_state.pop(PENDING, {})
    before = _here()
    if not st.session_state.get(BACK):
        _put(pending)
        if _here() != before:
            _completed().add(before)


def take(name: str, key: str) -> None:
    """A widget's answer becomes the choice; for use as its callback."""
    choose(name, str(st.session_state[key]))


def take_several(name: str, key: str) -> None:
    """The same for a widget with several answers."""
    choose(name, SEVERAL.join(st.session_state[key]))


def choose(name: str, value: str) -> None:
    """A choice made in a callback stands in the address before the page runs again."""
    _memory()[name] = value
    _put({name: value})


def unknown() -> list[tuple[str, str, str]]:
    """What was asked for in this run and not known: name, value made harmless, what is shown.

    The last is empty where nothing takes its place.
    """
    found = list(_unknown())
    _unknown().clear()
    return found


def tell(name: str, found: str) -> None:
    """A value that is not known and has nothing in its place, for `unknown` to tell of."""
    _unknown().append((name, plain(found), ""))


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


def _came_back(name: str) -> bool:
    return bool(st.session_state.get(BACK)) and name != "lang"


def _here() -> tuple[str, frozenset[tuple[str, str]]]:
    """This page's path and what its address says."""
    found = {name: st.query_params[name] for name in NAMES if name in st.query_params}
    return urlsplit(st.context.url or "").path, frozenset(found.items())


def _completed() -> set[tuple[str, frozenset[tuple[str, str]]]]:
    completed: set[tuple[str, frozenset[tuple[str, str]]]]
    completed = st.session_state.setdefault(COMPLETED, set())
    return completed


def _put(values: dict[str, str]) -> None:
    kept = {name: found for name, found in st.query_params.items() if name not in values}
    wanted = {**kept, **{name: value for name, value in values.items() if value}}
    if wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)
