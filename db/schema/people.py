"""Accounts, sessions, and failed tries to get in."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table

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
