"""A municipality's change on its profile: from each base year, how sure, and beside the country."""

from html import escape

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.beside_country import SHARE, beside_country, sound
from analysis.change import CHOICES, MEANS, Change
from analysis.changed import Changed, changed
from analysis.measure import COUNTRY, measure
from analysis.pace import direction, pace
from analysis.position import irregular
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import pick, show
from pages.components.close_up import country_name
from pages.components.session import Run

DEFAULT = "2017"


def chosen(run: Run) -> str:
    """Let the reader choose from which year change is told; it stands in the address as `base`."""
    lang = run.language
    found = pick.one("base", CHOICES, lang, default=DEFAULT, shown=lambda base: named(base, lang))
    st.caption(say("changed.base_note", lang))
    return found


def named(base: str, language: Language) -> str:
    """A base in words: a year, or that it is of means."""
    return say("changed.base_means", language) if base == MEANS else fmt.period(base, language)


def ends(change: Change, language: Language) -> dict[str, str]:
    """The two ends of a change in words."""
    told = {"base": change.base, "end": change.end}
    if change.name != MEANS:
        return {name: fmt.period(code, language) for name, code in told.items()}
    return {
        name: say("changed.mean_of", language, years=fmt.period(code, language))
        for name, code in told.items()
    }


def told(run: Run, result: Result, area: str, base: str) -> str:
    """The change from the chosen base in words, with a break's text; else why there is none.

    A rise or a fall never stands alone: beside it stands how the country's change was.
    """
    lang = run.language
    if area in irregular(result):
        return say("changed.not_own", lang)
    found = changed(run.facts, result, area)
    if not found:
        return ""
    across = next((one.across for one in found if one.change.name == base and one.across), None)
    more = [say("changed.break_text", lang, text=across[lang])] if across else []
    if _judged(found, base):
        more.append(_beside(run, result, found))
    return " ".join([_from_base(found, result, base, lang), *more])


def details(run: Run, result: Result, area: str, base: str) -> None:
    """Change by base year as a table, beside the country's, and by year; nothing without any.

    The sentence beside the country stands here only where it does not stand with the change.
    """
    lang, found = run.language, changed(run.facts, result, area)
    if not found:
        return
    st.html(f"<h4 class='atlas-title'>{escape(say('short.changes', lang))}</h4>")
    own = result.where(result.table["area"] == area)
    declared, name = result.indicator, geo.municipality(area).name
    what = f"{declared.name[lang]}: {say('short.changes', lang)}, {name}"
    numbers = show.of_results(_table(run, result, found), [own], lang, what=what)
    show.numbers(numbers, key=f"changes-{declared.id}")
    for text in dict.fromkeys(one.across[lang] for one in found if one.across):
        st.caption(say("changed.break_text", lang, text=text))
    if any(one.ratio for one in found):
        st.caption(say("changed.limits", lang))
    if not _judged(found, base):
        st.markdown(_beside(run, result, found))
    if result.indicator.method == "rate":
        st.markdown(_yearly(result, area, lang))
        st.markdown(_direction(result, area, lang))


def _judged(found: tuple[Changed, ...], base: str) -> bool:
    """Whether the change from the chosen base is told with a word of direction."""
    return any(one.change.name == base and one.verdict in ("risen", "fallen") for one in found)


def _table(run: Run, result: Result, found: tuple[Changed, ...]) -> pd.DataFrame:
    lang = run.language
    whole = measure(run.facts, result.indicator.id, area=COUNTRY)
    cells = [
        [_told(one, result, lang), _points(one.country, result, lang) if one.country else "–"]
        for one in found
    ]
    heads = [say("changed.own", lang), country_name(whole, lang)]
    return pd.DataFrame(cells, columns=heads, index=[_span(one, lang) for one in found])


def _span(one: Changed, language: Language) -> str:
    """The two ends; a change across a break or between figures in doubt is said to be one."""
    span = say("changed.span", language, **ends(one.change, language))
    if one.across:
        return say("changed.span_across", language, span=span)
    return say("changed.span_doubt", language, span=span) if one.doubt else span


def _told(one: Changed, result: Result, language: Language) -> str:
    ratio = one.ratio
    if ratio is None or ratio.lower != ratio.lower:
        return _points(one.change, result, language)
    percent, lower, upper = (
        fmt.signed(100 * (part - 1), language) for part in (ratio.value, ratio.lower, ratio.upper)
    )
    points = fmt.signed(one.change.points, language, result.indicator.decimals)
    told = {"points": points, "percent": percent, "lower": lower, "upper": upper}
    return say("changed.told_between", language, **told)


def _points(change: Change, result: Result, language: Language) -> str:
    points = fmt.signed(change.points, language, result.indicator.decimals)
    if result.indicator.kind == SHARE:
        return say("changed.told_share", language, points=points)
    percent = fmt.signed(change.percent, language)
    return say("changed.told", language, points=points, percent=percent)


def _from_base(found: tuple[Changed, ...], result: Result, base: str, language: Language) -> str:
    """The change from the chosen base, or that there is none."""
    one = next((one for one in found if one.change.name == base), None)
    if one is None:
        return say("changed.no_base", language, base=named(base, language))
    return sentence(one, result, language)


def sentence(one: Changed, result: Result, language: Language) -> str:
    """One change from what to what; a word of direction only where the verdict has it."""
    before, after = (
        fmt.number(value, language, result.indicator.decimals)
        for value in (one.change.before, one.change.after)
    )
    words = {**ends(one.change, language), "before": before, "after": after}
    return say(f"changed.said_{one.verdict}", language, **words)


def _beside(run: Run, result: Result, found: tuple[Changed, ...]) -> str:
    lang = run.language
    kept = sound(run.facts, result, found)
    whole = measure(run.facts, result.indicator.id, area=COUNTRY)
    return say(
        f"changed.beside_{beside_country(result, kept)}",
        lang,
        bases=fmt.listed([named(one.change.name, lang) for one in kept], lang),
        country=country_name(whole, lang),
    )


def _yearly(result: Result, area: str, language: Language) -> str:
    found = pace(result, area)
    if found is None:
        return say("changed.no_pace", language)
    value, lower, upper = (fmt.signed(part, language, 1) for part in found.growth)
    years = fmt.listed([fmt.period(year, language) for year in found.years], language)
    return say("changed.pace", language, value=value, lower=lower, upper=upper, years=years)


def _direction(result: Result, area: str, language: Language) -> str:
    marker, years = direction(result, area)
    told = "–".join(dict.fromkeys((years[0], years[-1]))) if years else "–"
    return say(f"changed.direction_{marker.replace(' ', '_')}", language, years=told)
