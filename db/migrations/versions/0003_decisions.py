"""What people have decided: who is not the same, who is invited to a council"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "apart",
        sa.Column("one", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["element.id"], name=op.f("fk_apart_one")),
        sa.ForeignKeyConstraint(["other"], ["element.id"], name=op.f("fk_apart_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_apart")),
    )
    op.create_table(
        "invitation",
        sa.Column("mission_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_invitation_element_id")),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_invitation_mission_id")),
        sa.PrimaryKeyConstraint("mission_id", "position", name=op.f("pk_invitation")),
    )


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_table("apart")
