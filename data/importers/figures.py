"""Files of figures, and of what is known to be wrong with them."""

from typing import get_args

import pandas as pd

from catalog.load import dimensions, indicators
from catalog.model import Topic
from data.importers import columns as c
from data.importers.kind import Kind
from data.schema import Observation, QualityNote

NOTE_KINDS = (
    "not_reported",
    "missing",
    "few_children",
    "not_approved",
    "undercounted",
    "revised",
    "conflict",
    "doubtful",
    "break",
    "counting",
)
NOTE_TOPICS = (*get_args(Topic), "barometer")
MAY_BE_NEGATIVE = "change"


def _wrong_category(rows: pd.DataFrame) -> "pd.Series[bool]":
    return ~pd.Series(
        [
            not code or code in _codes_of(name)
            for name, code in zip(rows["indicator"], rows["category"], strict=True)
        ],
        index=rows.index,
        dtype=bool,
    )


def _codes_of(name: str) -> frozenset[str]:
    found = indicators().get(name)
    dimension = found.dimension if found else None
    return frozenset(dimensions()[dimension].codes) if dimension else frozenset()


def _negative(rows: pd.DataFrame) -> "pd.Series[bool]":
    known = rows["indicator"].map(lambda name: name in indicators())
    change = rows["indicator"].map(
        lambda name: name in indicators() and indicators()[name].kind == MAY_BE_NEGATIVE
    )
    return known & ~change & rows["value"].str.startswith("-")


def _nowhere(rows: pd.DataFrame) -> "pd.Series[bool]":
    """A note that a figure is not the area's own must say which figure, or it would do nothing."""
    return (rows["kind"] == "not_reported") & ((rows["area"] == "") | (rows["period"] == ""))


FIGURES = (
    Kind(
        file="observations.csv",
        table=Observation,
        columns={
            "indicator": c.indicator(),
            "area": c.area(),
            "period": c.period(),
            "category": c.text(empty=True),
            "sex": c.category("sex", empty=True),
            "value": c.decimal(),
            "precision": c.category("precision"),
            "scope": c.category("scope", empty=True),
            **c.pair("note", empty=True),
        },
        unique=("indicator", "area", "period", "category", "sex", "scope"),
        codes={
            "indicator": "indicator",
            "area": "area",
            "period": "period",
            "category": "category",
            "sex": "sex",
            "scope": "scope",
            "precision": "precision",
        },
        rules=(("category", "category", _wrong_category), ("negative", "value", _negative)),
        within_file=True,
    ),
    Kind(
        file="quality_notes.csv",
        table=QualityNote,
        columns={
            "indicator": c.indicator(empty=True),
            "topic": c.one_of(NOTE_TOPICS, "topic", empty=True),
            "area": c.area(empty=True),
            "period": c.period(empty=True),
            "kind": c.one_of(NOTE_KINDS, "note_kind"),
            **c.pair("text"),
        },
        unique=("indicator", "topic", "area", "period", "kind"),
        codes={"indicator": "indicator", "area": "area", "period": "period"},
        rules=(("place", "kind", _nowhere),),
        within_file=True,
    ),
)
