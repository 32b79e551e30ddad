"""Whom a municipality is read beside: the reader's choice, its name, its members, its average."""

from dataclasses import dataclass

import streamlit as st

import geo.municipalities as geo
from analysis.comparison import KINDS, Comparison, Kind, Level, choose, level, twice
from analysis.measure import COUNTRY, measure
from analysis.result import Result
from analysis.similar import DEFAULT, Weights
from analysis.weights import changed
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.weights import reweighed
from pages.components import address, announced, likeness, pick
from pages.components.session import Run
from reports.beside import Compared, listed


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
    if kind != "hand":
        address.unused("with", list(geo.municipalities()))
    weights = likeness.weights(run)
    return Beside(choose(run.facts, area, kind, hand=hand, weights=weights), weights)


def usual(run: Run, area: str, weights: Weights = DEFAULT) -> Beside:
    """The comparison where a reader is offered none: the ten most alike by those weights."""
    return Beside(choose(run.facts, area, "similar", weights=weights), weights)


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
    everyone = fmt.listed(names, language) or say("beside.everybody", language)
    called = name(beside, language)
    who = {"name": called, "members": everyone, "count": len(names)}
    parts = [say(f"beside.told_{found.how}", language, **who)]
    if missing := {code for codes in found.left_out.values() for code in codes}:
        why = "missing" if kind == "country" else "fewer"
        lacking = listed(missing, language)
        parts.append(say(f"beside.{why}", language, names=lacking, count=len(missing)))
    if found.doubted:
        parts.append(say("beside.in_sum", language, names=_doubted(found, language)))
    if kind == "similar" and (other := reweighed(beside.weights, language)):
        parts.append(other)
    return " ".join(parts)


def compared(run: Run, beside: Beside, result: Result) -> Compared:
    """The comparison's figures of one indicator, ready for a chart, a table and a file."""
    found = level(run.facts, result, beside.comparison)
    behind = result.where(result.table["area"].isin(beside.comparison.members))
    if beside.comparison.kind == "country":
        printed = found.how == "printed"
        behind = measure(run.facts, result.indicator.id, area=COUNTRY) if printed else result
    lang = run.language
    words = [told(beside, found, lang)]
    if beside.comparison.kind == "country":
        words += [two_countries(run, result, found)]
    said = " ".join(filter(None, words))
    return Compared(name(beside, lang), said, found, behind, short(beside, lang))


def short(beside: Beside, language: Language) -> str:
    """The comparison in the name of a file."""
    own = weighed(beside.comparison.kind, beside.weights, language)
    return " ".join(filter(None, (name(beside, language), own)))


def weighed(kind: Kind, weights: Weights, language: Language) -> str:
    """In the name of a file: that the weights are a reader's own; else empty."""
    own = kind == "similar" and changed(weights)
    return say("taken.own_weights", language) if own else ""


def two_countries(run: Run, result: Result, together: Level) -> str:
    """Why the 98 together are another figure than the source's own row; else empty."""
    if not twice(run.facts, result, together):
        return ""
    return say("beside.twice", run.language, country=say("area.country", run.language))


def _doubted(found: Level, language: Language) -> str:
    """Whose figures in doubt are in the sum all the same, and of which years."""
    years: dict[str, list[str]] = {}
    for period, codes in sorted(found.doubted.items()):
        for code in codes:
            years.setdefault(code, []).append(fmt.period(period, language))
    told = [
        say(
            "beside.in_years",
            language,
            name=geo.municipality(code).name,
            years=fmt.listed(years[code], language),
        )
        for code in sorted(years, key=pick.by_name)
    ]
    return fmt.listed(told, language)


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
    found = address.read_several("with", codes)
    key = "atlas.pick.with"
    st.session_state[key] = found
    st.multiselect(
        say("pick.with", language),
        codes,
        key=key,
        format_func=lambda code: geo.municipality(code).name,
        on_change=address.take_several,
        args=("with", key),
        placeholder=say("pick.with_hint", language),
        select_all=False,
    )
    address.write("with", address.SEVERAL.join(found))
    names = [geo.municipality(code).name for code in found]
    announced.chose("with", fmt.listed(names, language), language)
    return tuple(found)
