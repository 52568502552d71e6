"""Which consent text a participant read, in which language; and that somebody was erased, never who"""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_PARTICIPANT = sa.table("participant", sa.column("consent_text", sa.Text), sa.column("consent_version", sa.String))


def upgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        participant.add_column(sa.Column("consent_version", sa.String(length=8), nullable=False, server_default=""))
        participant.add_column(sa.Column("consent_language", sa.String(length=8), nullable=False, server_default=""))
    for text in op.get_bind().scalars(sa.select(_PARTICIPANT.c.consent_text).distinct()).all():
        version = hashlib.sha256(text.encode()).hexdigest()[:8]
        read = sa.update(_PARTICIPANT).where(_PARTICIPANT.c.consent_text == text)
        op.get_bind().execute(read.values(consent_version=version))
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("whom", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("scrubbed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )


def downgrade() -> None:
    op.drop_table("erasure")
    with op.batch_alter_table("participant") as participant:
        for name in ("consent_language", "consent_version"):
            participant.drop_column(name)
