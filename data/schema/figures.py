"""Figures and what is known to be wrong with them."""

from typing import get_args

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from catalog.model import Status


class Observation(SQLModel, table=True):
    """A ready-made figure as its publisher printed it, or as the intermediary computed it."""

    __table_args__ = (
        CheckConstraint(f"status IN {get_args(Status)}"),
        {"sqlite_with_rowid": False},
    )
    indicator: int = Field(primary_key=True, foreign_key="indicator.id")
    period: int = Field(primary_key=True, foreign_key="period.id")
    area: int = Field(primary_key=True, foreign_key="area.id")
    category: int = Field(primary_key=True, foreign_key="category.id")
    sex: int = Field(primary_key=True, foreign_key="category.id")
    scope: int = Field(primary_key=True, foreign_key="category.id")
    snapshot: int = Field(primary_key=True, foreign_key="snapshot.id")
    value: float
    status: str
    precision: int = Field(foreign_key="category.id")
    note_da: str | None
    note_en: str | None


class QualityNote(SQLModel, table=True):
    """A known fault, doubt or conflict; what is left empty applies to all."""

    __tablename__ = "quality_note"
    id: int = Field(primary_key=True)
    indicator: int | None = Field(foreign_key="indicator.id")
    topic: str | None
    area: int | None = Field(foreign_key="area.id")
    period: int | None = Field(foreign_key="period.id")
    kind: str
    text_da: str
    text_en: str
    snapshot: int = Field(foreign_key="snapshot.id")


class ClassLimit(SQLModel, table=True):
    """The upper limit of one of an indicator's map classes, the same for all its years."""

    __tablename__ = "class_limit"
    __table_args__ = ({"sqlite_with_rowid": False},)
    indicator: int = Field(primary_key=True, foreign_key="indicator.id")
    number: int = Field(primary_key=True)
    upper: float
