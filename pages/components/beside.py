"""Whom a municipality is read beside: the reader's choice, its name, its members, its average."""

from dataclasses import dataclass

import streamlit as st

import geo.municipalities as geo
from analysis.comparison import KINDS, Comparison, Level, absent, choose, level, twice
from analysis.measure import COUNTRY, measure
from analysis.result import Result
from analysis.similar import DEFAULT, Weights
from analysis.weights import changed
from catalog import format as fmt
from catalog.load import indicators
from catalog.model import Language
from catalog.words import say
from pages.components import address, likeness, pick
from pages.components.session import Run
from reports.beside import Compared


@dataclass(frozen=True)
class Beside:
    """The comparison that a reader chose, with the weights behind the ten most alike."""

    comparison: Comparison
    weights: Weights = DEFAULT


def chosen(run: Run, area: str) -> Beside:
    """Let the reader choose; the choice stands in the address as compare, with and weights."""
    lang = run.language
    names: dict[str, str] = {kind: say(f"beside.{kind}", lang) for kind in KINDS}
    asked = pick.one("compare", KINDS, lang, default="similar", shown=names.__getitem__)
    kind = next(kind for kind in KINDS if kind == asked)
    hand = _hand(area, lang) if kind == "hand" else ()
    weights = likeness.weights(run)
    return Beside(choose(run.facts, area, kind, hand=hand, weights=weights), weights)


def usual(run: Run, area: str) -> Beside:
    """The comparison where a reader is offered none: the ten most alike by the usual weights."""
    return Beside(choose(run.facts, area, "similar"))


def name(beside: Beside, language: Language) -> str:
    """The comparison in a few words, as a line of a chart is named."""
    own = geo.municipality(beside.comparison.area)
    group = say(f"group.{own.group_code}", language)
    return say(f"beside.line_{beside.comparison.kind}", language, group=group, region=own.region)


def told(beside: Beside, found: Level, language: Language) -> str:
    """Who is in the comparison and how their figures are averaged, for every figure and file."""
    members, kind = beside.comparison.members, beside.comparison.kind
    if not members and kind != "country":
        return say("beside.nobody", language, name=name(beside, language))
    names = [_named(code, beside, language) for code in sorted(members, key=pick.by_name)]
    listed = fmt.listed(names, language) or say("beside.everybody", language)
    called = name(beside, language)
    parts = [say(f"beside.told_{found.how}", language, name=called, members=listed)]
    if any(count < len(members) for count in found.members.values()):
        parts.append(say("beside.fewer", language))
    if kind == "similar" and (other := reweighed(beside.weights, language)):
        parts.append(other)
    return " ".join(parts)


def reweighed(weights: Weights, language: Language) -> str:
    """Which variables a reader gave another weight; empty with the usual ones."""
    found = [
        say("beside.weight", language, name=indicators()[name].short[language], weight=weight)
        for name, weight in changed(weights).items()
    ]
    return say("beside.reweighed", language, weights="; ".join(found)) if found else ""


def compared(run: Run, beside: Beside, result: Result) -> Compared:
    """The comparison's figures of one indicator, ready for a chart, a table and a file."""
    found = level(run.facts, result, beside.comparison)
    behind = result.where(result.table["area"].isin(beside.comparison.members))
    if beside.comparison.kind == "country":
        printed = found.how == "printed"
        behind = measure(run.facts, result.indicator.id, area=COUNTRY) if printed else result
    lang = run.language
    words = [told(beside, found, lang)]
    if beside.comparison.kind == "country" and found.how == "pooled":
        words += [_missing(result, found, lang), two_countries(run, result, found)]
    return Compared(name(beside, lang), " ".join(filter(None, words)), found, behind)


def two_countries(run: Run, result: Result, together: Level) -> str:
    """Why the 98 together are another figure than the source's own row; else empty."""
    if not twice(run.facts, result, together):
        return ""
    return say("beside.twice", run.language, country=say("area.country", run.language))


def _missing(result: Result, found: Level, language: Language) -> str:
    """Which municipalities are not in the figure of the 98, and in which years."""
    areas = [
        say(
            "beside.missing_in",
            language,
            areas=geo.municipality(area).name,
            periods=fmt.listed([fmt.period(period, language) for period in gaps], language),
        )
        for area, gaps in absent(result, found.values).items()
    ]
    return say("beside.missing", language, areas=fmt.listed(areas, language)) if areas else ""


def _named(code: str, beside: Beside, language: Language) -> str:
    """A member by name; a neighbor without a sure border on land with what makes it one."""
    called = geo.municipality(code).name
    if beside.comparison.kind != "border":
        return called
    found = geo.neighbors(beside.comparison.area, language=language)
    near = next(one for one in found if one.code == code)
    if near.kind == "link":
        return say("beside.linked", language, name=called, by=near.by)
    return say("close_up.doubtful", language, name=called) if near.doubtful else called


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
