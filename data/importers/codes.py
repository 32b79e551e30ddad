"""What the codes of a StatBank table mean here, held against the table's own list of values."""

from collections.abc import Iterator, Mapping
from typing import Any

import geo.municipalities as geo
from catalog.load import dimensions
from catalog.model import Table, Variable
from data.faults import Fault, RefusedError
from data.importers.columns import COUNTRY, ELSEWHERE, REGIONS

TOTALS = ("i alt", "ialt", "total", "hele landet")
Meanings = dict[str, dict[str, str]]
"""By variable: the table's code, and ours."""


def meanings(table: Table, info: Mapping[str, Any], name: str) -> Meanings:
    """Our code for each code of each variable; `info` are tableinfo's variables by id.

    Raises RefusedError with every variable that was added or removed and every code that the
    catalog has no words for, each by name: a code left out in silence would be a false fall.
    """
    time = next((id for id, found in info.items() if found.get("time")), "Tid")
    declared = {*table.variables, time, *([table.area] if table.area else [])}
    faults = [Fault(name, None, v, v, "variable_new") for v in sorted(info.keys() - declared)]
    faults += [Fault(name, None, v, v, "variable_gone") for v in sorted(declared - info.keys())]
    if faults:
        raise RefusedError(faults)
    values = {id: {v["id"]: v["text"] for v in found["values"]} for id, found in info.items()}
    found: Meanings = {time: _periods(values[time], table)}
    if table.area:
        found[table.area] = _areas(values[table.area], table.country)
        faults += _strange(values[table.area], found[table.area], f"{name}", table.area)
    for id, variable in table.variables.items():
        found[id] = _meanings(variable, values[id])
        if variable.dimension:
            asked = {c: t for c, t in values[id].items() if not variable.only or c in variable.only}
            faults += _strange(asked, found[id], name, id)
    if faults:
        raise RefusedError(faults)
    return found


def is_total(text: str) -> bool:
    """Whether a value's text says that it is the total of its variable."""
    plain = text.casefold().strip()
    return plain in TOTALS or plain.endswith((" i alt", " ialt"))


def _periods(values: Mapping[str, str], table: Table) -> dict[str, str]:
    """Quarters of a table that is taken once a year stand for their year; others as they are."""
    quarter = table.quarter or ""
    return {code: code.removesuffix(quarter) for code in values if code.endswith(quarter)}


def _areas(values: Mapping[str, str], country: str) -> dict[str, str]:
    """Known areas; groups and provinces, which have shorter codes, are left out."""
    known = {*REGIONS, *ELSEWHERE, *geo.municipalities()}
    found = {code: "" for code in values if len(code) != 3 or not code.isdigit()}
    return found | {code: code for code in values if code in known} | {country: COUNTRY}


def _meanings(variable: Variable, values: Mapping[str, str]) -> dict[str, str]:
    if variable.dimension is None:
        return {code: code for code in values}
    found = {code: "" for code, text in values.items() if is_total(text)}
    categories = dimensions()[variable.dimension].codes.values()
    by_source = {c.source: c.id for c in categories if c.source}
    by_text = {c.da.casefold(): c.id for c in categories}
    for code, text in values.items():
        category = (
            by_source.get(code) or by_source.get(code.lstrip("0")) or by_text.get(text.casefold())
        )
        if category and code not in found:
            found[code] = category
    return found | variable.codes


def _strange(
    values: Mapping[str, str], known: Mapping[str, str], name: str, variable: str
) -> Iterator[Fault]:
    for code, text in values.items():
        if code not in known:
            yield Fault(name, None, variable, f"{code} {text}", "code_new")
