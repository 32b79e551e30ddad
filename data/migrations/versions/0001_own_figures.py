"""The first form: a municipality's own figures and the files they came in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of imports and of their counts."""
    op.create_table(
        "own_import",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("uploaded", sa.DateTime(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_own_import_municipality", "own_import", ["municipality"])
    op.create_table(
        "own_count",
        sa.Column(
            "source",
            sa.Integer(),
            sa.ForeignKey("own_import.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("period", sa.String(), primary_key=True),
        sa.Column("measure", sa.String(), primary_key=True),
        sa.Column("dimension", sa.String(), primary_key=True),
        sa.Column("category", sa.String(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "dimension IN ('total', 'notifier', 'reason', 'age')", name="known_dimension"
        ),
        sa.CheckConstraint("(dimension = 'total') = (category = '')", name="total_has_no_category"),
        sa.CheckConstraint("count IS NULL OR count >= 0", name="not_negative"),
    )
    op.create_index("own_count_period", "own_count", ["period", "dimension"])
