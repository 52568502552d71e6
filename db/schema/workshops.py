"""Workshops: agendas, who takes part, rounds of dot voting."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text, UniqueConstraint, false

from db.schema.ground import Moment, metadata

workshop_table = Table(
    "workshop",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("map_id", ForeignKey("map.id"), nullable=False, unique=True),
    Column("title", String(120), nullable=False),
    Column("hubs", JSON, nullable=False),
    Column("chains", JSON, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("code", String(8), nullable=False, unique=True),
    Column("steps", JSON, nullable=False),
    Column("step", Integer, nullable=False),
    Column("step_started_at", Moment),
    Column("state", String(16), nullable=False),
    Column("consent_text", Text, nullable=False),
    Column("is_example", Boolean, nullable=False),
    Column("plan", JSON, nullable=False, server_default="{}"),
    Column("rehearses", String(32)),
    Column("levers", JSON, nullable=False, server_default="{}"),
)

table_map_table = Table(
    "table_map",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("workshop_id", ForeignKey("workshop.id"), nullable=False),
    Column("number", Integer, nullable=False),
    UniqueConstraint("workshop_id", "number"),
)

agenda_table = Table(
    "agenda",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("hub", String(16), nullable=False),
    Column("title", String(120), nullable=False),
    Column("steps", JSON, nullable=False),
    Column("by", String(120), nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("hub", "title"),
)

participant_table = Table(
    "participant",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshop.id"), nullable=False, index=True),
    Column("alias", String(40), nullable=False),
    Column("hub", String(16)),
    Column("consent_at", Moment, nullable=False),
    Column("consent_text", Text, nullable=False),
    Column("consent_version", String(8), nullable=False, server_default=""),
    Column("consent_language", String(8), nullable=False, server_default=""),
    Column("seated_at", Integer, nullable=False, server_default="0"),
    Column("comes_from", String(16)),
    Column("helps", Boolean, nullable=False, server_default=false()),
)

voting_round_table = Table(
    "voting_round",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("step", Integer, nullable=False),
    Column("title", String(120), nullable=False),
    Column("dots", Integer, nullable=False),
    Column("candidates", JSON, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
)

dot_table = Table(
    "dot",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("voter", String(64), primary_key=True),
    Column("element_id", ForeignKey("element.id"), primary_key=True),
    Column("dots", Integer, nullable=False),
)

dot_result_table = Table(
    "dot_result",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("element_id", ForeignKey("element.id"), primary_key=True),
    Column("dots", Integer, nullable=False),
)

parked_table = Table(
    "parked",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("element_id", ForeignKey("element.id"), primary_key=True),
    Column("x", Float, nullable=False),
    Column("y", Float, nullable=False),
    Column("links", JSON, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
)

room_note_table = Table(
    "room_note",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshop.id"), nullable=False, index=True),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("is_settled", Boolean, nullable=False),
)
