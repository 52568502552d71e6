"""What clusters were found of, what waits to be accepted, and clusters that went on in others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cluster") as cluster:
        cluster.add_column(sa.Column("ended_at", sa.DateTime(), nullable=True))
    op.create_table(
        "finding",
        sa.Column("map_id", sa.String(length=32), nullable=False),
        sa.Column("current", sa.JSON(), nullable=False),
        sa.Column("waiting", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_finding_map_id")),
        sa.PrimaryKeyConstraint("map_id", name=op.f("pk_finding")),
    )


def downgrade() -> None:
    op.drop_table("finding")
    with op.batch_alter_table("cluster") as cluster:
        cluster.drop_column("ended_at")
