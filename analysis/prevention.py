"""The move to earlier help: who is known to have taken part, and support beside all others."""

import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

import geo.municipalities as geo
from analysis.comparison import Comparison, Level, level
from analysis.measure import measure
from analysis.result import Result
from data.facts import Facts
from data.schema import Statement, Trace

ADVISED, PARTNER, CASE = "prevention_advice", "prevention_partner", "inspiration_case"
TOTALS = {ADVISED: "prevention-advised-total", CASE: "forebyggelse-09"}
"""The sentences that say how many municipalities there are of a kind; of the others none does."""

MUNICIPALITIES = re.compile(r"(\d+)( kommuner)?$")


@dataclass(frozen=True)
class Group:
    """Those who took part in one way: how many by the source, and those who are known by name.

    `total` is None where no source says it. The names left out are not known: nothing here says
    of a municipality that it did not take part.
    """

    kind: str
    total: int | None
    named: tuple[str, ...]

    @property
    def unknown(self) -> int | None:
        """How many names are not known; None where the total is not."""
        return None if self.total is None else self.total - len(self.named)


@dataclass(frozen=True, eq=False)
class Beside:
    """One indicator: the middle figure of the named municipalities, and of all the others."""

    result: Result
    named: Level
    others: Level


def groups(facts: Facts) -> tuple[Group, ...]:
    """Advised municipalities, partners, and those with a case to learn from."""
    rows = mentions(facts)
    return tuple(
        Group(kind, _total(facts, kind), tuple(sorted(set(rows[rows["kind"] == kind]["area"]))))
        for kind in (ADVISED, PARTNER, CASE)
    )


def mentions(facts: Facts) -> pd.DataFrame:
    """Every mention of a municipality in these sources, as rows of Trace."""
    rows = facts.rows(Trace)
    return rows[rows["kind"].isin((ADVISED, PARTNER, CASE))]


@lru_cache(maxsize=32)
def beside(facts: Facts, indicator: str) -> Beside | None:
    """The advised municipalities known by name beside the others, as medians by year.

    Each municipality counts alike. A description: who was advised was not drawn by lot, those
    named are not all, and among the others are advised ones whose names are not known. None where
    there is no figure.
    """
    result = measure(facts, indicator, area_kind="municipality")
    advised = next(group.named for group in groups(facts) if group.kind == ADVISED)
    others = tuple(code for code in geo.municipalities() if code not in advised)
    named, rest = (
        level(facts, result, Comparison("hand", "", codes)) for codes in (advised, others)
    )
    return Beside(result, named, rest) if named.values and rest.values else None


def _total(facts: Facts, kind: str) -> int | None:
    rows = facts.rows(Statement)
    said = rows[rows["id"] == TOTALS.get(kind)]["value"]
    found = MUNICIPALITIES.search(str(said.iloc[0])) if len(said) else None
    return int(found[1]) if found else None
