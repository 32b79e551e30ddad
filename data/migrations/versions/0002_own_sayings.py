"""The second form: what a municipality says of itself, signed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of sayings."""
    op.create_table(
        "own_saying",
        sa.Column("municipality", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("item", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("signed", sa.String(), nullable=False),
        sa.Column("saved", sa.DateTime(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('practice', 'reorganised', 'comment')", name="known_kind"),
        sa.CheckConstraint("(kind = 'practice') = (item <> '')", name="only_practices_have_items"),
        sa.CheckConstraint(
            "kind <> 'practice' OR value IN ('does', 'under_way', 'does_not')",
            name="known_answer",
        ),
        sa.CheckConstraint(
            "kind = 'practice' OR length(text) BETWEEN 1 AND 2000", name="text_not_empty_nor_long"
        ),
        sa.CheckConstraint("length(signed) BETWEEN 1 AND 100", name="is_signed"),
    )
