"""A result: a table that knows what it is, where it came from, and what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from catalog import format as fmt
from catalog.load import sources
from catalog.model import STANDINGS, Indicator, Language, Standing
from catalog.words import say
from data.schema import Snapshot

COLUMNS = (
    "area",
    "area_kind",
    "period",
    "category",
    "sex",
    "scope",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "method",
    "status",
    "precision",
    "note_da",
    "note_en",
    "snapshot",
    "denominator_snapshot",
)


STEM = re.compile(r"(?:pilot-)?\d{4}(?:-\d{2,4}(?:-\d{2})?)?(?=-|$)")
"""What an edition's id begins with: a year, years, a month or a day; the rest tells ids apart."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(-\d+)?")
MADE_UP = re.compile(r"fiktiv-(\d+)")
VERSION = re.compile(r"[0-9a-f]{8}")
DATED = re.compile(r"20\d{2}-(0[1-9]|1[0-2])(-[0-3]\d)?$")


@dataclass(frozen=True, eq=False)
class Result:
    """Figures of one indicator with the snapshots they rest on and the known faults among them.

    `table` has the columns of COLUMNS: one row a figure, `value` in the indicator's unit, `status`
    one of the catalog's statuses, `snapshot` a key of `all_snapshots`; `numerator`, `denominator`
    and `denominator_snapshot` are missing where the source printed the figure ready-made. `notes`
    has the columns of `Facts.notes`. Tables are shared and never altered.
    """

    indicator: Indicator
    table: pd.DataFrame
    notes: pd.DataFrame
    all_snapshots: dict[int, Snapshot]

    def where(self, keep: "pd.Series[bool]") -> "Result":
        """The same result with fewer rows; its snapshots follow."""
        return replace(self, table=self.table[keep])

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots behind the rows, each once, in order of source and edition."""
        columns = (self.table[name].dropna() for name in ("snapshot", "denominator_snapshot"))
        keys = sorted({int(key) for found in columns for key in found.unique()})
        return tuple(self.all_snapshots[key] for key in keys)

    @property
    def standing(self) -> Standing | None:
        """The weakest standing among the snapshots; None when there is no figure."""
        return weakest(snapshot.standing for snapshot in self.snapshots)

    def usable(self) -> pd.DataFrame:
        """The rows that hold a real figure."""
        return self.table[self.table["status"] == "ok"]


def made_up(snapshots: Mapping[int, Snapshot]) -> frozenset[int]:
    """The keys of those snapshots whose figures are made up."""
    return frozenset(key for key, found in snapshots.items() if found.standing == "synthetic")


def weakest(standings: Iterable[str]) -> Standing | None:
    """The weakest of some standings, or None of none."""
    found = set(standings)
    return next((standing for standing in reversed(STANDINGS) if standing in found), None)


def cite(snapshot: Snapshot, language: Language) -> str:
    """One snapshot as a citation: who published what, which edition, and its standing.

    Figures that somebody else read or computed are cited by the source's name, which says so;
    others by the title that the publisher gave them.
    """
    name, publisher = sources()[snapshot.source].name[language], snapshot.publisher
    table = sources()[snapshot.source].table
    if snapshot.retrieved and table:
        publisher = f"{publisher}, {table}"
    title = snapshot.title if publisher in snapshot.title else f"{publisher}: {snapshot.title}"
    return say(
        "source.citation",
        language,
        title=name if snapshot.read_by else title,
        edition=edition_name(snapshot.edition, language),
        copied=say("source.copied", language) if snapshot.copied else "",
        standing=say(f"standing.{snapshot.standing}", language),
    )


def edition_name(edition: str, language: Language) -> str:
    """An edition as readers know it: a year or date, a file's version, or a page on the web.

    >>> edition_name("2018", "da"), edition_name("kd-2018-05", "da"), edition_name("side", "da")
    ('udgave 2018', 'maj 2018', 'netside')
    >>> edition_name("2022-23-2-sou-bilag-169", "da"), edition_name("2019-09-frederikssund", "da")
    ('udgave 2022-23', 'udgave september 2019')
    """
    if made_up := MADE_UP.fullmatch(edition):
        return say("demo.edition", language, number=made_up[1])
    if VERSION.fullmatch(edition):
        return say("source.version", language, edition=edition)
    if DAY.fullmatch(edition):
        return say("source.edition", language, edition=fmt.date(edition[:10], language))
    if stem := STEM.match(edition):
        when, told = stem.group(), stem.group().replace("pilot-", "pilot ")
        name = fmt.date(when, language) if DATED.fullmatch(when) else told
        return say("source.edition", language, edition=name)
    dated = DATED.search(edition)
    return fmt.date(dated.group(), language) if dated else say("source.page", language)


def source_line(snapshots: tuple[Snapshot, ...], language: Language) -> str:
    """The citations of all snapshots behind a figure, in one line of text."""
    if not snapshots:
        return say("source.none", language)
    cited = dict.fromkeys(cite(snapshot, language) for snapshot in snapshots)
    return say("source.line", language, citations="; ".join(cited))


def licenses(snapshots: tuple[Snapshot, ...], language: Language) -> str:
    """What the figures may be used under, by source; that a source states nothing is said too."""
    found: dict[str, list[str]] = {}
    for snapshot in snapshots:
        found.setdefault(license_of(snapshot, language), []).append(
            sources()[snapshot.source].name[language]
        )
    told = [
        say(
            "paper.license_of",
            language,
            name=fmt.listed(list(dict.fromkeys(names)), language),
            license=name,
        )
        for name, names in found.items()
    ]
    return say("paper.license", language, licenses="; ".join(told)) if told else ""


def license_of(snapshot: Snapshot, language: Language) -> str:
    """The license of one source; figures that are made up have none of their own."""
    if snapshot.standing == "synthetic":
        return say("paper.license_made_up", language)
    return sources()[snapshot.source].license or say("paper.license_unknown", language)
