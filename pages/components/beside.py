"""Whom a municipality is read beside: the reader's choice, its name, its members, its average."""

from dataclasses import dataclass

import streamlit as st

import geo.municipalities as geo
from analysis.comparison import KINDS, Comparison, Level, choose
from analysis.similar import DEFAULT, Weights
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import address, pick
from pages.components.session import Run


@dataclass(frozen=True)
class Beside:
    """The comparison that a reader chose, with the weights behind the ten most alike."""

    comparison: Comparison
    weights: Weights = DEFAULT


def chosen(run: Run, area: str) -> Beside:
    """Let the reader choose; what is chosen stands in the address as `compare` and `with`."""
    lang = run.language
    names: dict[str, str] = {kind: say(f"beside.{kind}", lang) for kind in KINDS}
    asked = pick.one("compare", KINDS, lang, default="similar", shown=names.__getitem__)
    kind = next(kind for kind in KINDS if kind == asked)
    hand = _hand(area, lang) if kind == "hand" else ()
    return Beside(choose(run.facts, area, kind, hand=hand))


def name(beside: Beside, language: Language) -> str:
    """The comparison in a few words, as a line of a chart is named."""
    own = geo.municipality(beside.comparison.area)
    group = say(f"group.{own.group_code}", language)
    return say(f"beside.line_{beside.comparison.kind}", language, group=group, region=own.region)


def told(beside: Beside, found: Level, language: Language) -> str:
    """Who is in the comparison and how their figures are averaged, for every figure and file."""
    names = sorted(
        (geo.municipality(code).name for code in beside.comparison.members), key=fmt.danish
    )
    return say(
        f"beside.told_{found.how}",
        language,
        name=name(beside, language),
        members=fmt.listed(names, language) or say("beside.everybody", language),
    )


def _hand(area: str, language: Language) -> tuple[str, ...]:
    codes = [code for code in sorted(geo.municipalities(), key=pick.by_name) if code != area]
    found = address.read_several("with", codes, left_out=say("address.left_out", language))
    key = "atlas.pick.with"
    st.session_state[key] = found
    st.multiselect(
        say("pick.with", language),
        codes,
        key=key,
        format_func=lambda code: geo.municipality(code).name,
        on_change=address.take_several,
        args=("with", key),
    )
    address.write("with", address.SEVERAL.join(found))
    return tuple(found)
