"""Missions and their versions, councils, open calls and the challenges in them."""

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

open_call_table = Table(
    "open_call",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("title", String(120), nullable=False),
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("chains", JSON, nullable=False),
    Column("places", Integer, nullable=False),
    Column("texts", JSON, nullable=False),
    Column("is_example", Boolean, nullable=False),
)

call_challenge_table = Table(
    "call_challenge",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("element_id", ForeignKey("element.id"), nullable=False, index=True),
    Column("mission_id", ForeignKey("mission.id"), nullable=False, index=True),
    Column("call_id", ForeignKey("open_call.id"), index=True),
    Column("owner_id", ForeignKey("element.id")),
    Column("state", String(24), nullable=False),
    Column("content", JSON, nullable=False),
    Column("is_example", Boolean, nullable=False),
)

passage_table = Table(
    "passage",
    metadata,
    Column("challenge_id", ForeignKey("call_challenge.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("state", String(24), nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)
