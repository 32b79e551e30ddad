"""Choosers: what a reader picks is in the address, and a select box stands behind every click."""

from collections.abc import Callable, Sequence

import streamlit as st

import geo.municipalities as geo
from analysis.measure import available, leading
from catalog import format as fmt
from catalog.load import former_ids, indicators
from catalog.model import Language
from catalog.words import say
from data.facts import Facts
from pages.components import address

NONE = ""
TOPICS = ("notifications", "outcomes", "context", "population")
"""Three signs that sort after z, in the order of the three letters."""


def indicator(facts: Facts, language: Language) -> str:
    """One of the mapped indicators that there are figures of; an id renamed since still opens."""
    known, first = _mapped(facts), leading(facts)
    names = {name: indicators()[name].name[language] for name in known}
    return one("indicator", known, language, default=first, shown=names.__getitem__)


def switch(facts: Facts, offered: Sequence[str], language: Language) -> str:
    """One of a few indicators side by side; the same parameter as `indicator`, so it follows.

    Another indicator, chosen on another page, stays in the address until one of these is chosen.
    """
    names = {name: found.short[language] for name, found in indicators().items()}
    known = list(dict.fromkeys([*offered, *_mapped(facts)]))
    asked = address.read("indicator", known, default=offered[0], shown=names.__getitem__)
    key = "atlas.pick.switch"
    chosen = asked if asked in offered else offered[0]
    st.session_state[key] = chosen
    st.segmented_control(
        say("pick.indicator", language),
        offered,
        key=key,
        required=True,
        format_func=lambda name: say(f"verdict.switch_{name}", language),
        on_change=address.take,
        args=("indicator", key),
    )
    address.write("indicator", asked)
    return chosen


def _mapped(facts: Facts) -> list[str]:
    """The mapped indicators that there are figures of; an id renamed since is led to its new."""
    first = leading(facts)
    known = [name for name, found in indicators().items() if found.map and available(facts, name)]
    known = known or [first]
    known.sort(key=lambda name: (TOPICS.index(indicators()[name].topic), name != first))
    asked = st.query_params.get("indicator", "")
    if asked in former_ids():
        address.choose("indicator", former_ids()[asked])
    return known


def period(periods: Sequence[str], language: Language) -> str:
    """One of the periods there are figures for, the newest first."""
    newest_first = sorted(periods, reverse=True)
    names = {code: fmt.period(code, language) for code in newest_first}
    return one("period", newest_first, language, default=newest_first[0], shown=names.__getitem__)


def area(language: Language) -> str:
    """One of the 98 municipalities by code, or none, which is an empty text."""
    codes = sorted(geo.municipalities(), key=by_name)
    names = {NONE: say("pick.no_area", language)}
    names |= {code: geo.municipality(code).name for code in codes}
    return one("area", list(names), language, default=NONE, shown=names.__getitem__)


def one(
    name: str,
    options: Sequence[str],
    language: Language,
    *,
    default: str,
    shown: Callable[[str], str],
) -> str:
    """A select box whose answer is the parameter `name` of the address."""
    value = address.read(name, options, default=default, shown=shown)
    key = f"atlas.pick.{name}"
    st.session_state[key] = value
    st.selectbox(
        say(f"pick.{name}", language),
        options,
        key=key,
        format_func=shown,
        on_change=address.take,
        args=(name, key),
    )
    address.write(name, value)
    return value


def by_name(code: str) -> str:
    """A key that sorts codes by the names of their municipalities."""
    return fmt.danish(geo.municipality(code).name)
