"""Open calls: reviews by the council, letters to owners and reviewers, wordings kept, calls announced"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("open_call") as call:
        call.add_column(sa.Column("rubric", sa.JSON(), nullable=True))
        call.add_column(sa.Column("announced_at", sa.DateTime(), nullable=True))
        call.add_column(sa.Column("announced_by", sa.String(length=120), nullable=False, server_default=""))
        call.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    # until now everybody saw a call from the day it was made
    op.execute("UPDATE open_call SET announced_at = opens_at")
    with op.batch_alter_table("call_challenge") as challenge:
        challenge.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("passage") as passage:
        passage.add_column(sa.Column("noted_by", sa.String(length=120), nullable=False, server_default=""))
        passage.add_column(sa.Column("whose", sa.String(length=8), nullable=False, server_default=""))
        passage.add_column(sa.Column("wording", sa.JSON(), nullable=True))
    _create_review()
    _create_letter()


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(length=120), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("conflict", sa.Text(), nullable=False),
        sa.Column("judgements", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["call_challenge.id"], name=op.f("fk_review_challenge_id_call_challenge")
        ),
        sa.ForeignKeyConstraint(["member"], ["element.id"], name=op.f("fk_review_member_element")),
    )
    op.create_index(op.f("ix_review_challenge_id"), "review", ["challenge_id"])
    op.create_index(op.f("ix_review_account"), "review", ["account"])


def _create_letter() -> None:
    op.create_table(
        "letter",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=True),
        sa.Column("to", sa.String(length=120), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_letter")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["call_challenge.id"], name=op.f("fk_letter_challenge_id_call_challenge")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_letter_review_id_review")),
    )
    op.create_index(op.f("ix_letter_challenge_id"), "letter", ["challenge_id"])


def downgrade() -> None:
    for name in ("letter", "review"):
        op.drop_table(name)
    dropped = {
        "passage": ("wording", "whose", "noted_by"),
        "call_challenge": ("version",),
        "open_call": ("version", "announced_by", "announced_at", "rubric"),
    }
    for table, columns in dropped.items():
        with op.batch_alter_table(table) as altered:
            for column in columns:
                altered.drop_column(column)
