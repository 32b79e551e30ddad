"""Whether a comparison holds: one figure beside several choices, and whether they agree."""

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.comparison import choose, level
from analysis.measure import COUNTRY, measure
from analysis.peers import series
from analysis.result import Result
from analysis.robust import Held, holds, verdicts
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import coverage, show
from pages.components.beside import Beside, two_countries
from pages.components.close_up import country_name
from pages.components.session import Run
from reports.beside import listed


def section(run: Run, result: Result, period: str, beside: Beside) -> None:
    """The sentence in plain sight; the choices with their figures and verdicts a click away.

    Where counts are lacking the figure's own sentence has said so, and it is not said twice.
    """
    lang, area = run.language, beside.comparison.area
    held = holds(run.facts, result, area, period, beside.weights, chosen=beside.comparison)
    told, counted = sentence(run, result, held, area, period), held[0].why != "counts"
    if counted:
        st.markdown(told)
    with st.expander(say("alike.holds", lang)):
        if not counted:
            st.markdown(told)
        shown = table(run, result, held, area, period)
        now = result.where(result.table["period"] == period)
        name = geo.municipality(area).name
        what = f"{result.indicator.name[lang]}: {say('alike.holds', lang)}, {name}, {period}"
        found = show.of_results(shown, [now], lang, what=what, notes=[told])
        show.numbers(found, key=f"holds-{result.indicator.id}")
        if verdicts(held):
            st.caption(say("alike.outside", lang))
        if why := two_countries(
            run, result, level(run.facts, result, choose(run.facts, area, "country"))
        ):
            st.caption(why)
        whole = measure(run.facts, result.indicator.id, area=COUNTRY)
        last = [one.where(one.table["period"] == period) for one in (result, whole)]
        show.source(show.snapshots_of(last), lang)


def sentence(run: Run, result: Result, held: tuple[Held, ...], area: str, period: str) -> str:
    """That all choices agree, or which do not, or why none says anything.

    A word of judgement stands here only where `analysis.robust` gave that verdict.
    """
    lang, found, when = run.language, verdicts(held), fmt.period(period, run.language)
    count = sum(map(len, found.values()))
    if not found:
        return _none(run, held, when)
    if len(found) == 1 and count > 1:
        said = say(f"alike.all_{next(iter(found))}", lang, count=count, period=when)
    else:
        names = {one.choice: _name(run, one, result, area) for one in held}
        quoted = {choice: say("alike.quoted", lang, name=name) for choice, name in names.items()}
        parts = [
            say(f"alike.part_{verdict}", lang, choices=fmt.listed([quoted[c] for c in them], lang))
            for verdict, them in found.items()
        ]
        several = len(found) > 1
        said = say(
            "alike.differ" if several else "alike.only", lang, period=when, parts="; ".join(parts)
        )
    by_hand = any(one.why == "hand" for one in held)
    left = len(held) - count - by_hand
    more = [say("alike.left", lang, count=left)] if left else []
    more += [say("alike.by_hand", lang, name=say("beside.line_hand", lang))] if by_hand else []
    return " ".join([said, *more])


def table(run: Run, result: Result, held: tuple[Held, ...], area: str, period: str) -> pd.DataFrame:
    """A row a choice: its figure, how it is averaged, and the verdict or why there is none.

    The municipality's own figure comes first. Without counts there is no column of verdicts.
    """
    lang, indicator = run.language, result.indicator
    own = geo.municipality(area).name
    unit = say("alike.unit", lang, name=indicator.short[lang], unit=indicator.unit[lang])
    figures = [series(result, area).get(period), *(one.value for one in held)]
    members = [_members(one, lang) for one in held]
    averaged = [say(f"alike.averaged_{one.how}", lang) if one.value else "–" for one in held]
    columns = {
        unit: [fmt.number(value, lang, indicator.decimals) for value in figures],
        say("alike.averaged", lang): ["", *averaged],
    }
    if any(one.why != "counts" for one in held):
        heading = say("alike.verdict", lang, name=own)
        columns[heading] = ["", *(_verdict(one, lang) for one in held)]
    columns[say("doubt.members", lang)] = ["", *members]
    return pd.DataFrame(columns, index=[own, *(_name(run, one, result, area) for one in held)])


def _members(one: Held, language: Language) -> str:
    """Whose figures are in it; the source's own figure has none, and the country everybody."""
    if one.choice == "country":
        return "–" if one.how == "printed" else say("beside.everybody", language)
    return listed(one.members, language) or "–"


def _none(run: Run, held: tuple[Held, ...], when: str) -> str:
    """Why there is no verdict; where counts are lacking, also what a fetch gives."""
    why = held[0].why
    if why == "counts":
        return say(f"alike.uncounted_{coverage.reach(run)}", run.language)
    return say(
        "alike.no_verdict", run.language, period=when, why=say(f"alike.why_{why}", run.language)
    )


def _verdict(one: Held, language: Language) -> str:
    if one.why:
        return say(f"alike.why_{one.why}", language)
    return say(f"alike.verdict_{one.verdict}", language)


def _name(run: Run, one: Held, result: Result, area: str) -> str:
    """A choice as a row is named; the source's own national row is called what it is."""
    lang, own = run.language, geo.municipality(area)
    if one.choice == "country":
        whole = measure(run.facts, result.indicator.id, area=COUNTRY)
        return country_name(whole, lang) if one.how == "printed" else say("area.together", lang)
    if one.choice in ("border", "hand"):
        return say(f"beside.line_{one.choice}", lang)
    group = say(f"group.{own.group_code}", lang)
    return say(f"alike.choice_{one.choice}", lang, group=group, region=own.region)
