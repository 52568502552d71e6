"""Cut lines lose nothing, double nothing and keep the order, because commands have ids and wait for their answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.cutting import run_cuts
from tests.faults.grounds import new_ground

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("node")]
LOAD = {"edits": 12, "share": 0.25, "gap_ms": 60}


def test_nothing_is_lost_doubled_or_out_of_order_over_cut_lines(tmp_path: Path) -> None:
    found = run_cuts(new_ground(tmp_path, people=6), **LOAD)

    assert found.is_whole, found
    assert found.cuts >= 20


@pytest.mark.parametrize(("broken", "harm"), [("ids", "doubled"), ("outbox", "lost")])
def test_without_kept_ids_or_kept_commands_it_fails(tmp_path: Path, broken: str, harm: str) -> None:
    found = run_cuts(new_ground(tmp_path, people=6), **LOAD, **{"break": broken})

    assert getattr(found, harm) > 0, found
