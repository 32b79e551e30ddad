"""The shapes of what is declared, frozen and strict: indicators, sources, categories, words."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Language = Literal["da", "en"]
Topic = Literal[
    "notifications", "outcomes", "context", "population", "childrens_houses", "prevention"
]
Counts = Literal[
    "notifications",
    "children",
    "reasons",
    "residents",
    "cases",
    "courses",
    "consultations",
    "measures",
    "kroner",
    "other",
]
Kind = Literal["rate", "share", "count", "change", "mean", "money"]
Polarity = Literal["neither", "more_is_better", "less_is_better"]
Standing = Literal["published", "secondary", "imported", "synthetic"]
Status = Literal["ok", "missing", "not_reported", "suppressed", "not_applicable", "not_comparable"]

STANDINGS: tuple[Standing, ...] = ("published", "secondary", "imported", "synthetic")
"""From strongest to weakest; a result has the standing of its weakest snapshot."""


Count = Literal[
    "notifications",
    "notifications_0_17",
    "children_notified",
    "children_notified_0_17",
    "children_notified_unborn",
    "children_notified_repeatedly_0_17",
    "reasons",
    "residents_0_17",
]
"""What can be counted; `data.counts` says how."""


Method = Literal["as_published", "counted", "ratio", "rate", "share"]


class Declared(BaseModel):
    """Anything read from the catalog: unknown keys and wrong types stop the program at load."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Text(Declared):
    """One text in both languages; neither may be empty."""

    da: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.en


class Break(Text):
    """A break in a series: `period` is the first one after it."""

    period: str


class Indicator(Declared):
    """A number that the atlas shows: what it counts, its unit, and what to mind.

    What is `counted` has a numerator; a `ratio`, a `rate` and a `share` also a denominator, and are
    that `per` so many. A ratio has no interval; `repeats` are the children behind a rate of events,
    who by having several of them widen its interval.
    `notes_of` is another indicator whose known faults are those of this one too.
    """

    id: str
    former_ids: tuple[str, ...] = ()
    topic: Topic
    counts: Counts
    kind: Kind
    method: Method
    numerator: Count | None = None
    denominator: Count | None = None
    repeats: Count | None = None
    per: int = 1
    notes_of: str | None = None
    map: bool = False
    dimension: str | None = None
    polarity: Polarity
    decimals: int = Field(ge=0, le=4)
    name: Text
    short: Text
    unit: Text
    definition: Text
    caveats: tuple[Text, ...] = ()
    breaks: tuple[Break, ...] = ()

    @model_validator(mode="after")
    def _has_its_counts(self) -> "Indicator":
        wanted = {"as_published": (False, False), "counted": (True, False)}.get(
            self.method, (True, True)
        )
        if (self.numerator is not None, self.denominator is not None) != wanted:
            raise ValueError(f"method '{self.method}' does not fit numerator and denominator")
        return self


class Source(Declared):
    """Where figures come from, whatever the edition."""

    id: str
    name: Text
    license: str | None = None
    table: str | None = None
    url: str | None = None
    cadence: Text
    counts: Text
    protection: Text


Grain = Literal["notifications", "children_notified", "reasons", "residents", "observations"]
"""What one row of a table of StatBank counts, which says in which table of ours it ends."""


class Variable(Declared):
    """How one variable of a StatBank table is asked for, and what its codes mean here.

    With `dimension` its codes are our categories, by each category's `source` unless `codes` says
    otherwise; `codes` maps the table's own codes to ours, an empty text being the total; `only`
    asks for no other codes than these. `indicators` maps codes to indicators, also beside a
    dimension. With `only` alone its codes are fetched for `compute`, `*` standing for all of them.
    A variable with none of them is pinned to its own total, by `pin` where the table does not call
    it »I alt«.
    """

    id: str
    dimension: str | None = None
    codes: dict[str, str] = Field(default_factory=dict)
    only: tuple[str, ...] = ()
    indicators: dict[str, str] = Field(default_factory=dict)
    pin: str | None = None


class Compute(Declared):
    """How an indicator is worked out from several cells of a table that is fetched.

    `where` holds variables to codes; cells that differ in anything else are added up.
    - `sum`: the cells of `part`.
    - `share`: the cells of `part` in percent of those of `whole`.
    - `share_above`: the share, in percent, of all that `numbers` counts which is in cells whose
      number in the first variable is above that in the second, each cell weighing its value times
      its number in the first: persons in dwellings with more persons than rooms.
    - `median_of_intervals`: `lower` gives each code of `variable` its lower limit, in rising order,
      each interval ending where the next begins and the last being open; the median is read by
      straight lines within its interval, and missing when it falls in the open one.
    - `per_residents`: the `periods` parts of each year added up, for each `per` residents; a year
      that lacks a part is left out.
    """

    indicator: str
    how: Literal["sum", "share", "share_above", "median_of_intervals", "per_residents"]
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    part: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    whole: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    numbers: dict[str, dict[str, float]] = Field(default_factory=dict)
    variable: str | None = None
    lower: dict[str, float] = Field(default_factory=dict)
    periods: int = Field(default=1, ge=1)
    per: float = Field(default=1000.0, gt=0)

    @model_validator(mode="after")
    def _whole(self) -> "Compute":
        needs = {
            "sum": bool(self.part),
            "share": bool(self.part and self.whole),
            "share_above": len(self.numbers) == 2,
            "median_of_intervals": bool(self.variable and len(self.lower) > 1),
            "per_residents": True,
        }
        if not needs[self.how]:
            raise ValueError(f"{self.how} lacks what it is worked out from")
        return self

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """Every code that the figure is worked out from, by variable."""
        asked = [self.where, self.part, self.whole]
        asked += [{name: tuple(codes) for name, codes in self.numbers.items()}]
        asked += [{self.variable: tuple(self.lower)}] if self.variable else []
        names = dict.fromkeys(name for codes in asked for name in codes)
        return {
            name: tuple(dict.fromkeys(code for codes in asked for code in codes.get(name, ())))
            for name in names
        }


class Table(Declared):
    """A table of StatBank that `python -m data fetch` brings in; its source is `dst-` and its id.

    `area` is the variable that holds municipalities, none in a table of the whole country alone,
    and `country` its code for the whole country; `quarter` is the one taken of a quarterly table;
    `indicator` is what an `observations` table holds unless a variable says; `compute` is how
    indicators are worked out that no single cell holds; `replaces` are the sources whose figures
    for the same cell give way; `seen` is whether a real answer has been seen, or the table is
    declared from descriptions alone.
    """

    id: str
    grain: Grain
    area: str | None = None
    country: str = "000"
    quarter: str | None = None
    indicator: str | None = None
    compute: tuple[Compute, ...] = ()
    replaces: tuple[str, ...] = ()
    bulk: bool = False
    seen: bool = False
    variables: dict[str, Variable] = Field(default_factory=dict)

    @property
    def source(self) -> str:
        """The id of the table's source in the catalog."""
        return f"dst-{self.id.lower()}"


class Category(Declared):
    """One value of a dimension; `source` is the code that the source itself uses.

    `part_of` is the category that this one was split from, so that the series can go on;
    `professional` says of notifiers that they notify by their profession.
    """

    id: str
    source: str | None = None
    area: str | None = None
    part_of: str | None = None
    professional: bool = False
    da: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.en


class Dimension(Declared):
    """A way to divide a number, with its categories in the order of the screen."""

    id: str
    da: str = Field(min_length=1)
    en: str = Field(min_length=1)
    codes: dict[str, Category]

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.en
