"""What the facts hang on, by small integers: snapshots, areas, periods, indicators, categories."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.model import STANDINGS, Language


class Build(SQLModel, table=True):
    """One row: the fingerprint of everything that this database was built from."""

    id: int = Field(primary_key=True)
    fingerprint: str


class Snapshot(SQLModel, table=True):
    """One release of one source, as received, with one standing."""

    __table_args__ = (
        UniqueConstraint("source", "edition"),
        CheckConstraint(f"standing IN {STANDINGS}"),
        CheckConstraint("(url IS NULL) = (no_url_da IS NOT NULL)"),
    )
    id: int = Field(primary_key=True)
    source: str
    edition: str
    publisher: str
    read_by: str | None
    title: str
    url: str | None
    no_url_da: str | None
    no_url_en: str | None
    copied: bool
    standing: str
    checksum: str
    rows: int
    updated: str | None = None
    retrieved: str | None = None

    def why_no_url(self, language: Language) -> str | None:
        """The reason why there is no address; None where there is one."""
        return self.no_url_da if language == "da" else self.no_url_en

    def __hash__(self) -> int:
        """Snapshots are kept once in sets: within one edition of the facts the id says which."""
        return hash(self.id)


class Area(SQLModel, table=True):
    """The country, a region, a municipality or elsewhere, by StatBank's three-digit text code."""

    __table_args__ = (
        CheckConstraint("kind IN ('country', 'region', 'municipality', 'elsewhere')"),
    )
    id: int = Field(primary_key=True)
    code: str = Field(unique=True)
    kind: str
    name: str
    region: str | None
    province: str | None
    municipality_group: str | None


class Period(SQLModel, table=True):
    """A year, several years or some months, by a code that sorts in time."""

    id: int = Field(primary_key=True)
    code: str = Field(unique=True)
    first_year: int
    last_year: int


class IndicatorRow(SQLModel, table=True):
    """A copy of the catalog's indicator, so that the file explains itself when opened alone."""

    __tablename__ = "indicator"
    id: int = Field(primary_key=True)
    code: str = Field(unique=True)
    topic: str
    counts: str
    kind: str
    name_da: str
    name_en: str
    unit_da: str
    unit_en: str
    definition_da: str
    definition_en: str


class CategoryRow(SQLModel, table=True):
    """A copy of the catalog's categories; id 0 is the total of every dimension."""

    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("dimension", "code"),)
    id: int = Field(primary_key=True)
    dimension: str
    code: str
    name_da: str
    name_en: str
