"""Missions: versions and sign-off"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby, pairwise
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_version = sa.table(
    "mission_version",
    *(sa.column(name) for name in ("mission_id", "version", "by")),
    sa.column("at", sa.DateTime()),
    sa.column("content", sa.JSON()),
)
_mission = sa.table(
    "mission", sa.column("id"), sa.column("version"), sa.column("map_id"), sa.column("content", sa.JSON())
)
_map = sa.table("map", sa.column("id"), sa.column("created_at", sa.DateTime()))


def upgrade() -> None:
    op.create_table(
        "mission_passage",
        sa.Column("mission_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_signature", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_mission_passage_mission_id")),
        sa.PrimaryKeyConstraint("mission_id", "position", name=op.f("pk_mission_passage")),
    )
    _give_versions_their_author()
    with op.batch_alter_table("mission_version") as version:
        version.add_column(sa.Column("restores", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("mission_version") as version:
        version.drop_column("restores")
    _give_versions_their_successor()
    op.drop_table("mission_passage")


def _give_versions_their_author() -> None:
    """A row said who replaced its version; now it says who wrote it, and the version that stands has one, too."""
    db = op.get_bind()
    kept = _kept(db)
    begun = {row.id: row.created_at for row in db.execute(sa.select(_map.c.id, _map.c.created_at))}
    db.execute(sa.delete(_version))
    for mission in db.execute(sa.select(_mission)).mappings().all():
        rows = kept.get(mission["id"], [])
        content = mission["content"]
        made = content.get("created_at")
        first = datetime.fromisoformat(made).astimezone(UTC).replace(tzinfo=None) if made else begun[mission["map_id"]]
        wrote = [(content.get("created_by") or "", first)]
        wrote += [(row["by"], row["at"]) for row in rows]
        contents = [(row["version"], row["content"]) for row in rows] + [(mission["version"], content)]
        for (number, told), (by, at) in zip(contents, wrote, strict=True):
            given = {"mission_id": mission["id"], "version": number, "content": told, "by": by, "at": at}
            db.execute(sa.insert(_version), given)


def _give_versions_their_successor() -> None:
    db = op.get_bind()
    kept = _kept(db)
    db.execute(sa.delete(_version))
    for rows in kept.values():
        for row, later in pairwise(rows):
            db.execute(sa.insert(_version), {**row, "by": later["by"], "at": later["at"]})


def _kept(db: sa.Connection) -> dict[str, list[dict[str, Any]]]:
    found = db.execute(sa.select(_version).order_by(_version.c.mission_id, _version.c.version)).mappings()
    rows = [dict(row) for row in found]
    return {ident: list(those) for ident, those in groupby(rows, key=lambda row: str(row["mission_id"]))}
