"""What to ask StatBank for a table: the catalog's wishes, in the codes that StatBank lists."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from catalog.model import Table, Variable
from data.importers.codes import is_total
from data.statbank_error import StatBankError
from data.tableinfo import Coded, TableInfo

CELLS_AT_MOST = 1_000_000
"""StatBank's limit to an ordinary format; BULK has none."""

AREA = re.compile(r"\d{3}", re.ASCII)
EVERY = ("*",)


@dataclass(frozen=True)
class Query:
    """A request for figures: a table, and the codes of every variable in StatBank's order."""

    table: str
    codes: Mapping[str, Sequence[str]]
    bulk: bool

    @property
    def columns(self) -> list[str]:
        """The heading that the answer must have before its value."""
        return [code.upper() for code in self.codes]

    @property
    def cells(self) -> int:
        """Cells as StatBank counts them: rows at most, times variables and value."""
        return math.prod(len(codes) for codes in self.codes.values()) * (len(self.codes) + 1)

    @cached_property
    def body(self) -> dict[str, Any]:
        """The JSON to send; in English, so that decimals are points, and in codes."""
        variables = [{"code": code, "values": list(codes)} for code, codes in self.codes.items()]
        return {
            "table": self.table,
            "format": "BULK" if self.bulk or self.cells > CELLS_AT_MOST else "CSV",
            "lang": "en",
            "valuePresentation": "Code",
            "variables": variables,
        }


def query(table: Table, info: TableInfo, *, since: int | None = None) -> Query:
    """The request for `table` as StatBank describes it, from the year `since` on.

    Raises StatBankError when variables or codes are not as the catalog declares them.
    """
    _same_variables(table, info)
    codes = {found.id: _codes(table, found, since) for found in info.variables}
    for code, chosen in codes.items():
        if not chosen:
            raise StatBankError("no_codes", table=table.id, variable=code)
    return Query(table.id, codes, table.bulk)


def _same_variables(table: Table, info: TableInfo) -> None:
    declared = {*table.variables, *([table.area] if table.area else [])}
    found = {variable.id for variable in info.variables if not variable.time}
    times = [variable.id for variable in info.variables if variable.time]
    if declared != found or len(times) != 1:
        raise StatBankError(
            "changed_variables",
            table=table.id,
            new=_listed(sorted(found - declared)),
            gone=_listed(sorted(declared - found)),
            times=_listed(times),
        )


def _codes(table: Table, found: Coded, since: int | None) -> list[str]:
    if found.time:
        return [code for code in found.codes if _wanted(code, table.quarter, since)]
    if found.id == table.area:
        return [code for code in found.codes if AREA.fullmatch(code) or code == table.country]
    declared = table.variables[found.id]
    if declared.only and declared.only != EVERY:
        return _declared(table, declared, found)
    if declared.dimension is not None or declared.only:
        return list(found.codes)
    if declared.codes or declared.indicators:
        return _declared(table, declared, found)
    return [_total(table, declared, found)]


def _wanted(period: str, quarter: str | None, since: int | None) -> bool:
    """Whether a period, such as 2024 or 2024K1, is late enough and of the quarter."""
    late = since is None or (period[:4].isdecimal() and int(period[:4]) >= since)
    return late and period.endswith(quarter or "")


def _declared(table: Table, declared: Variable, found: Coded) -> list[str]:
    asked = [*(declared.only or declared.codes), *declared.indicators]
    if lacking := [code for code in asked if code not in found.codes]:
        raise StatBankError(
            "changed_codes", table=table.id, variable=found.id, gone=_listed(lacking)
        )
    return list(dict.fromkeys(asked))


def _total(table: Table, declared: Variable, found: Coded) -> str:
    """The one value that the table itself calls the total, or the code that the catalog names."""
    if declared.pin is not None and declared.pin in found.codes:
        return declared.pin
    totals = [value.id for value in found.values if is_total(value.text)]
    if len(totals) == 1:
        return totals[0]
    values = _listed(f"{value.id} {value.text}" for value in found.values[:12])
    raise StatBankError("no_total", table=table.id, variable=found.id, values=values)


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts) or "–"
