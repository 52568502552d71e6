"""The tables. Rows are mapped to domain values by hand in the stores; migrations/ is how they came about."""

from __future__ import annotations

from db.schema.calls import (
    call_challenge_table,
    letter_table,
    logo_table,
    open_call_table,
    passage_table,
    review_table,
)
from db.schema.endings import ending_table, outcome_table, private_link_table
from db.schema.ground import metadata
from db.schema.maps import (
    apart_table,
    change_table,
    cluster_table,
    command_table,
    element_table,
    finding_table,
    held_table,
    link_table,
    map_table,
    placing_table,
    vote_table,
)
from db.schema.missions import (
    invitation_table,
    mission_member_table,
    mission_passage_table,
    mission_table,
    mission_version_table,
)
from db.schema.people import (
    account_table,
    entry_link_table,
    erasure_table,
    failure_table,
    identity_table,
    logbook_table,
    session_table,
)
from db.schema.workshops import (
    agenda_table,
    dot_result_table,
    dot_table,
    parked_table,
    participant_table,
    room_note_table,
    table_map_table,
    voting_round_table,
    workshop_table,
)

__all__ = [
    "account_table",
    "agenda_table",
    "apart_table",
    "call_challenge_table",
    "change_table",
    "cluster_table",
    "command_table",
    "dot_result_table",
    "dot_table",
    "element_table",
    "ending_table",
    "entry_link_table",
    "erasure_table",
    "failure_table",
    "finding_table",
    "identity_table",
    "held_table",
    "invitation_table",
    "letter_table",
    "link_table",
    "logbook_table",
    "logo_table",
    "map_table",
    "metadata",
    "mission_member_table",
    "mission_passage_table",
    "mission_table",
    "mission_version_table",
    "open_call_table",
    "outcome_table",
    "parked_table",
    "participant_table",
    "passage_table",
    "placing_table",
    "private_link_table",
    "review_table",
    "room_note_table",
    "session_table",
    "table_map_table",
    "vote_table",
    "voting_round_table",
    "workshop_table",
]
