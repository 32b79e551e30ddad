"""The tables of the workspace: what users have put in. They are migrated, never rebuilt."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

DIVISIONS = ("total", "notifier", "reason", "age")
"""How a count is divided; a `total` has no category."""

KINDS = ("practice", "reorganised", "comment")
"""What a municipality can say of itself."""

ANSWERS = ("does", "under_way", "does_not")
"""What it can say of a practice; without an answer there is no row."""

TEXT_SIGNS = 2000
SIGNED_SIGNS = 100


class Workspace(SQLModel, registry=registry()):
    """The base of the workspace's tables, kept apart from those of the facts."""


class OwnImport(Workspace, table=True):
    """One file that a municipality has uploaded; `uploaded` is in UTC.

    No number is given twice, so that a late click never removes another import than was meant.
    """

    __tablename__ = "own_import"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = Field(default=None, primary_key=True)
    municipality: str = Field(index=True)
    file: str
    uploaded: datetime
    rows: int
    sha256: str
    note: str = ""


class OwnCount(Workspace, table=True):
    """A number of notifications in a month: never one notification, and never a child.

    `count` is empty where the municipality itself has hidden the number.
    """

    __tablename__ = "own_count"
    __table_args__ = (
        CheckConstraint(f"dimension IN {DIVISIONS}", name="known_dimension"),
        CheckConstraint("(dimension = 'total') = (category = '')", name="total_has_no_category"),
        CheckConstraint("count IS NULL OR count >= 0", name="not_negative"),
        Index("own_count_period", "period", "dimension"),
    )
    source: int = Field(primary_key=True, foreign_key="own_import.id", ondelete="CASCADE")
    period: str = Field(primary_key=True)
    measure: str = Field(primary_key=True)
    dimension: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    count: int | None


class OwnSaying(Workspace, table=True):
    """One thing that a municipality says of itself, with whom it is signed by; `saved` is in UTC.

    Of a practice, `item` is its id and `value` the answer; of a reorganisation, `value` is the day
    as 2024-03-01. `edition` is another one each time something is saved, so that a writer can tell
    whether this is still what was read.
    """

    __tablename__ = "own_saying"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="known_kind"),
        CheckConstraint("(kind = 'practice') = (item <> '')", name="only_practices_have_items"),
        CheckConstraint(f"kind <> 'practice' OR value IN {ANSWERS}", name="known_answer"),
        CheckConstraint(
            f"kind = 'practice' OR length(text) BETWEEN 1 AND {TEXT_SIGNS}",
            name="text_not_empty_nor_long",
        ),
        CheckConstraint(f"length(signed) BETWEEN 1 AND {SIGNED_SIGNS}", name="is_signed"),
    )
    municipality: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    value: str
    text: str
    signed: str
    saved: datetime
    edition: str
