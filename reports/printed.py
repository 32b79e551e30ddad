"""Printed figures in words: a row for each with what it is of, its number and where it stands."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.printed import in_order, statistics_of
from analysis.result import Result, cite, edition_name
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from data.schema import Snapshot
from reports.download import area_name, told

WORDED = {
    **dict.fromkeys(("rounded", "approximate", "rounded_1000", "rounded_100"), "about"),
    "rounded_1": "about",
    "upper_bound": "almost",
    "lower_bound": "over",
}
"""The word before a number that is not exact, by its precision."""

COLUMNS = ("indicator", "period", "area", "category", "sex", "scope", "number", "note", "source")


def in_words(results: tuple[Result, ...], language: Language) -> pd.DataFrame:
    """The figures in order of period; columns as COLUMNS, with `what`, `edition`, `code`, `value`.

    `what` is what the source says it counts, else the indicator; `code` is the period as it sorts.
    A number that the source rounded is written as such.
    """
    rows = [_row(results, row, language) for row in in_order(results).to_dict("records")]
    return pd.DataFrame(rows, columns=[*COLUMNS, "what", "edition", "code", "value"])


def table(results: tuple[Result, ...], language: Language) -> pd.DataFrame:
    """The same for readers: without columns that hold nothing or always the same indicator."""
    words = in_words(results, language)[list(COLUMNS)]
    several = words["indicator"].nunique() > 1
    empty = [name for name in COLUMNS if not words[name].any()]
    words = words.drop(columns=[*empty, *([] if several else ["indicator"])])
    words = words.rename(columns={name: say(f"printed.{name}", language) for name in words})
    return words.set_index(say("printed.period", language))


def _row(
    results: tuple[Result, ...], row: Mapping[str, Any], language: Language
) -> dict[str, object]:
    result = results[row["number"]]
    snapshot = result.all_snapshots[int(row["snapshot"])]
    indicator = result.indicator
    country = row["area_kind"] == "country" and result.table["area"].nunique() == 1
    return {
        "indicator": indicator.short[language],
        "period": fmt.period(row["period"], language),
        "area": "" if country else area_name(row["area"], language),
        "category": _category(indicator.dimension, row["category"], language),
        "sex": _category("sex", row["sex"], language),
        "scope": _category("scope", row["scope"], language),
        "number": number(row["value"], row["precision"], indicator.decimals, language),
        "note": told(row[f"note_{language}"]),
        "source": cite(snapshot, language),
        "what": _category("scope", row["scope"], language) or indicator.short[language],
        "edition": edition(snapshot, language),
        "code": row["period"],
        "value": float(row["value"]),
    }


def number(value: float, precision: object, decimals: int, language: Language) -> str:
    """A number as printed; one that the source rounded, or gave as a limit, is said to be so."""
    word = WORDED.get(str(precision))
    if word is None:
        return fmt.number(value, language, decimals)
    whole = decimals if value % 1 else 0
    return say(f"printed.{word}", language, number=fmt.number(value, language, whole))


def edition(snapshot: Snapshot, language: Language) -> str:
    """An edition in few words: a yearly one by its year, others by who published it and when.

    Yearly statistics that somebody else reproduces keep their year, with who reproduces them.
    """
    if year := statistics_of(snapshot):
        return say("printed.reproduced", language, year=year, name=snapshot.publisher)
    name = edition_name(snapshot.edition, language)
    if snapshot.edition.replace("-", "").isdigit():
        return name
    return f"{snapshot.publisher}, {name}"


def _category(dimension: str | None, code: str, language: Language) -> str:
    return dimensions()[dimension].codes[code][language] if dimension and code else ""
