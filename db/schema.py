"""The tables. Rows are mapped to domain values by hand in the stores; migrations/ is how they came about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite has no time zones of its own."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


map_table = Table(
    "map",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("hubs", JSON, nullable=False),
    Column("chains", JSON, nullable=False),
    Column("revision", Integer, nullable=False, default=0),
    Column("clusters", JSON, nullable=False),
    Column("is_example", Boolean, nullable=False, default=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("name"),
)

change_table = Table(
    "change",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("by", String(120), nullable=False),
    Column("by_id", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("deed", String(32), nullable=False, server_default=""),
    Column("part", Integer, nullable=False, server_default="0"),
    Column("undoes", String(32)),
    Column("before", JSON(none_as_null=True)),
    Index(None, "deed"),
)

element_table = Table(
    "element",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(120), nullable=False),
    Column("hub", String(16)),
    Column("country", String(2), nullable=False),
    Column("chains", JSON, nullable=False),
    Column("strategies", JSON, nullable=False),
    Column("stages", JSON, nullable=False),
    Column("problem", Text, nullable=False),
    Column("wish", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", String(120), nullable=False),
    Column("by_id", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("removed_at", Moment),
    Column("versions", JSON, nullable=False),
    Column("aliases", JSON, nullable=False, server_default="[]"),
    Column("also_by", JSON, nullable=False, server_default="[]"),
    Column("merged_into", String(32)),
    Index(None, "by_id"),
)

placing_table = Table(
    "placing",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("element_id", ForeignKey("element.id"), primary_key=True),
    Column("x", Float, nullable=False),
    Column("y", Float, nullable=False),
    Index(None, "element_id"),
)

link_table = Table(
    "link",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("source", ForeignKey("element.id"), nullable=False),
    Column("target", ForeignKey("element.id"), nullable=False),
    Column("type", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("is_circular", Boolean, nullable=False),
    Column("quantity", String(120), nullable=False),
    Column("note", Text, nullable=False),
    Column("by", String(120), nullable=False),
    Column("by_id", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("removed_at", Moment),
    Column("versions", JSON, nullable=False),
    Index(None, "source"),
    Index(None, "target"),
)

vote_table = Table(
    "vote",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("element_id", ForeignKey("element.id"), primary_key=True),
    Column("voter", String(64), primary_key=True),
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

held_table = Table(
    "held",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("map_id", ForeignKey("map.id"), nullable=False, index=True),
    Column("step", Integer, nullable=False),
    Column("is_link", Boolean, nullable=False),
    Column("by_id", String(64), nullable=False, index=True),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("content", JSON, nullable=False),
)

command_table = Table(
    "command",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("actor_id", String(64), primary_key=True),
    Column("client_id", String(64), primary_key=True),
    Column("result", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)

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
)

account_table = Table(
    "account",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("username", String(120), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("password_hash", String(120), nullable=False),
    Column("grants", JSON, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("is_example", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

session_table = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("actor_id", String(64), nullable=False, index=True),
    Column("opened_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

failure_table = Table(
    "failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "key", "at"),
)

cluster_table = Table(
    "cluster",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("map_id", ForeignKey("map.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Column("ended_at", Moment),
)

finding_table = Table(
    "finding",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("current", JSON, nullable=False),
    Column("waiting", JSON(none_as_null=True)),
)

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

apart_table = Table(
    "apart",
    metadata,
    Column("one", ForeignKey("element.id"), primary_key=True),
    Column("other", ForeignKey("element.id"), primary_key=True),
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
