"""Who notifies in words: the differences that leave no doubt, and how sure they are."""

from math import sqrt

import pandas as pd

from analysis import notifiers
from analysis.notifier_mix import FEWEST, Mix, notifier_mix
from analysis.roughly import around, roughly
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import beside
from pages.components.beside import Beside
from pages.components.session import Run

LARGEST = 2
"""Differences told in the few sentences that open a profile."""


def short(run: Run, chosen: Beside, period: str) -> str:
    """The largest differences of that year, that there are none, or why nothing is told."""
    if not period:
        return ""
    lang, name = run.language, beside.name(chosen, run.language)
    mix = notifier_mix(run.facts, chosen.comparison, period=period)
    if mix.why:
        return certainty(mix, lang)
    apart = mix.table[mix.table["said"].isin(["more", "fewer"])]
    if apart.empty:
        alike = (mix.table["said"] == "alike").all()
        return say("short.who_alike", lang, name=name) if alike else ""
    largest = apart.loc[apart["difference"].abs().sort_values(ascending=False).index[:LARGEST]]
    told = [
        _difference(row, notifiers.group_name(str(code), lang), name, lang)
        for code, row in largest.iterrows()
    ]
    if len(apart) > LARGEST:
        told.append(say("short.who_more", lang, count=fmt.number(len(apart), lang)))
    return " ".join(told)


def sentences(mix: Mix, name: str, language: Language) -> list[str]:
    """What may be said of the groups: a difference only where its interval leaves no doubt."""
    found = [
        _difference(row, notifiers.group_name(str(code), language), name, language)
        for code, row in mix.table.iterrows()
        if row["said"] in ("more", "fewer")
    ]
    alike = mix.table[mix.table["said"] == "alike"]
    for professional in (True, False):
        part = alike[alike["professional"] == professional].index
        names = [
            say("who.quoted", language, group=notifiers.group_name(str(code), language))
            for code in part
        ]
        if names:
            found.append(say("who.alike", language, groups=fmt.listed(names, language), name=name))
    for code, row in mix.table[mix.table["silent"]].iterrows():
        expected = fmt.number(around(float(row["expected"])), language)
        group, period = notifiers.group_name(str(code), language), fmt.period(mix.period, language)
        found.append(
            say("who.silent", language, group=group, period=period, name=name, expected=expected)
        )
    return found


def _difference(row: "pd.Series[float]", group: str, name: str, language: Language) -> str:
    size = roughly(*(float(row[key]) for key in ("difference", "lower", "upper")))
    return say(
        f"who.{row['said']}",
        language,
        group=group,
        name=name,
        about=fmt.number(size.about, language),
        least=fmt.number(size.least, language) if size.least else say("who.under_one", language),
        most=fmt.number(size.most, language),
    )


def certainty(mix: Mix, language: Language) -> str:
    """How sure the differences are, in plain words, or why that is not known."""
    if mix.why:
        few = fmt.number(FEWEST, language)
        period = fmt.period(mix.period, language)
        return say(f"who.why_{mix.why}", language, **_needed(mix.why, few, period))
    return say(
        "who.widened",
        language,
        factor=fmt.number(sqrt(mix.design_effect), language, 1),
        groups=fmt.number(len(mix.table), language),
        chance=fmt.number(mix.by_chance, language, 1),
    )


def _needed(why: str, few: str, period: str) -> dict[str, str]:
    return {"few": {"few": few}, "doubtful": {"period": period}}.get(why, {})
