"""Who notifies as grids: municipalities by group in one year, and one area over the years."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.measure import COUNTRY
from analysis.notes import on_area
from analysis.notifier_grid import (
    HOWS,
    Grid,
    How,
    grid_periods,
    in_order,
    of_area,
    of_year,
    summary,
)
from analysis.notifiers import group_name
from analysis.position import irregular
from analysis.two_groups import DAY_CARE, SCHOOL
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.grid import grid
from charts.grid_frame import DOUBT, Line
from pages.components import address, beside, pick, show
from pages.components.beside import Beside
from pages.components.leads import leads
from pages.components.session import Run
from pages.components.taken import Taken
from reports.download import area_name


@dataclass(frozen=True)
class Chosen:
    """What a reader chose: an area or none, whom it is read beside, the year, and share or rate."""

    area: str
    beside: Beside | None
    period: str
    how: How

    @property
    def areas(self) -> frozenset[str]:
        """The rows of the grid: the municipality and its comparison, or all 98."""
        if self.beside is None or self.beside.comparison.kind == "country":
            return frozenset(geo.municipalities())
        return frozenset({self.area, *self.beside.comparison.members})


def chosen(run: Run) -> Chosen:
    """Let the reader choose; each choice stands in the address."""
    lang = run.language
    left, right = st.columns(2, gap="large")
    with left:
        area = pick.area(lang)
    with right:
        other = beside.chosen(run, area) if area else None
    left, right = st.columns(2, gap="large", vertical_alignment="bottom")
    with left:
        names: dict[str, str] = {how: say(f"notifiers.how_{how}", lang) for how in HOWS}
        asked = address.read("measure", HOWS, default="share", shown=lambda how: names[how])
        how = next(one for one in HOWS if one == asked)
        if not grid_periods(run.facts, how):
            how = "share"
        pick.segments("measure", HOWS, lang, value=how, shown=lambda how: names[how])
        address.write("measure", how)
    with right:
        period = pick.period(grid_periods(run.facts, how), lang)
    return Chosen(area, other, period, how)


def answer(run: Run, choice: Chosen) -> None:
    """The year in one sentence, described and not judged."""
    lang = run.language
    area = choice.area or COUNTRY
    found = summary(run.facts, area, choice.period)
    name = area_name(area, lang)
    when = fmt.period(choice.period, lang)
    if found is None:
        st.markdown(say("notifiers.answer_none", lang, name=name, period=when))
        return
    told = say(
        "notifiers.answer",
        lang,
        name=name,
        period=when,
        count=fmt.number(found.total, lang),
        professional=fmt.number(found.professional, lang, 1),
        school=fmt.number(found.shares[SCHOOL], lang, 1),
        day_care=fmt.number(found.shares[DAY_CARE], lang, 1),
    )
    through = irregular(of_area(run.facts, choice.how, area).result)
    more = [say("close_up.through_another", lang)] if area in through else []
    st.markdown(" ".join([told, *more]))


def one_year(run: Run, choice: Chosen) -> None:
    """The municipalities of one year, by region and name."""
    lang = run.language
    found = of_year(run.facts, choice.how, choice.period, choice.areas)
    when = fmt.period(choice.period, lang)
    if choice.beside and choice.beside.comparison.kind != "country":
        other = beside.name(choice.beside, lang)
        name = geo.municipality(choice.area).name
        who = say("notifiers.who_beside", lang, name=name, other=other)
    else:
        who = say("notifiers.who_all", lang)
    title = say(f"notifiers.title_{choice.how}", lang, name=who, period=when)
    drawn = grid(
        found, _by_region(choice.areas), lang, title=title, period=when, chosen=choice.area
    )
    taken = show.show(drawn, lang, key="grid.year")
    st.caption(say("notifiers.grid_told", lang))
    named = [geo.municipality(code).name for code in found.values.index]
    _numbers(found, named, say("pick.area", lang), lang, key="grid.year", beside=taken)


def all_years(run: Run, choice: Chosen) -> None:
    """The chosen municipality, or the whole country, in every year."""
    lang, area = run.language, choice.area or COUNTRY
    found = of_area(run.facts, choice.how, area)
    years = [str(year) for year in found.values.index]
    if not years:
        return
    when = "–".join(dict.fromkeys((years[0], years[-1])))
    name = area_name(area, lang)
    title = say(f"notifiers.title_{choice.how}", lang, name=name, period=when)
    lines = [Line(year, year) for year in years]
    drawn = grid(found, lines, lang, title=title, period=when)
    taken = show.show(drawn, lang, key="grid.years")
    named = [f"{year} {DOUBT}" if year in found.doubtful else year for year in years]
    _numbers(found, named, say("pick.period", lang), lang, key="grid.years", beside=taken)
    notes = on_area(found.result, area)
    if not choice.area:  # those of one indicator are about its children
        notes = notes[notes["indicator"].isna()]
    noted = show.noted(notes, lang, dated=True)
    caveats = [text[lang] for text in found.result.indicator.caveats]
    show.cautions([*noted, *caveats], lang)


def _by_region(areas: frozenset[str]) -> list[Line]:
    """Rows under the names of their regions."""
    lines: list[Line] = []
    region = ""
    for code in in_order(areas):
        own = geo.municipality(code)
        if own.region != region:
            region = own.region
            lines.append(Line(region))
        lines.append(Line(own.name, code))
    return lines


def _numbers(
    found: Grid,
    names: Sequence[str],
    label: str,
    language: Language,
    *,
    key: str,
    beside: Taken,
) -> None:
    """The same numbers as a table and as files."""
    decimals = found.result.indicator.decimals
    table = pd.DataFrame(
        {
            group_name(str(code), language): [
                fmt.number(value, language, decimals) for value in found.values[code]
            ]
            for code in found.values.columns
        },
        index=pd.Index(names, name=label),
    )
    show.table(table, found.result, language, key=key, beside=beside)


def link(run: Run, area: str) -> None:
    """The way to the profile, where each group's change is split into its parts."""
    lang = run.language
    leads(
        "municipality",
        say("notifiers.profile", lang, name=geo.municipality(area).name),
        lang,
        area=area,
    )
