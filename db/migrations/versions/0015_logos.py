"""Logos of organisations"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "logo",
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_logo")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["call_challenge.id"], name=op.f("fk_logo_challenge_id_call_challenge")
        ),
    )


def downgrade() -> None:
    op.drop_table("logo")
