"""What StatBank tells of a table: its variables, their codes and texts, and when it was updated."""

import re

from pydantic import BaseModel, ConfigDict, Field


class _Told(BaseModel):
    """Part of StatBank's answer; what the atlas does not use is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Value(_Told):
    """One code of a variable."""

    id: str
    text: str


class Coded(_Told):
    """One variable with its codes in StatBank's order."""

    id: str
    text: str
    elimination: bool = False
    time: bool = False
    values: tuple[Value, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(value.id for value in self.values)


class TableInfo(_Told):
    """A table; `suppressed` is what a combination left out of a BULK answer stands for."""

    id: str
    text: str
    unit: str = ""
    updated: str
    suppressed: str | None = Field(default=None, alias="suppressedDataValue")
    variables: tuple[Coded, ...]

    @property
    def updated_on(self) -> str:
        """The date part of the update stamp; empty if the stamp has none."""
        found = re.match(r"\d{4}-\d\d-\d\d(?!\d)", self.updated)
        return found[0] if found else ""

    def variable(self, code: str) -> Coded:
        """The variable with that code; raises KeyError for an unknown one."""
        for found in self.variables:
            if found.id == code:
                return found
        raise KeyError(code)
