"""Open calls, the challenges on their way into them, reviews, and letters to people without an account."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from db.schema.ground import Moment, metadata

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
    Column("rubric", JSON),
    Column("announced_at", Moment),
    Column("announced_by", String(120), nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="1"),
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
    Column("version", Integer, nullable=False, server_default="1"),
)

logo_table = Table(
    "logo",
    metadata,
    Column("challenge_id", ForeignKey("call_challenge.id"), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
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
    Column("noted_by", String(120), nullable=False, server_default=""),
    Column("whose", String(8), nullable=False, server_default=""),
    Column("wording", JSON),
)

review_table = Table(
    "review",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("challenge_id", ForeignKey("call_challenge.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("reviewer", String(120), nullable=False),
    Column("account", String(64), nullable=False, index=True),
    Column("member", ForeignKey("element.id")),
    Column("state", String(16), nullable=False),
    Column("conflict", Text, nullable=False),
    Column("judgements", JSON, nullable=False),
    Column("asked_by", String(120), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
)

letter_table = Table(
    "letter",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("challenge_id", ForeignKey("call_challenge.id"), nullable=False, index=True),
    Column("review_id", ForeignKey("review.id")),
    Column("to", String(120), nullable=False),
    Column("made_by", String(120), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("ended_at", Moment),
)
