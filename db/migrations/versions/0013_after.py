"""After the event: links of participants, decisions, open points"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ending",
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("farewell", sa.Text(), nullable=False),
        sa.Column("follow_up_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_ending_workshop_id")),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_ending")),
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_outcome_workshop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
    )
    op.create_index(op.f("ix_outcome_workshop_id"), "outcome", ["workshop_id"])
    op.create_table(
        "private_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_private_link_participant_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_private_link")),
    )
    op.create_index(op.f("ix_private_link_participant_id"), "private_link", ["participant_id"])


def downgrade() -> None:
    for name in ("private_link", "outcome", "ending"):
        op.drop_table(name)
