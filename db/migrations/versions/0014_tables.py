"""Tables with maps of their own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "table_map",
        sa.Column("map_id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_table_map_map_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_table_map_workshop_id")),
        sa.PrimaryKeyConstraint("map_id", name=op.f("pk_table_map")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_table_map_workshop_id_number")),
    )
    op.create_index(op.f("ix_link_by_id"), "link", ["by_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_link_by_id"), "link")
    op.drop_table("table_map")
