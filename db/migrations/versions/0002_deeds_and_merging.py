"""Deeds that can be undone, and elements that were merged"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change") as change:
        change.add_column(sa.Column("deed", sa.String(length=32), nullable=False, server_default=""))
        change.add_column(sa.Column("part", sa.Integer(), nullable=False, server_default="0"))
        change.add_column(sa.Column("undoes", sa.String(length=32), nullable=True))
        change.add_column(sa.Column("before", sa.JSON(), nullable=True))
        change.create_index(op.f("ix_change_deed"), ["deed"])
    with op.batch_alter_table("element") as element:
        element.add_column(sa.Column("aliases", sa.JSON(), nullable=False, server_default="[]"))
        element.add_column(sa.Column("also_by", sa.JSON(), nullable=False, server_default="[]"))
        element.add_column(sa.Column("merged_into", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("element") as element:
        for name in ("merged_into", "also_by", "aliases"):
            element.drop_column(name)
    with op.batch_alter_table("change") as change:
        change.drop_index(op.f("ix_change_deed"))
        for name in ("before", "undoes", "part", "deed"):
            change.drop_column(name)
