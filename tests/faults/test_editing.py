"""Two stale editors: different fields merge, the same field is shown to the later one, a whole row would lose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sotecin_graph.elements import EDITABLE, LINK_EDITABLE
from tests.faults.editing import Editors, run_pairs
from tests.faults.grounds import new_ground

FIELDS = {"element": EDITABLE, "link": LINK_EDITABLE}


@pytest.fixture
def editors(tmp_path: Path) -> Iterator[Editors]:
    """Two people on a new map."""
    ground = new_ground(tmp_path, people=2)
    with ground.opened() as database:
        yield Editors(database, ground)


@pytest.mark.parametrize("what", list(FIELDS))
def test_no_pair_of_fields_loses_an_edit_in_silence(editors: Editors, what: str) -> None:
    fields = len(FIELDS[what])

    found = run_pairs(editors, what, editors.save)

    assert (found.merged, found.shown, found.lost) == (fields * (fields - 1), fields, [])


@pytest.mark.parametrize("what", list(FIELDS))
def test_whole_row_loses_the_other_edit_in_silence(editors: Editors, what: str) -> None:
    found = run_pairs(editors, what, editors.save_whole)

    assert len(found.lost) == found.pairs
