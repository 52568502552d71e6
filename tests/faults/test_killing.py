"""What was acknowledged outlives signal 9, because it is acknowledged after the commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.grounds import LeanServer, new_ground
from tests.faults.killing import is_replay, run_kills

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("node")]


def test_killed_server_loses_nothing_and_its_state_is_the_replay_of_its_changes(tmp_path: Path) -> None:
    ground = new_ground(tmp_path, people=3)

    with LeanServer(ground) as server:
        found, gone = run_kills(ground, server, kills=5)

    assert gone == 0
    assert found.is_whole, found
    assert is_replay(ground)


def test_server_that_answers_before_the_commit_loses(tmp_path: Path) -> None:
    ground = new_ground(tmp_path, people=3)

    with LeanServer(ground, "--early", "0.1") as server:
        _found, gone = run_kills(ground, server, kills=5)

    assert gone > 0
