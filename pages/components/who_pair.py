"""School against day care: the two groups over the years, and what may be said of the newest."""

from dataclasses import replace

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import law
from analysis.notifier_mix import notifier_mix
from analysis.notifiers import group_name, years
from analysis.two_groups import DAY_CARE, SCHOOL, Group, two_groups
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.two_groups import two_groups as drawn
from pages.components import beside, show, who_said
from pages.components.beside import Beside
from pages.components.session import Run
from reports.download import file_name
from reports.two_groups import pair_csv


def section(run: Run, area: str, chosen: Beside, period: str) -> None:
    """Both groups of one municipality beside its comparison and the country."""
    lang, name, other = run.language, geo.municipality(area).name, beside.name(chosen, run.language)
    groups = two_groups(run.facts, chosen.comparison)
    if not any(group.own for group in groups):
        st.info(say("notifiers.pair_none", lang, name=name))
        return
    events = law.marked(run.facts)
    figures = drawn(groups, lang, name=name, beside=other, events=events)
    for column, group, figure in zip(st.columns(2, gap="large"), groups, figures, strict=True):
        with column:
            show.show(figure, lang, key=f"pair.{group.code}")
    said = [_sentence(group, period, name, other, lang) for group in groups]
    st.markdown("\n".join(f"- {text}" for text in filter(None, said)))
    _mix(run, area, chosen, period)
    with st.expander(say("show.table", lang)):
        show.mark(groups[0].result, lang)
        show.wide(_table(groups, name, other, lang), key="pair")
    show.file(
        say("show.download", lang),
        lambda: pair_csv(groups, area, other, lang),
        name=file_name(groups[0].result, area, chosen.comparison.kind, "skole-dagtilbud"),
        key="pair.download",
    )


def _sentence(group: Group, period: str, name: str, other: str, language: Language) -> str:
    """The rate of one year and how far chance reaches, with the other two beside; no judgement."""
    if period not in group.own:
        return ""
    values = (group.own, group.peers, group.country)
    own, peers, country = (_number(found.get(period), language) for found in values)
    low, high = group.limits.get(period, (None, None))
    told = say(
        "notifiers.pair_range" if low is not None else "notifiers.pair_plain",
        language,
        group=group_name(group.code, language),
        period=fmt.period(period, language),
        name=name,
        own=own,
        **({"low": _number(low, language), "high": _number(high, language)} if low else {}),
    )
    beside_it = say("notifiers.pair_beside", language, other=other, peers=peers, country=country)
    return f"{told} {beside_it}"


def _mix(run: Run, area: str, chosen: Beside, period: str) -> None:
    """What the mix of notifications allows to be said of the two groups, with its certainty."""
    if period not in years(run.facts, area):
        return
    mix = notifier_mix(run.facts, chosen.comparison, period=period)
    pair = replace(mix, table=mix.table.loc[[SCHOOL, DAY_CARE]])
    said = who_said.sentences(pair, beside.name(chosen, run.language), run.language)
    if said:
        st.markdown(
            say("notifiers.pair_mix", run.language, period=fmt.period(period, run.language))
        )
        st.markdown("\n".join(f"- {text}" for text in said))
    st.caption(who_said.certainty(mix, run.language))


def _table(groups: tuple[Group, ...], name: str, other: str, language: Language) -> pd.DataFrame:
    """A row a year; for each group the municipality with its limits, and the two others."""
    found = sorted({year for group in groups for year in group.own})
    whole = say("beside.line_country", language)
    columns: dict[str, list[str]] = {}
    for group in groups:
        called = group_name(group.code, language)
        columns[f"{called}: {name}"] = [_cell(group, year, language) for year in found]
        for line, values in ((other, group.peers), (whole, group.country)):
            columns[f"{called}: {line}"] = [_number(values.get(year), language) for year in found]
    return pd.DataFrame(columns, index=pd.Index(found, name=say("pick.period", language)))


def _cell(group: Group, year: str, language: Language) -> str:
    own = _number(group.own.get(year), language)
    if year not in group.limits:
        return own
    low, high = (_number(end, language) for end in group.limits[year])
    return say("who.interval", language, difference=own, lower=low, upper=high)


def _number(value: float | None, language: Language) -> str:
    return fmt.number(value, language, 1)
