"""Beside one municipality's figure: how far chance reaches, and what the comparison allows."""

import pandas as pd

from analysis import verdict
from analysis.comparison import choose
from analysis.result import Result
from analysis.verdict import Verdict
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import beside
from pages.components.beside import Beside
from pages.components.session import Run


def interval(row: "pd.Series[object]", result: Result, language: Language) -> str:
    """The limits of one figure in plain words; empty where it has none."""
    if pd.isna(row["lower"]) or pd.isna(row["upper"]):
        return ""
    ends = {name: _number(row[name], result, language) for name in ("lower", "upper")}
    if result.indicator.repeats:
        return say("verdict.interval_repeats", language, **ends)
    return say("verdict.interval", language, **ends)


def ranges(rows: pd.DataFrame, result: Result, language: Language) -> list[str]:
    """The limits of several figures for a table; a dash where one has none."""
    return [
        fmt.number(None, language)
        if row["status"] != "ok" or pd.isna(row["lower"])
        else say(
            "verdict.range",
            language,
            lower=_number(row["lower"], result, language),
            upper=_number(row["upper"], result, language),
        )
        for _, row in rows.iterrows()
    ]


def compared(
    run: Run,
    result: Result,
    *,
    period: str,
    area: str,
    country: str,
    against: Beside | None = None,
) -> str:
    """The sentence that the figures allow; without a choice beside the 98 together.

    `country` is what the source's own national row is called, where that is the benchmark.
    """
    chosen = against or Beside(choose(run.facts, area, "country"))
    found = verdict.beside(
        run.facts, result, chosen.comparison, period=period, weights=chosen.weights
    )
    if found is None:
        return ""
    printed = chosen.comparison.kind == "country" and result.indicator.denominator is None
    name = country if printed else beside.name(chosen, run.language)
    return told(found, result, run.language, name=name, period=period)


def alike(
    run: Run, result: Result, *, period: str, area: str, against: Beside | None = None
) -> bool:
    """Whether the figure and its benchmark cannot be told apart; then no place is told either."""
    chosen = against or Beside(choose(run.facts, area, "country"))
    found = verdict.beside(
        run.facts, result, chosen.comparison, period=period, weights=chosen.weights
    )
    return found is not None and found.key == "similar"


def told(found: Verdict, result: Result, language: Language, *, name: str, period: str) -> str:
    """A verdict in words, both figures in it as they are shown elsewhere."""
    return say(
        f"verdict.{found.key}",
        language,
        name=name,
        period=fmt.period(period, language),
        value=_number(found.value, result, language),
        benchmark=_number(found.benchmark, result, language),
        why=say(f"verdict.why_{found.because}", language) if found.because else "",
    )


def doubted(shown: pd.DataFrame, of: str, why: list[str], language: Language) -> pd.DataFrame:
    """A table with a sign at the figures in doubt in the column `of`, and the reasons last.

    `why` has a text a row, empty where nothing is wrong; where all are, the table stays as it is.
    """
    if not any(why):
        return shown
    figures = [
        marked(str(figure), language) if text else figure
        for figure, text in zip(shown[of], why, strict=True)
    ]
    return shown.assign(**{of: figures, say("verdict.doubt_heading", language): why})


def marked(figure: str, language: Language) -> str:
    """A figure in doubt, with the sign that says so."""
    return say("verdict.doubt_marked", language, figure=figure)


def _number(value: object, result: Result, language: Language) -> str:
    return fmt.number(float(str(value)), language, result.indicator.decimals)
