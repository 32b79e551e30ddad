"""Reasons as they were printed: each source by itself, since each is a share of something else."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.measure import COUNTRY, measure
from analysis.notes import on_whole
from analysis.result import Result
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.points import Point, points
from charts.said import ended
from pages.components import once, show
from pages.components.session import Run

CHILDREN, SEXES, SHARES = "reason_children_share", "reason_sex_share", "reason_share"
PRINTED = (CHILDREN, SEXES, SHARES)
LOWEST, HIGHEST = "_lowest_group", "_highest_group"


def printed(run: Run, indicator: str) -> Result:
    """What was printed of one indicator, usable figures alone."""
    found = measure(run.facts, indicator, area=COUNTRY)
    return found.where(found.table["status"] == "ok")


def section(run: Run, indicator: str) -> None:
    """One source's figures: drawing, table, file, and what must be minded."""
    lang, found = run.language, printed(run, indicator)
    if found.table.empty:
        return
    (period,) = found.table["period"].unique()
    when = fmt.period(period, lang)
    st.header(say(f"reasons.heading_{indicator}", lang, period=when), anchor=False)
    st.markdown(say(f"reasons.lead_{indicator}", lang))
    blocks = _blocks(found, lang)
    title = say(f"reasons.title_{indicator}", lang, period=when)
    drawn = points(
        blocks, found, lang, title=title, period=when, alt=_alt(title, blocks, lang), most=100.0
    )
    own = _notes(found, lang)
    noted = show.noted(on_whole(found, period), lang, dated=True)
    caveats = [text[lang] for text in found.indicator.caveats]
    taken = show.show(replace(drawn, minded=(*noted, *own, *caveats)), lang, key=indicator)
    once.cautions(run, [*noted, *own], caveats)
    show.table(_table(blocks, found, lang), found, lang, key=indicator, beside=taken)


def _blocks(found: Result, language: Language) -> dict[str, list[Point]]:
    """The figures by reason, in the order of the catalog; a lowest and a highest are one range."""
    reasons, blocks = dimensions()["reason"].codes, dict[str, list[Point]]()
    for code in (code for code in reasons if code in set(found.table["category"])):
        rows = found.table[found.table["category"] == code]
        ranged: dict[str, list[Mapping[str, object]]] = {}
        for row in rows.to_dict("records"):
            key = str(row["sex"] or row["scope"]).removesuffix(LOWEST).removesuffix(HIGHEST)
            ranged.setdefault(key, []).append(row)
        blocks[reasons[code][language]] = [
            _point(key, parts, language) for key, parts in ranged.items()
        ]
    return blocks


def _point(key: str, rows: list[Mapping[str, object]], language: Language) -> Point:
    values = sorted(float(str(row["value"])) for row in rows)
    low, high = values[0], values[-1]
    told = dict.fromkeys(fmt.number(value, language) for value in (low, high))
    text = say("reasons.percent", language, value="–".join(told))
    if rows[0]["sex"]:
        return Point(dimensions()["sex"].codes[key][language], low, high, text)
    return Point(say(f"reasons.of_{key}", language), low, high, text)


def _notes(found: Result, language: Language) -> list[str]:
    """What the source adds to its figures; to one of them with what it is about."""
    rows = found.table.to_dict("records")
    notes = [row[f"note_{language}"] for row in rows]
    if len(set(map(str, notes))) == 1:
        return [note for note in notes[:1] if isinstance(note, str)]
    reasons, sexes = (dimensions()[name].codes for name in ("reason", "sex"))
    return [
        say(
            "reasons.noted",
            language,
            reason=reasons[row["category"]][language],
            name=sexes[row["sex"]][language],
            note=note,
        )
        for row, note in zip(rows, notes, strict=True)
        if isinstance(note, str)
    ]


def _table(blocks: Mapping[str, list[Point]], found: Result, language: Language) -> pd.DataFrame:
    rows = [(reason, point.name, point.text) for reason, part in blocks.items() for point in part]
    return pd.DataFrame(
        {
            say("reasons.column_of", language): [name for _, name, _ in rows],
            found.indicator.short[language]: [text for _, _, text in rows],
        },
        index=pd.Index([reason for reason, _, _ in rows], name=dimensions()["reason"][language]),
    )


def _alt(title: str, blocks: Mapping[str, list[Point]], language: Language) -> str:
    told = [
        ended(say("reasons.alt", language, reason=reason, name=point.name, text=point.text))
        for reason, part in blocks.items()
        for point in part
    ]
    return " ".join([f"{title}.", *told])
