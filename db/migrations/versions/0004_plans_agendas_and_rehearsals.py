"""What a workshop is planned with, agendas that hubs keep, and rehearsals"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("plan", sa.JSON(), nullable=False, server_default="{}"))
        workshop.add_column(sa.Column("rehearses", sa.String(length=32), nullable=True))
    op.create_table(
        "agenda",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("hub", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda")),
        sa.UniqueConstraint("hub", "title", name=op.f("uq_agenda_hub_title")),
    )


def downgrade() -> None:
    op.drop_table("agenda")
    with op.batch_alter_table("workshop") as workshop:
        for name in ("rehearses", "plan"):
            workshop.drop_column(name)
