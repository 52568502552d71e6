"""In the room: levers, tables, moderation, what is parked, facilitators' notes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("levers", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("participant") as participant:
        participant.add_column(sa.Column("seated_at", sa.Integer(), nullable=False, server_default="0"))
        participant.add_column(sa.Column("comes_from", sa.String(length=16), nullable=True))
        participant.add_column(sa.Column("helps", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("held") as held:
        held.add_column(sa.Column("needs_leave", sa.Boolean(), nullable=False, server_default=sa.false()))
        held.add_column(sa.Column("answer", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "parked",
        sa.Column("map_id", sa.String(length=32), nullable=False),
        sa.Column("element_id", sa.String(length=32), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_parked_map_id_map")),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_parked_element_id_element")),
        sa.PrimaryKeyConstraint("map_id", "element_id", name=op.f("pk_parked")),
    )
    op.create_table(
        "room_note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_room_note_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_note")),
    )
    op.create_index(op.f("ix_room_note_workshop_id"), "room_note", ["workshop_id"])


def downgrade() -> None:
    op.drop_table("room_note")
    op.drop_table("parked")
    for table, names in (
        ("held", ("answer", "needs_leave")),
        ("participant", ("helps", "comes_from", "seated_at")),
        ("workshop", ("levers",)),
    ):
        with op.batch_alter_table(table) as changed:
            for name in names:
                changed.drop_column(name)
