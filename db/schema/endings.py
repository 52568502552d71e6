"""What remains after a workshop: how it ended, decisions and open points, private links of participants."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, String, Table, Text

from db.schema.ground import Moment, metadata

ending_table = Table(
    "ending",
    metadata,
    Column("workshop_id", ForeignKey("workshop.id"), primary_key=True),
    Column("farewell", Text, nullable=False),
    Column("follow_up_until", Moment),
)

outcome_table = Table(
    "outcome",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshop.id"), nullable=False, index=True),
    Column("sort", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", String(120), nullable=False),
    Column("due", Date),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
)

private_link_table = Table(
    "private_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("participant_id", ForeignKey("participant.id"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
)
