"""What could explain the figure? A list beside a municipality's rate, open where it is unusual."""

from html import escape

import streamlit as st

import geo.municipalities as geo
from analysis.comparison import level
from analysis.evidence.case import Finding, Value
from analysis.explanations import Explained, explain, quoted
from analysis.law import Quoted
from analysis.result import Result, weakest
from catalog import format as fmt
from catalog.load import explanations
from catalog.model import Language, Text
from catalog.reasons import Explanation
from catalog.words import say
from pages.components import coverage, places, show
from pages.components.beside import Beside, name, told
from pages.components.session import Run


def section(run: Run, result: Result, area: str, period: str, beside: Beside) -> None:
    """The list for one figure; figures that are not of notifications have none.

    Open and in plain sight where the figure is unusual, else behind a click with the reason.
    """
    if result.indicator.topic != "notifications":
        return
    found = explain(run.facts, result, area, period, beside.comparison, beside.weights)
    if found.verdict == "unusual":
        at = places.of(result.indicator.id, "forklaring")
        places.within(say("why.heading", run.language), at)
        _list(run, result, found, period, beside)
        return
    key = found.verdict if found.verdict in ("ordinary", "hand") else "untold"
    with st.expander(say(f"why.{key}", run.language)):
        _list(run, result, found, period, beside)


def _list(run: Run, result: Result, found: Explained, period: str, beside: Beside) -> None:
    lang = run.language
    show.mark(result, lang)
    st.markdown(_verdict(run, result, found, period, beside))
    average = level(run.facts, result, beside.comparison)
    st.caption(f"{told(beside, average, lang)} {say('why.lead', lang)}")
    items = [
        _item(item, found.findings[key], quoted(run.facts, item.sources), name(beside, lang), lang)
        for key, item in explanations().items()
    ]
    st.html(f"<div class='atlas-why'>{''.join(items)}</div>")
    st.markdown(say("why.nobody_knows", lang))
    findings = [one for several in found.findings.values() for one in several]
    rests_on = [snapshot for one in findings for snapshot in one.snapshots]
    show.source(tuple(dict.fromkeys([*result.snapshots, *rests_on])), lang)


def _verdict(run: Run, result: Result, found: Explained, period: str, beside: Beside) -> str:
    """Whether the figure is unusual, by what, and how far chance reaches; or why it is not told."""
    lang = run.language
    values: dict[str, str] = {"period": fmt.period(period, lang)}
    if found.among is None:
        reach = f"_{coverage.reach(run)}" if found.verdict == "no_counts" else ""
        return say(f"why.reason_{found.verdict}{reach}", lang, **values)
    row = found.among.table.loc[beside.comparison.area]
    columns = {"value": "value", "benchmark": "benchmark"}
    columns |= {"lower": "usual_lower", "upper": "usual_upper"}
    decimals = result.indicator.decimals
    values |= {key: fmt.number(float(row[at]), lang, decimals) for key, at in columns.items()}
    values |= {"other": name(beside, lang), "area": geo.municipality(beside.comparison.area).name}
    if found.verdict == "ordinary":
        return say("why.reason_ordinary", lang, **values)
    compared = fmt.number(found.among.compared, lang)
    if row["flag"] in ("higher", "lower"):
        more = say("why.flagged", lang, compared=compared)
    else:
        chance = fmt.number(found.among.by_chance, lang)
        more = say("why.by_chance", lang, compared=compared, chance=chance)
    return f"{say('why.unusual', lang, **values)} {more}"


def _item(
    item: Explanation,
    findings: tuple[Finding, ...],
    rows: tuple[Quoted, ...],
    other: str,
    language: Language,
) -> str:
    """One explanation: what it is, what speaks for or against it, what to ask, and its source."""
    evidence = "".join(f"<li>{_finding(one, other, language)}</li>" for one in findings)
    asked = "".join(f"<li>{escape(text[language])}</li>" for text in item.questions)
    ask = escape(say("why.ask", language))
    return (
        f"<section><div><h5>{escape(item.name[language])}</h5>"
        f"<p>{escape(item.text[language])}</p></div>"
        f"<div><ul>{evidence}</ul><p class='atlas-ask'>{ask}</p><ul>{asked}</ul></div>"
        f"<footer>{_sources(item, rows, language)}</footer></section>"
    )


def _finding(one: Finding, other: str, language: Language) -> str:
    values = {key: _value(value, one.decimals, language) for key, value in one.values.items()}
    text = say(f"why.{one.sentence}", language, **values, other=other)
    side = escape(say(f"why.side_{one.side}", language))
    made_up = weakest(snapshot.standing for snapshot in one.snapshots) == "synthetic"
    marked = f" <strong>{escape(say('frame.mark', language))}</strong>" if made_up else ""
    return f"<span class='atlas-side-{one.side}'>{side}</span> {escape(text)}{marked}"


def _sources(item: Explanation, rows: tuple[Quoted, ...], language: Language) -> str:
    """The sources' own words with a link; or that there are none, which is said and not hidden."""
    if not item.sources:
        return f"<p class='atlas-source'><em>{escape(say('why.suggestion', language))}</em></p>"
    if not rows:
        return f"<p class='atlas-source'>{escape(say('why.not_here', language))}</p>"
    says = escape(say("why.says", language))
    quotes = (
        f"<p class='atlas-source'>{says}: {escape(row.text[language])} "
        f"({show.linked(row.snapshot, language)})</p>"
        for row in rows
    )
    return "".join(quotes)


def _value(value: Value, decimals: int, language: Language) -> str:
    if isinstance(value, Text):
        return value[language]
    if isinstance(value, str):
        return fmt.period(value, language)
    return fmt.number(value, language, 0 if isinstance(value, int) else decimals)
