"""What a workshop ends with: decisions with owner and date, open points, a word to all, until when it takes more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sotecin_graph.language import N_, _
from sotecin_graph.people import WorkshopId

OutcomeId = NewType("OutcomeId", str)


class OutcomeSort(StrEnum):
    """Decision: settled, with an owner and a date. Open point: not settled, and not forgotten."""

    DECISION = "decision"
    OPEN_POINT = "open point"


_SORT_WORDS = {OutcomeSort.DECISION: N_("Decision"), OutcomeSort.OPEN_POINT: N_("Open point")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision or an open point, as noted by a facilitator; `owner` is who sees to it, in the room's words."""

    id: OutcomeId
    workshop_id: WorkshopId
    sort: OutcomeSort
    text: str
    owner: str
    due: date | None
    by: str
    at: datetime

    @property
    def is_decision(self) -> bool:
        return self.sort is OutcomeSort.DECISION


@dataclass(frozen=True, slots=True)
class Ending:
    """What holds for a workshop once it is closed.

    `farewell` says what happens next. Until `follow_up_until` people who join by the code still add and vote.
    """

    farewell: str = ""
    follow_up_until: datetime | None = None

    def is_late_open(self, now: datetime) -> bool:
        """True while late contributions are taken."""
        return self.follow_up_until is not None and now < self.follow_up_until


def sort_word(sort: OutcomeSort) -> str:
    """The sort in the reader's language."""
    return _(_SORT_WORDS[sort])
