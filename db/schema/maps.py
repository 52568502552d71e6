"""Maps and what stands on them: elements, links, places, votes, changes, clusters."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from db.schema.ground import Moment, metadata

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
    Index(None, "by_id"),
)

vote_table = Table(
    "vote",
    metadata,
    Column("map_id", ForeignKey("map.id"), primary_key=True),
    Column("element_id", ForeignKey("element.id"), primary_key=True),
    Column("voter", String(64), primary_key=True),
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
    Column("needs_leave", Boolean, nullable=False, server_default=false()),
    Column("answer", Text, nullable=False, server_default=""),
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

apart_table = Table(
    "apart",
    metadata,
    Column("one", ForeignKey("element.id"), primary_key=True),
    Column("other", ForeignKey("element.id"), primary_key=True),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
)
