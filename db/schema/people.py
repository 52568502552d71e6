"""Accounts, sessions, failed tries to get in, links that let one in, and what was done."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table

from db.schema.ground import Moment, metadata

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

entry_link_table = Table(
    "entry_link",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("purpose", String(16), nullable=False),
    Column("grant", JSON(none_as_null=True)),
    Column("account_id", ForeignKey("account.id")),
    Column("made_by", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("used_at", Moment),
    Column("mail", String(120), nullable=False, server_default=""),
)

identity_table = Table(
    "identity",
    metadata,
    Column("subject_hash", String(64), primary_key=True),
    Column("issuer", String(255), nullable=False),
    Column("provider", String(32), nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("linked_at", Moment, nullable=False),
)

guest_link_table = Table(
    "guest_link",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("map_id", ForeignKey("map.id"), nullable=False, index=True),
    Column("made_by", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

logbook_table = Table(
    "logbook",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("by", String(64), nullable=False),
    Column("done", String(32), nullable=False),
    Column("hubs", JSON, nullable=False),
    Column("about", String(64), nullable=False),
    Column("facts", JSON, nullable=False),
)

erasure_table = Table(
    "erasure",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("whom", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("scrubbed_at", Moment),
)
