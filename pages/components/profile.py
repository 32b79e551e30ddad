"""The tables of a municipality's profile: its years, neighbors and conditions."""

import pandas as pd

import geo.municipalities as geo
from analysis.categories import by_category
from analysis.measure import COUNTRY, available, measure, periods
from analysis.notes import on_area
from analysis.peers import group_median, series
from analysis.result import Result
from catalog import format as fmt
from catalog.load import dimensions, indicators
from catalog.model import Language
from catalog.words import say
from data.schema import Snapshot
from pages.components import pick
from pages.components.close_up import country_name, group_name, is_together
from pages.components.session import Run

YEARS = 4
LEADING = ("children_notified_rate", "support_share", "child_poverty_share")
COUNTED = ("children_notified_rate_0_17", "notifications_rate_0_17")
"""What is led by where counts were fetched; the rate of the intermediary comes after them."""


def leading(run: Run) -> list[str]:
    """The indicators that open a profile: with counts first, where there are any."""
    return [name for name in (*COUNTED, *LEADING) if available(run.facts, name)]


def notifiers(run: Run, area: str) -> Result | None:
    """Who notified the municipality, by group and year; None before there are counts."""
    found = measure(run.facts, "notifications_by_notifier", area=area)
    return found if len(found.table) else None


def notifier_table(result: Result, language: Language) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Notifications by group in the newest years and each group's share; split groups apart."""
    categories = dimensions()["notifier"].codes
    counts, shares = by_category(result)
    newest = sorted(counts.columns)[-YEARS:]
    table = counts[newest].map(lambda count: fmt.number(count, language))
    share = say("profile.notifier_share", language, period=newest[-1])
    table[share] = [fmt.number(found, language, 1) for found in shares[newest[-1]]]
    order = [code for code in ("", *categories) if code in table.index]
    extra = [code for code in order if code and categories[code].part_of]
    named = table.rename(
        lambda code: categories[code][language] if code else say("profile.notifier_total", language)
    )
    names = dict(zip(table.index, named.index, strict=True))
    named.index.name = dimensions()["notifier"][language]
    main = [names[code] for code in order if code not in extra]
    return named.loc[main], named.loc[[names[code] for code in extra]]


def years(run: Run, result: Result, area: str) -> pd.DataFrame:
    """The series as numbers: the municipality, its group's median and the country, a row a year."""
    lang = run.language
    whole = measure(run.facts, result.indicator.id, area=COUNTRY)
    own = geo.municipality(area)
    columns = {
        own.name: series(result, area),
        group_name(own, lang): group_median(result, area),
        country_name(whole, lang): series(whole, COUNTRY),
    }
    table = pd.DataFrame(columns, index=periods(result))
    shown = table.map(lambda value: fmt.number(value, lang, result.indicator.decimals))
    status = result.table[result.table["area"] == area].set_index("period")["status"]
    for period, found in status.items():
        if found != "ok":
            shown.loc[period, own.name] = say(f"status.{found}", lang)
    return shown


def neighbors(result: Result, area: str, period: str, language: Language) -> pd.DataFrame:
    """The municipality and its neighbors with their figure, and what makes them neighbors."""
    rows = result.table[result.table["period"] == period].set_index("area")
    found = {near.code: near for near in geo.neighbors(area, language=language)}
    others = sorted(found, key=pick.by_name)
    codes = [area, *others]
    figures = [_figure(rows.loc[code], result, language) for code in codes]
    borders = ["", *(_border(found[code], language) for code in others)]
    return pd.DataFrame(
        {result.indicator.short[language]: figures, say("profile.border", language): borders},
        index=pd.Index([geo.municipality(code).name for code in codes]),
    )


def context(run: Run, area: str) -> pd.DataFrame:
    """Background conditions: the municipality, its group's median and the country, one row each."""
    lang = run.language
    rows = []
    for result in _context(run):
        last, decimals = periods(result)[-1], result.indicator.decimals
        whole = measure(run.facts, result.indicator.id, area=COUNTRY)
        parts = (series(result, area), group_median(result, area), series(whole, COUNTRY))
        values = [fmt.number(part.get(last), lang, decimals) for part in parts]
        if is_together(whole):
            values[-1] = say("profile.together", lang, value=values[-1])
        rows.append(
            [f"{result.indicator.name[lang]} ({result.indicator.unit[lang]}, {last})", *values]
        )
    heads = [
        geo.municipality(area).name,
        say("profile.group_median", lang),
        say("area.country", lang),
    ]
    return pd.DataFrame(rows, columns=["", *heads]).set_index("")


def context_notes(run: Run, area: str) -> list[str]:
    """What is known to be doubtful in the municipality's conditions, each with what it is about."""
    lang = run.language
    return [
        say("profile.about", lang, name=result.indicator.name[lang], text=text)
        for result in _context(run)
        for text in on_area(result, area)[f"text_{lang}"]
    ]


def context_snapshots(run: Run) -> tuple[Snapshot, ...]:
    """The snapshots behind the table of conditions."""
    return tuple(dict.fromkeys(found for result in _context(run) for found in result.snapshots))


def _context(run: Run) -> list[Result]:
    found = (
        measure(run.facts, name, area_kind="municipality")
        for name, declared in indicators().items()
        if declared.map and name not in (*LEADING, *COUNTED)
    )
    return [result for result in found if periods(result)]


def _figure(row: "pd.Series[object]", result: Result, language: Language) -> str:
    if row["status"] != "ok":
        return say(f"status.{row['status']}", language)
    return fmt.number(float(row["value"]), language, result.indicator.decimals)


def _border(near: geo.Neighbor, language: Language) -> str:
    if near.kind == "link":
        return near.by
    return say("profile.doubtful" if near.doubtful else "profile.land", language)
