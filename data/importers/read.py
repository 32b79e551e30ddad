"""Read the files of all snapshots as text, hold them against their kinds, tell every fault."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from data.cards import Release, changed
from data.faults import Fault, RefusedError
from data.importers import KINDS
from data.importers.kind import Kind

FIRST_ROW = 2
"""The row of a file, as an editor counts, that holds the first figures: the heading is row 1."""

FILE, ROW = "file of origin", "row of origin"
Parts = dict[str, pd.DataFrame]
"""The rows of one kind by release."""


def read_all(found: Iterable[Release]) -> Mapping[str, Parts]:
    """The rows of every file as text, by kind and release; all columns are those declared.

    Raises RefusedError with every fault of every file: encoding, columns, values, doubles, and
    files that are not as they were when their card was sealed.
    """
    tables: dict[str, Parts] = {name: {} for name in KINDS}
    faults: list[Fault] = []
    for release in found:
        for file in release.files:
            try:
                tables.setdefault(file.name, {})[release.name] = _table(file, release)
            except RefusedError as refused:
                faults += refused.faults
        faults += changed(release)
    faults += [fault for name, parts in tables.items() for fault in _faults(KINDS[name], parts)]
    faults += [fault for name in tables for fault in _strangers(KINDS[name], tables)]
    if faults:
        raise RefusedError(sorted(faults, key=lambda fault: (fault.file, fault.row or 0)))
    return tables


def _table(path: Path, release: Release) -> pd.DataFrame:
    file, kind = f"{release.name}/{path.name}", KINDS.get(path.name)
    if kind is None:
        raise RefusedError([Fault(file, None, None, path.name, "file_unknown")])
    lines = _lines(_decoded(path, file), file)
    heading, body = (lines[0], lines[1:]) if lines else ([], [])
    faults = [*_heading(heading, file, kind), *_widths(body, file, len(heading))]
    if not faults and not body:
        faults = [Fault(file, 1, None, str(len(body)), "no_rows")]
    if faults:
        raise RefusedError(faults)
    table = pd.DataFrame(body, columns=heading, dtype=str)[list(kind.columns)]
    return table.assign(**{FILE: file, ROW: range(FIRST_ROW, FIRST_ROW + len(table))})


def _lines(text: str, file: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        return list(reader)
    except csv.Error as fault:
        raise RefusedError([Fault(file, reader.line_num, None, str(fault), "csv")]) from fault


def _heading(heading: list[str], file: str, kind: Kind) -> Iterator[Fault]:
    for name in kind.columns:
        if name not in heading:
            yield Fault(file, 1, name, ", ".join(heading), "column_missing")
    for place, name in enumerate(heading):
        if name not in kind.columns:
            yield Fault(file, 1, name, name, "column_unknown")
        elif name in heading[:place]:
            yield Fault(file, 1, name, name, "column_twice")


def _widths(body: list[list[str]], file: str, width: int) -> Iterator[Fault]:
    for number, line in enumerate(body, start=FIRST_ROW):
        if len(line) != width:
            yield Fault(file, number, None, str(len(line)), "width")


def _decoded(path: Path, file: str) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        row = raw[: fault.start].count(b"\n") + 1
        near = raw[max(fault.start - 12, 0) : fault.start + 12].decode("latin-1")
        found = "".join(sign if sign.isprintable() else "·" for sign in near)
        raise RefusedError([Fault(file, row, None, found.strip(), "encoding")]) from fault


def _faults(kind: Kind, parts: Parts) -> Iterator[Fault]:
    """All releases' rows at once: much quicker than a few rows a hundred times."""
    if not parts:
        return
    rows = pd.concat(parts.values(), ignore_index=True)
    for check in (_values, _rules, _half_translated, _doubles):
        for index, column, found, rule in check(rows, kind):
            yield Fault(rows.at[index, FILE], int(rows.at[index, ROW]), column, found, rule)


def _strangers(kind: Kind, tables: Mapping[str, Parts]) -> Iterator[Fault]:
    """Values that should stand in another kind of file and do not."""
    for column, (file, there, rule) in kind.among.items():
        known = {""}.union(*(rows[there] for rows in tables[file].values()))
        for rows in tables[kind.file].values():
            for _, row in rows[~rows[column].isin(known)].iterrows():
                yield Fault(row[FILE], int(row[ROW]), column, row[column], rule)


Found = Iterator[tuple[int, str, str, str]]
"""Where in the joined rows, in which column, what was found, and the rule it breaks."""


def _values(rows: pd.DataFrame, kind: Kind) -> Found:
    schema = pa.DataFrameSchema(dict(kind.columns), strict=True)
    try:
        schema.validate(rows[list(kind.columns)], lazy=True)
    except SchemaErrors as faults:
        for case in faults.failure_cases.itertuples():
            yield int(case.index), case.column, str(case.failure_case), case.check


def _rules(rows: pd.DataFrame, kind: Kind) -> Found:
    for rule, column, breaks in kind.rules:
        for index, found in rows.loc[breaks(rows), column].items():
            yield int(str(index)), column, found, rule


def _half_translated(rows: pd.DataFrame, kind: Kind) -> Found:
    for danish in (name for name in kind.columns if name.endswith("_da")):
        english = f"{danish.removesuffix('_da')}_en"
        half = (rows[danish] == "") != (rows[english] == "")
        for index, row in rows.loc[half, [danish, english]].iterrows():
            yield int(str(index)), danish, " / ".join(row), "half"


def _doubles(rows: pd.DataFrame, kind: Kind) -> Found:
    keys = list(kind.unique)
    within = [*keys, FILE] if kind.within_file else keys
    for index, row in rows.loc[rows.duplicated(within), keys].iterrows():
        yield int(str(index)), ", ".join(keys), " ".join(value for value in row if value), "double"
