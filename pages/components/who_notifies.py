"""Who notifies, on the profile: each group beside the comparison's mix, per 1,000, over years."""

from math import sqrt

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import notifier_mix as mixes
from analysis.categories import TOTAL
from analysis.notes import on_area
from analysis.notifier_mix import Mix
from analysis.notifier_rates import Rates, notifier_rates
from analysis.position import irregular
from analysis.roughly import around, roughly
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.notifier_mix import notifier_mix as drawn
from charts.notifier_years import notifier_years
from pages.components import beside, pick, places, show
from pages.components.beside import Beside
from pages.components.session import Run
from pages.components.taken import sheets
from reports.download import file_name
from reports.notifier_mix import mix_csv
from reports.workbook import about

PLACE = "hvem-underretter"
LARGEST = 2
"""Differences told in the few sentences that open a profile."""


def section(run: Run, area: str, chosen: Beside) -> str:
    """Everything of who notifies in the year that the reader chose, which is given back.

    Before there are counts one sentence says what a fetch gives, and there is no year.
    """
    lang, own = run.language, geo.municipality(area)
    years = mixes.years(run.facts, area)
    with st.container(border=True):
        places.heading(run, say("who.heading", lang), PLACE)
        if not years:
            st.markdown(say("who.before", lang, name=own.name))
            return ""
        left, right = st.columns([1, 4], gap="medium")
        with left:
            period = pick.period(years, lang)
        mix = mixes.notifier_mix(run.facts, chosen.comparison, period=period)
        rates = notifier_rates(run.facts, chosen.comparison)
        with right:
            st.markdown(say("who.lead", lang, name=own.name, period=fmt.period(period, lang)))
        _one_year(mix, rates, chosen, lang)
        _all_years(rates, chosen, lang)
        show.cautions(show.noted(on_area(rates.counted, area), lang, dated=True), lang)
    return period


def short(run: Run, chosen: Beside, period: str) -> str:
    """The largest differences of that year, that there are none, or why nothing is told."""
    if not period:
        return ""
    lang, name = run.language, beside.name(chosen, run.language)
    mix = mixes.notifier_mix(run.facts, chosen.comparison, period=period)
    if mix.why:
        return certainty(mix, lang)
    apart = mix.table[mix.table["said"].isin(["more", "fewer"])]
    if apart.empty:
        alike = (mix.table["said"] == "alike").all()
        return say("short.who_alike", lang, name=name) if alike else ""
    largest = apart.loc[apart["difference"].abs().sort_values(ascending=False).index[:LARGEST]]
    told = [
        _difference(row, mixes.group_name(str(code), lang), name, lang)
        for code, row in largest.iterrows()
    ]
    if len(apart) > LARGEST:
        told.append(say("short.who_more", lang, count=fmt.number(len(apart), lang)))
    return " ".join(told)


def _one_year(mix: Mix, rates: Rates, chosen: Beside, language: Language) -> None:
    """The groups of one year: drawing, sentences, table and file, with who they are beside."""
    name, compared = beside.name(chosen, language), _compared(mix, rates, chosen, language)
    title = say(
        "who.title",
        language,
        name=geo.municipality(mix.chosen.area).name,
        period=fmt.period(mix.period, language),
    )
    if not mix.peer_total:
        st.info(say("who.why_nobody", language))
    else:
        st.caption(compared)
    left, right = st.columns([5, 3], gap="large")
    with left:
        figure = drawn(mix, language, title=title, beside=name)
        taken = show.show(figure, language, key="who", level=4)
    with right:
        st.markdown("\n".join(f"- {text}" for text in sentences(mix, name, language)))
        st.caption(certainty(mix, language))
    with st.expander(say("short.numbers", language)):
        show.mark(mix.result, language)
        show.source(show.snapshots_of([mix.result, rates.rated]), language)
        tables = _tables(mix, rates, language)
        for part, table in tables.items():
            st.caption(part)
            show.wide(table, key=f"who-{part}")
        show.cautions([text[language] for text in rates.counted.indicator.caveats], language)
    note = " ".join([*on_area(mix.result, mix.chosen.area, mix.period)[f"text_{language}"]])
    told = [found for found in (certainty(mix, language), note) if found]
    with taken.box:
        show.file(
            say("show.download", language),
            lambda: mix_csv(
                mix, rates, language, name=name, compared=compared, note=" ".join(told)
            ),
            name=file_name(mix.result, mix.chosen.area, mix.period, mix.chosen.kind),
            key="who.download",
        )
        behind = about(mix.result, language, figure=figure, told=[compared, *told])
        sheets(tables, behind, language, taken, key="who")


def _compared(mix: Mix, rates: Rates, chosen: Beside, language: Language) -> str:
    """Who is in the comparison, how it is averaged, and what its mix is made of."""
    if not mix.peer_total:
        return say("who.why_nobody", language)
    made = say(
        "who.compared_with_own" if mix.chosen.kind == "country" else "who.compared",
        language,
        count=fmt.number(mix.peer_total, language),
        members=fmt.number(mix.members, language),
        period=fmt.period(mix.period, language),
        total=fmt.number(mix.total, language),
    )
    return f"{beside.told(chosen, rates.level, language)} {made}"


def sentences(mix: Mix, name: str, language: Language) -> list[str]:
    """What may be said of the groups: a difference only where its interval leaves no doubt."""
    found = [
        _difference(row, mixes.group_name(str(code), language), name, language)
        for code, row in mix.table.iterrows()
        if row["said"] in ("more", "fewer")
    ]
    alike = mix.table[mix.table["said"] == "alike"]
    for professional in (True, False):
        part = alike[alike["professional"] == professional].index
        names = [
            say("who.quoted", language, group=mixes.group_name(str(code), language))
            for code in part
        ]
        if names:
            found.append(say("who.alike", language, groups=fmt.listed(names, language), name=name))
    for code, row in mix.table[mix.table["silent"]].iterrows():
        expected = fmt.number(around(float(row["expected"])), language)
        group, period = mixes.group_name(str(code), language), fmt.period(mix.period, language)
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
        few = fmt.number(mixes.FEWEST, language)
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


def _tables(mix: Mix, rates: Rates, language: Language) -> dict[str, pd.DataFrame]:
    """The numbers of the drawing with rates beside them, professional groups and others apart."""
    own, peers = (part[mix.period].reindex(mix.table.index) for part in (rates.own, rates.peers))
    table = mix.table
    whole, tenth = (
        (lambda value: fmt.number(value, language)),
        (lambda value: fmt.number(value, language, 1)),
    )
    columns = {
        "count": table["count"].map(whole),
        "expected": table["expected"].map(whole),
        "difference": [_interval(row, language) for _, row in table.iterrows()],
        "rate": own.map(tenth),
        "peer_rate": peers.map(tenth),
        "share": table["share"].map(tenth),
        "peer_share": table["peer_share"].map(tenth),
    }
    shown = pd.DataFrame(columns, index=table.index)
    shown.columns = pd.Index([say(f"who.column_{key}", language) for key in columns])
    professional = table["professional"]
    return {
        say("who.professional", language): _named(shown[professional], language),
        say("who.other", language): _named(shown[~professional], language),
    }


def _interval(row: "pd.Series[float]", language: Language) -> str:
    difference, lower, upper = (
        fmt.signed(float(row[key]), language) for key in ("difference", "lower", "upper")
    )
    if pd.isna(row["lower"]):
        return difference
    return say("who.interval", language, difference=difference, lower=lower, upper=upper)


def _all_years(rates: Rates, chosen: Beside, language: Language) -> None:
    """Each group over the years, drawn as rates where children are known, and always as a table."""
    own = chosen.comparison.area
    name, other = geo.municipality(own).name, beside.name(chosen, language)
    table = pd.DataFrame(
        {
            year: [_cell(rates, code, year, language) for code in rates.counts.index]
            for year in rates.counts.columns
        },
        index=rates.counts.index,
    )
    with st.expander(say("short.who_years", language)):
        if own in irregular(rates.counted):
            st.caption(say("changed.not_own", language))
        elif rates.own.notna().any(axis=None):
            title = say("who.years_title", language, name=name)
            figure = notifier_years(rates, language, title=title, own=name, beside=other)
            show.show(figure, language, key="who.years", level=4)
            st.caption(say("who.years_lead", language, name=other))
        show.mark(rates.counted, language)
        st.caption(say("who.years_cells", language))
        show.wide(_named(table, language), key="who-years")
        results = [rates.counted, *([rates.rated] if len(rates.rated.table) else [])]
        show.downloads(results, language, key="who.years")


def _cell(rates: Rates, code: object, year: str, language: Language) -> str:
    count = fmt.number(float(rates.counts.loc[code, year]), language)
    rate = float(rates.own.loc[code, year])
    told = count if pd.isna(rate) else f"{count} ({fmt.number(rate, language, 1)})"
    return f"{told}*" if year in rates.doubtful else told


def _named(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    named = table.rename(
        lambda code: (
            mixes.group_name(code, language) if code != TOTAL else say("who.total", language)
        )
    )
    named.index.name = dimensions()["notifier"][language]
    return named
