"""Børnesagsbarometret: editions, what each found, the law behind, and what must be said with it."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class BarometerEdition(SQLModel, table=True):
    """One edition; the pilot, the yearly ones and the pooled one are different things."""

    __tablename__ = "barometer_edition"
    __table_args__ = (CheckConstraint("kind IN ('pilot', 'yearly', 'pooled', 'unknown')"),)
    edition: str = Field(primary_key=True)
    kind: str
    published: str | None
    cases: int | None
    municipalities: int | None
    case_types_da: str | None
    case_types_en: str | None
    law_da: str | None
    law_en: str | None
    theme_da: str | None
    theme_en: str | None
    participants_da: str | None
    participants_en: str | None
    note_da: str | None
    note_en: str | None
    snapshot: int = Field(foreign_key="snapshot.id")


class BarometerResult(SQLModel, table=True):
    """What an edition found for a requirement, and the edition it may be compared with, if any.

    `cases` is the number of cases behind this very requirement: published for none so far, and the
    edition's number of cases is never put in its place.
    """

    __tablename__ = "barometer_result"
    __table_args__ = (
        CheckConstraint("kind IN ('percent', 'words', 'not_compliant', 'not_seen', 'reading')"),
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 100"),
        {"sqlite_with_rowid": False},
    )
    edition: str = Field(primary_key=True, foreign_key="barometer_edition.edition")
    requirement: int = Field(primary_key=True, foreign_key="category.id")
    kind: str = Field(primary_key=True)
    percent: float | None
    words_da: str | None
    words_en: str | None
    law_da: str | None
    law_en: str | None
    same_as: str | None = Field(foreign_key="barometer_edition.edition")
    cases: int | None
    municipalities: int | None
    note_da: str | None
    note_en: str | None
    snapshot: int = Field(foreign_key="snapshot.id")


class BarometerLaw(SQLModel, table=True):
    """The paragraphs behind a requirement under serviceloven and under barnets lov."""

    __tablename__ = "barometer_law"
    requirement: int = Field(primary_key=True, foreign_key="category.id")
    before_da: str | None
    before_en: str | None
    after_da: str | None
    after_en: str | None
    change_da: str | None
    change_en: str | None
    verified_da: str | None
    verified_en: str | None
    snapshot: int = Field(foreign_key="snapshot.id")


class BarometerCaveat(SQLModel, table=True):
    """A caution that stands on the page beside the results."""

    __tablename__ = "barometer_caveat"
    id: str = Field(primary_key=True)
    applies_to: str
    text_da: str
    text_en: str
    snapshot: int = Field(foreign_key="snapshot.id")
