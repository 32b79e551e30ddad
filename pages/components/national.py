"""The national totals as they were published: a row for each period, release and scope."""

from collections.abc import Sequence

import pandas as pd

from analysis.releases import side_by_side
from analysis.result import Result, cite
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from pages.components.session import Run

PLAIN = ("exact", "as_printed")
"""Precisions that need no words: the figure is as the source gives it."""


def table(run: Run, printed: tuple[Result, ...]) -> pd.DataFrame:
    """Each publisher's figures side by side; how they are rounded and bounded stands in words."""
    lang, rows = run.language, side_by_side(printed)
    names = [result.indicator.id for result in printed]
    columns = {
        result.indicator.name[lang]: [fmt.number(v, lang) for v in rows[result.indicator.id]]
        for result in printed
    }
    columns[say("overview.totals_scope", lang)] = [
        _bounds(row, names, lang) for _, row in rows.iterrows()
    ]
    columns[say("overview.totals_source", lang)] = [
        cite(run.facts.snapshots[key], lang) for key in rows["snapshot"]
    ]
    when = [fmt.period(code, lang) for code in rows["period"]]
    return pd.DataFrame(columns, index=pd.Index(when, name=say("overview.totals_period", lang)))


def _bounds(row: "pd.Series[object]", names: list[str], language: Language) -> str:
    codes = [row[f"{name}_precision"] for name in names]
    return "; ".join(bounds(row["scope"], codes, language))


def bounds(scope: object, precisions: Sequence[object], language: Language) -> list[str]:
    """What a printed figure covers and how it is rounded, where either needs words."""
    scopes, words = (dimensions()[name].codes for name in ("scope", "precision"))
    found = [scopes[str(scope)][language]] if scope else []
    rounded = dict.fromkeys(str(code) for code in precisions if code not in (*PLAIN, None))
    return found + [words[code][language] for code in rounded if code in words]
