"""Counts from StatBank: a table per grain, so that notifications and children cannot be mixed."""

from typing import get_args

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from catalog.model import Status


def _rules() -> tuple[object, ...]:
    """What holds for every row: a count that was withheld is missing, and never taken for zero."""
    return (
        CheckConstraint(f"status IN {get_args(Status)}"),
        CheckConstraint("count >= 0"),
        CheckConstraint("(count IS NULL) = (status = 'missing')"),
        {"sqlite_with_rowid": False},
    )


class NotificationCount(SQLModel, table=True):
    """Notifications received (UND1); category 0 is a total as StatBank itself gives it."""

    __tablename__ = "notification_count"
    __table_args__ = _rules()
    notifier: int = Field(primary_key=True, foreign_key="category.id")
    sex: int = Field(primary_key=True, foreign_key="category.id")
    age: int = Field(primary_key=True, foreign_key="category.id")
    period: int = Field(primary_key=True, foreign_key="period.id")
    area: int = Field(primary_key=True, foreign_key="area.id")
    count: int | None
    status: str
    snapshot: int = Field(foreign_key="snapshot.id")


class NotifiedChildCount(SQLModel, table=True):
    """Children notified about (UND2), by how many notifications each had."""

    __tablename__ = "notified_child_count"
    __table_args__ = _rules()
    times_notified: int = Field(primary_key=True, foreign_key="category.id")
    sex: int = Field(primary_key=True, foreign_key="category.id")
    age: int = Field(primary_key=True, foreign_key="category.id")
    period: int = Field(primary_key=True, foreign_key="period.id")
    area: int = Field(primary_key=True, foreign_key="area.id")
    count: int | None
    status: str
    snapshot: int = Field(foreign_key="snapshot.id")


class ReasonCount(SQLModel, table=True):
    """Reasons given (UND3); one notification can carry several."""

    __tablename__ = "reason_count"
    __table_args__ = _rules()
    reason: int = Field(primary_key=True, foreign_key="category.id")
    notifier: int = Field(primary_key=True, foreign_key="category.id")
    period: int = Field(primary_key=True, foreign_key="period.id")
    area: int = Field(primary_key=True, foreign_key="area.id")
    count: int | None
    status: str
    snapshot: int = Field(foreign_key="snapshot.id")


class ResidentCount(SQLModel, table=True):
    """Residents on 1 January (FOLK1A, first quarter)."""

    __tablename__ = "resident_count"
    __table_args__ = _rules()
    sex: int = Field(primary_key=True, foreign_key="category.id")
    age: int = Field(primary_key=True, foreign_key="category.id")
    period: int = Field(primary_key=True, foreign_key="period.id")
    area: int = Field(primary_key=True, foreign_key="area.id")
    count: int | None
    status: str
    snapshot: int = Field(foreign_key="snapshot.id")
