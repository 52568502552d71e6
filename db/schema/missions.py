"""Missions and their versions, and who is invited to their councils."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from db.schema.ground import Moment, metadata

mission_table = Table(
    "mission",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("title", String(120), nullable=False),
    Column("hub", String(16)),
    Column("map_id", ForeignKey("map.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Column("is_example", Boolean, nullable=False),
)

mission_member_table = Table(
    "mission_member",
    metadata,
    Column("mission_id", ForeignKey("mission.id"), primary_key=True),
    Column("element_id", ForeignKey("element.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "element_id"),
)

mission_version_table = Table(
    "mission_version",
    metadata,
    Column("mission_id", ForeignKey("mission.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", JSON, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("restores", Integer, nullable=False, server_default="0"),
)

mission_passage_table = Table(
    "mission_passage",
    metadata,
    Column("mission_id", ForeignKey("mission.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("is_signature", Boolean, nullable=False),
)

invitation_table = Table(
    "invitation",
    metadata,
    Column("mission_id", ForeignKey("mission.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("element_id", ForeignKey("element.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
)
