"""Dot voting in rounds"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "voting_round",
        sa.Column("map_id", sa.String(length=32), sa.ForeignKey("map.id", name=op.f("fk_voting_round_map_id_map"))),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("map_id", "number", name=op.f("pk_voting_round")),
    )
    op.create_table(
        "dot",
        sa.Column("map_id", sa.String(length=32), sa.ForeignKey("map.id", name=op.f("fk_dot_map_id_map"))),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column(
            "element_id", sa.String(length=32), sa.ForeignKey("element.id", name=op.f("fk_dot_element_id_element"))
        ),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("map_id", "number", "voter", "element_id", name=op.f("pk_dot")),
    )
    op.create_table(
        "dot_result",
        sa.Column("map_id", sa.String(length=32), sa.ForeignKey("map.id", name=op.f("fk_dot_result_map_id_map"))),
        sa.Column(
            "element_id",
            sa.String(length=32),
            sa.ForeignKey("element.id", name=op.f("fk_dot_result_element_id_element")),
        ),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("map_id", "element_id", name=op.f("pk_dot_result")),
    )


def downgrade() -> None:
    for name in ("dot_result", "dot", "voting_round"):
        op.drop_table(name)
