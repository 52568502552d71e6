"""Letters: private links by which one person without an account does one thing for one call challenge."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sotecin_graph.calls import CallChallengeId
from sotecin_graph.reviews import ReviewId

LETTER_LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is kept: the hash of its key alone. With a review it is its reviewer's, else the owner's."""

    key_hash: str
    challenge_id: CallChallengeId
    review_id: ReviewId | None
    to: str
    made_by: str
    made_at: datetime
    until: datetime
    ended_at: datetime | None = None

    def is_valid(self, at: datetime) -> bool:
        """True until it is used up, replaced or too old."""
        return self.ended_at is None and at < self.until


def new_key() -> str:
    """A fresh key of a letter: 256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
