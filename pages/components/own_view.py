"""A municipality's own figures on a page: whole in its own view, fit to leave it on the profile."""

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import own
from analysis.own import MEASURES, SHARE, TOTAL, Own
from analysis.own_cells import Cell
from catalog import format as fmt
from catalog.load import dimensions, own_measures
from catalog.model import Language
from catalog.words import say
from charts import months
from pages.components import announced, own_shelf, places, show
from pages.components.session import Run
from reports.download import csv_of


def view(run: Run, area: str) -> None:
    """The municipality's own view: nothing is hidden here, and the page says so."""
    lang, found = run.language, own.figures(area, outside=False)
    with st.container(border=True):
        st.subheader(say("own.view_heading", lang), anchor=False)
        if found is None:
            st.markdown(say("own.empty", lang))
            show.source((), lang)
            return
        show.cautions([say("own.view_caution", lang), say("own.who_sees", lang)], lang)
        _charts(found, lang, key="own")
        _months(found, lang)
        _division(found, lang)
        show.source(tuple(found.snapshots.values()), lang)
        _download(area, lang, key="own")


def section(run: Run, area: str) -> None:
    """On the profile: what the municipality has uploaded, small counts hidden; else nothing."""
    lang = run.language
    if not own_shelf.readable(lang):
        return
    found = own.figures(area, outside=True)
    if found is None:
        return
    with st.container(border=True):
        places.heading(run, say("own.profile_heading", lang), "egne-tal")
        st.markdown(say("own.profile_lead", lang, name=geo.municipality(area).name))
        _charts(found, lang, key="profile.own")
        years = found.periods(years=True)
        _titled(say("own.years_heading", lang), _years(found, years, lang))
        outcomes(found, lang)
        show.cautions([say("own.hidden_note", lang), say("own.not_published", lang)], lang)
        show.source(tuple(found.snapshots.values()), lang)
        _download(area, lang, key="profile.own")
        link(area, lang)


def outcomes(found: Own, language: Language) -> bool:
    """What followed by notifier in the newest year; whether there is anything to show of it."""
    years = found.periods(years=True, division="notifier")
    if years:
        told = _year(found, years[-1], "notifier", language)
        title = say("own.outcome_heading", language, period=told)
        _titled(title, _groups(found, "notifier", years[-1], language))
    return bool(years)


def link(area: str, language: Language) -> None:
    """The way to the page where the municipality uploads, sees and removes its figures."""
    st.page_link(
        "pages/own.py",
        label=say("own.link", language),
        icon=":material/arrow_forward:",
        query_params={"area": area, **({"lang": language} if language == "en" else {})},
    )


def _charts(found: Own, language: Language, *, key: str) -> None:
    """Notifications and the share assessed in time, month by month."""
    left, right = st.columns(2, gap="large")
    for column, measure in ((left, MEASURES[0]), (right, SHARE)):
        result = found.result(measure, years=False)
        with column:
            if result.table["value"].notna().any():
                title = result.indicator.name[language]
                show.show(
                    months(result, language, title=title), language, key=f"{key}.{measure}", level=4
                )
            else:
                st.markdown(say(f"own.no_{measure}", language))


def _months(found: Own, language: Language) -> None:
    """The totals, a row a month."""
    periods = found.periods(years=False)
    rows = {
        fmt.period(month, language): _cells(found, month, TOTAL, "", language) for month in periods
    }
    with st.expander(say("own.months_heading", language)):
        show.wide(pd.DataFrame.from_dict(rows, orient="index"), key="own-months")


def _division(found: Own, language: Language) -> None:
    """The groups of one division in one month or year, as chosen."""
    divisions = [name for name in own.GROUPS if found.periods(years=True, division=name)]
    if not divisions:
        return
    left, right = st.columns(2)
    names = {code.id: code[language] for code in dimensions()["own_division"].codes.values()}
    with left:
        division = st.selectbox(
            say("own.division", language),
            divisions,
            format_func=names.__getitem__,
            key="own.division",
        )
    periods = [
        *reversed(found.periods(years=True, division=division)),
        *reversed(found.periods(years=False, division=division)),
    ]
    with right:
        period = st.selectbox(
            say("own.period", language),
            periods,
            format_func=lambda found: fmt.period(found, language),
            key=f"own.period.{division}",
        )
    title = f"{names[division]}, {_year(found, period, division, language)}"
    announced.add(title)
    _titled(title, _groups(found, division, period, language))


def _years(found: Own, years: list[str], language: Language) -> pd.DataFrame:
    rows = {}
    for year in years:
        cells = _cells(found, year, TOTAL, "", language)
        value, status = found.share(Cell(year, SHARE, TOTAL, ""))
        name = own_measures()[SHARE].short[language]
        cells[f"{name}, {say('own.percent', language)}"] = _text(
            value, status, language, decimals=1
        )
        rows[_year(found, year, TOTAL, language)] = cells
    return pd.DataFrame.from_dict(rows, orient="index")


def _groups(found: Own, division: str, period: str, language: Language) -> pd.DataFrame:
    codes = dimensions()[own.GROUPS[division]].codes
    rows = {
        codes[group][language]: _cells(found, period, division, group, language)
        for group in found.groups(division)
    }
    rows[say("own.total", language)] = _cells(found, period, TOTAL, "", language)
    return pd.DataFrame.from_dict(rows, orient="index")


def _cells(
    found: Own, period: str, division: str, group: str, language: Language
) -> dict[str, str]:
    """Every measure of one group, by the measure's short name."""
    return {
        own_measures()[name].short[language]: _text(
            *found.cell(Cell(period, name, division, group)), language
        )
        for name in MEASURES
    }


def _text(value: float, status: str, language: Language, *, decimals: int = 0) -> str:
    if status == "suppressed":
        return say("own.hidden", language)
    return fmt.number(value, language, decimals)


def _year(found: Own, period: str, division: str, language: Language) -> str:
    """A period; of a year with fewer than twelve months, how many it holds."""
    told = fmt.period(period, language)
    count = len(found.months_of(period, division))
    if len(period) > 4 or count in (0, 12):
        return told
    return say("own.part_year", language, year=told, count=count)


def _titled(title: str, table: pd.DataFrame) -> None:
    st.markdown(f"**{title}**")
    show.wide(table, key=f"own-{len(title)}-{len(table)}")


def _download(area: str, language: Language, *, key: str) -> None:
    """Everything that may leave, as one file; also from the own view small counts stay hidden."""

    def made() -> bytes:
        found = own.figures(area, outside=True)
        return csv_of(own.results(found) if found else [], language)

    show.file(
        say("own.download", language),
        made,
        name=f"underretningsatlas-{say('own.file_word', language)}-{area}-notifications.csv",
        key=f"{key}.download",
    )
