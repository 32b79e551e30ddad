"""The shapes of figures that seem to be the same and are not, and why they differ."""

from typing import Literal

from pydantic import Field, model_validator

from catalog.model import Declared, Text
from catalog.reasons import Reference


class Cell(Declared):
    """Where one figure stands: its indicator, area and period, and its edition where several do.

    `area` is `municipalities` for all of them; `period` is `newest` for the newest one there is.
    """

    indicator: str
    area: str = "000"
    period: str
    scope: str = ""
    snapshot: str | None = None


Take = Literal["figure", "highest", "less", "change", "times", "count"]


class Side(Declared):
    """One of several figures that are not the same, and how it is had from its cells.

    `figure` is the cell as its source prints it, `highest` the municipality with the highest one.
    The others are worked out: `less` is the first cell less the second, for the period `about`;
    `change` the per cent from the first to the second; `times` a rate per 1,000 times residents;
    `count` what was counted behind a rate, which is there after a fetch. `unit` and `decimals` are
    the indicator's where they are not given; `per` is what a share or rate is per.
    """

    name: Text
    take: Take = "figure"
    cells: tuple[Cell, ...] = Field(min_length=1, max_length=2)
    about: str | None = None
    unit: Text | None = None
    decimals: int | None = Field(default=None, ge=0, le=4)
    per: int = 100

    @model_validator(mode="after")
    def _has_its_cells(self) -> "Side":
        if len(self.cells) != (2 if self.take in ("less", "change", "times") else 1):
            raise ValueError(f"'{self.take}' does not fit {len(self.cells)} cells")
        return self


class Reason(Declared):
    """Why two figures differ, and what carries it: rows of the sources, or arithmetic.

    `unknown` says what cannot be known from what there is.
    """

    carried: Literal["source", "arithmetic", "unknown"]
    text: Text
    sources: tuple[Reference, ...] = ()

    @model_validator(mode="after")
    def _carried(self) -> "Reason":
        if (self.carried == "source") != bool(self.sources):
            raise ValueError("a reason has sources when it is carried by them, and only then")
        return self


class Difference(Declared):
    """Figures that seem to be about the same and are not the same, and why.

    `compare` is how the first two are held together: `difference` in their own unit, `points`
    between two percentages, `per_child` notifications over children, `none` where nothing
    may be taken from anything.
    """

    id: str
    compare: Literal["difference", "points", "per_child", "none"]
    name: Text
    sides: tuple[Side, ...] = Field(min_length=2)
    reasons: tuple[Reason, ...] = Field(min_length=1)
