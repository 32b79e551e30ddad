"""Fetched answers of StatBank as rows of text codes, refused where they are not as declared."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from catalog.model import Table
from data.cards import Release, changed
from data.faults import Fault, RefusedError
from data.importers.codes import meanings
from data.importers.columns import COUNTRY

ANSWER, INFO = "statbank.csv", "tableinfo.json"
CHUNK = 250_000
Array = np.ndarray[Any, Any]
MISSING = ("..", "", ".", "x", "-")
"""What stands for a figure that is withheld or unknown; never zero (statistics are not lists)."""


@dataclass(frozen=True)
class Answer:
    """One table's rows: area, period and every dimension by our text codes, and `value`.

    `rows` has categorical columns and a float `value`, missing where StatBank gives none; an empty
    category is StatBank's own total. Combinations that StatBank left out are zero, by its contract.
    """

    table: Table
    release: Release
    rows: pd.DataFrame


def read(release: Release, table: Table) -> Answer:
    """One edition of a table; raises RefusedError with what is not as declared."""
    if faults := [replace(fault, rule="damaged") for fault in changed(release)]:
        raise RefusedError(faults)
    info = _info(release)
    known = meanings(table, info, release.name)
    rows = pd.concat(_chunks(release, known), ignore_index=True)
    if rows.empty:
        raise RefusedError([Fault(f"{release.name}/{ANSWER}", None, None, "0", "no_rows")])
    _refuse_doubles(release, rows)
    return Answer(table, release, _named(rows, table, info))


def _named(rows: pd.DataFrame, table: Table, info: Mapping[str, Any]) -> pd.DataFrame:
    """Columns by what they hold here: area, period, each dimension, and what codes choose."""
    time = next(id for id, found in info.items() if found.get("time"))
    names = {time: "period", table.area: "area"}
    names |= {id: found.dimension for id, found in table.variables.items() if found.dimension}
    named = rows.rename(columns=names)
    if table.area is None:
        return named.assign(area=pd.Categorical([COUNTRY] * len(named)))
    return named[named["area"] != ""].reset_index(drop=True)


def _info(release: Release) -> dict[str, Any]:
    """The variables as tableinfo tells them, by id: each with values, one of them the time."""
    file = f"{release.name}/{INFO}"
    try:
        found: dict[str, Any] = json.loads((release.folder / INFO).read_text(encoding="utf-8"))
        variables = {variable["id"]: variable for variable in found["variables"]}
        values = [v for one in variables.values() for v in one["values"]]
        whole = all(isinstance(v[name], str) for v in values for name in ("id", "text"))
        if not whole or sum(bool(one.get("time")) for one in variables.values()) != 1:
            raise ValueError("variables")
        return variables
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise RefusedError([Fault(file, None, None, str(fault)[:80], "tableinfo")]) from fault


def _chunks(release: Release, known: Mapping[str, Mapping[str, str]]) -> Iterator[pd.DataFrame]:
    """The answer piece by piece, so that memory does not grow with the table."""
    path = release.folder / ANSWER
    types = {
        name: pd.CategoricalDtype(sorted(set(codes.values()))) for name, codes in known.items()
    }
    done = 0
    for raw in map(_by_category, _pieces(path, release)):
        raw.columns = _heading(raw, known, release)
        yield _coded(raw, known, types, release, first=done)
        done += len(raw)


def _pieces(path: Path, release: Release) -> Iterator[pd.DataFrame]:
    try:
        yield from pd.read_csv(
            path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig",
            chunksize=CHUNK, quotechar='"',
        )  # fmt: skip
    except (OSError, ValueError) as fault:
        file = f"{release.name}/{ANSWER}"
        raise RefusedError([Fault(file, None, None, str(fault)[:120], "answer")]) from fault


def _by_category(piece: pd.DataFrame) -> pd.DataFrame:
    return piece.astype("category")


def _heading(
    raw: pd.DataFrame, known: Mapping[str, Mapping[str, str]], release: Release
) -> list[str]:
    wanted = {name.upper(): name for name in known} | {"INDHOLD": "value"}
    found = [str(name) for name in raw.columns]
    if sorted(found) != sorted(wanted):
        file = f"{release.name}/{ANSWER}"
        raise RefusedError([Fault(file, 1, None, ";".join(found)[:120], "heading")])
    return [wanted[name] for name in found]


def _coded(
    raw: pd.DataFrame,
    known: Mapping[str, Mapping[str, str]],
    types: Mapping[str, pd.CategoricalDtype],
    release: Release,
    *,
    first: int,
) -> pd.DataFrame:
    """Our codes for theirs: each code is looked up once, not each row."""
    columns: dict[str, Any] = {}
    for name, codes in known.items():
        found = raw[name].cat
        ours = [codes.get(code) for code in found.categories]
        places = np.append(types[name].categories.get_indexer(ours), -1)[found.codes]
        if (places < 0).any():
            raise _refused(raw, name, "code", release, places < 0, first=first)
        columns[name] = pd.Categorical.from_codes(places, dtype=types[name])
    columns["value"] = _numbers(raw, release, first=first)
    return pd.DataFrame(columns)


def _numbers(raw: pd.DataFrame, release: Release, *, first: int) -> Array:
    found = raw["value"].cat
    texts = pd.Series(found.categories, dtype=str)
    withheld = texts.isin(MISSING)
    numbers = pd.to_numeric(texts.mask(withheld), errors="coerce").to_numpy(dtype=float)
    wrong = ~withheld.to_numpy() & ~(np.isfinite(numbers) & (numbers >= 0))
    bad = np.append(wrong, True)[found.codes]
    if bad.any():
        raise _refused(raw, "value", "amount", release, bad, first=first)
    every: Array = numbers[found.codes] if len(numbers) else np.empty(0)
    return every


def _refused(
    raw: pd.DataFrame, name: str, rule: str, release: Release, bad: Array, *, first: int
) -> RefusedError:
    """The first bad cell of a column, by its row in the file."""
    row = int(bad.argmax())
    text = raw[name].iloc[row]
    column = "INDHOLD" if name == "value" else name
    shown = text if isinstance(text, str) else ""
    return RefusedError([Fault(f"{release.name}/{ANSWER}", first + row + 2, column, shown, rule)])


def _refuse_doubles(release: Release, rows: pd.DataFrame) -> None:
    keys = [name for name in rows.columns if name != "value"]
    doubled = rows.duplicated(keys)
    if doubled.any():
        row = int(doubled.argmax())
        found = " ".join(str(rows.at[row, name]) for name in keys)
        raise RefusedError([Fault(f"{release.name}/{ANSWER}", row + 2, None, found, "double")])
