"""Who took part in the move to earlier help, by name where known, and their support over years."""

from dataclasses import replace

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import law
from analysis.prevention import Beside, Group, groups, mentions
from analysis.result import cite
from catalog import format as fmt
from catalog.words import say
from charts import theme, trend
from charts.trend import Line
from pages.components import pick, show
from pages.components.session import Run
from reports.beside import Compared, rows
from reports.download import csv_of, told


def known(run: Run) -> None:
    """How many there are of each group by the source, and the names that are known."""
    for group in groups(run.facts):
        st.markdown(_group(run, group))


def table(run: Run) -> None:
    """Every mention of a municipality with its role, the source's reservation, and the source."""
    lang, found = run.language, mentions(run.facts)
    order = sorted(found.to_dict("records"), key=lambda row: pick.by_name(row["area"]))
    columns = {
        "role": [row[f"text_{lang}"] for row in order],
        "certainty": [told(row[f"certainty_{lang}"]) for row in order],
        "source": [cite(run.facts.snapshots[row["snapshot"]], lang) for row in order],
    }
    table = pd.DataFrame(
        {say(f"prevention.column_{key}", lang): cells for key, cells in columns.items()},
        index=pd.Index([geo.municipality(row["area"]).name for row in order]),
    )
    behind = [run.facts.snapshots[row["snapshot"]] for row in order]
    what = say("prevention.who_heading", lang)
    numbers = show.of_words(table, lang, what=what, snapshots=behind)
    show.folded(numbers, key="mentions", label=say("prevention.mentions", lang))


def medians(run: Run, found: Beside) -> None:
    """The named municipalities' middle figure beside the others', described and never judged."""
    lang, indicator = run.language, found.result.indicator
    name = indicator.name[lang]
    both = _compared(run, found)
    colors = (theme.MAIN, theme.QUIET)
    lines = [
        Line(one.name, one.level.values, color, weight)
        for one, color, weight in zip(both, colors, ("own", "beside"), strict=True)
    ]
    title = say("prevention.beside_title", lang, name=name)
    drawn = trend([found.result], lines, lang, title=title, events=law.marked(run.facts))
    drawn = replace(
        drawn,
        notes=(*drawn.notes, *(one.told for one in both)),
        minded=(
            say("prevention.beside_lead", lang),
            *(text[lang] for text in indicator.caveats),
        ),
    )
    taken = show.show(drawn, lang, key=f"beside.{indicator.id}")
    st.markdown(_described(run, found))
    numbers = show.of_results(
        _years(run, found, both),
        [found.result],
        lang,
        csv=lambda: csv_of([], lang, [row for one in both for row in rows(one, lang)]),
    )
    show.folded(numbers, key=f"beside.{indicator.id}", beside=taken)


def _group(run: Run, group: Group) -> str:
    lang = run.language
    names = sorted((geo.municipality(code).name for code in group.named), key=fmt.danish)
    unknown = (
        say("prevention.unknown", lang)
        if group.unknown is None
        else say("prevention.unknown_count", lang, count=group.unknown, total=group.total)
    )
    return say(
        f"prevention.group_{group.kind}",
        lang,
        count=len(names),
        names=fmt.listed(names, lang),
        unknown=unknown,
    )


def _compared(run: Run, found: Beside) -> tuple[Compared, Compared]:
    lang = run.language
    advised = groups(run.facts)[0].named
    names = sorted((geo.municipality(code).name for code in advised), key=fmt.danish)
    return (
        Compared(
            say("prevention.named", lang, count=len(names)),
            say("prevention.named_told", lang, names=fmt.listed(names, lang)),
            found.named,
            found.result,
            "named",
        ),
        Compared(
            say("prevention.others", lang),
            say("prevention.others_told", lang),
            found.others,
            found.result,
            "others",
        ),
    )


def _described(run: Run, found: Beside) -> str:
    lang, indicator = run.language, found.result.indicator
    years = sorted(found.named.values.keys() & found.others.values.keys())
    figures = {
        f"{part}_{when}": fmt.number(level.values[year], lang, indicator.decimals)
        for part, level in (("named", found.named), ("others", found.others))
        for when, year in (("first", years[0]), ("last", years[-1]))
    }
    unit = indicator.unit[lang]
    return say("prevention.described", lang, first=years[0], last=years[-1], unit=unit, **figures)


def _years(run: Run, found: Beside, both: tuple[Compared, Compared]) -> pd.DataFrame:
    """A row a year: each middle figure and over how many municipalities it is taken."""
    lang, decimals = run.language, found.result.indicator.decimals
    years = sorted(found.named.values.keys() | found.others.values.keys())
    columns: dict[str, list[str]] = {}
    for one in both:
        values, members = one.level.values, one.level.members
        columns[one.name] = [fmt.number(values.get(year), lang, decimals) for year in years]
        over = say("prevention.over", lang, name=one.name)
        columns[over] = [fmt.number(members.get(year), lang) for year in years]
    return pd.DataFrame(columns, index=pd.Index(years))
