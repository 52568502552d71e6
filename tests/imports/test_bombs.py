"""Files that are made to do harm end in one clear sentence, or in a plain draft, and soon; heavy ones in the bench."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.draft import draft_to_wire
from sotecin_graph.imports.limits import ELEMENTS
from sotecin_graph.imports.reading import read_map
from tests.imports.bombs import BOMBS, HEAVY

SOON_S = 8
"""On a busy machine; each takes a tenth of it on a quiet one."""


@pytest.mark.parametrize("name", [name for name in BOMBS if name not in HEAVY])
def test_bomb_ends_in_a_sentence_or_a_plain_draft(name: str) -> None:
    content, begun = BOMBS[name](), time.monotonic()

    with suppress(FileNotReadable):
        draft = read_map(content, filename="bomb")
        assert len(draft.elements) <= ELEMENTS
        json.dumps(draft_to_wire(draft), allow_nan=False).encode()
    assert time.monotonic() - begun < SOON_S
