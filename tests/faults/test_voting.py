"""Fifty votes at the same moment are fifty, one a person, after a reload too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.grounds import LeanServer, new_ground
from tests.faults.voting import run_votes

pytestmark = pytest.mark.slow


def test_fifty_votes_at_once_are_fifty_and_one_a_person(tmp_path: Path) -> None:
    ground = new_ground(tmp_path, people=50)
    with LeanServer(ground) as server:
        found = run_votes(ground, port=server.port)

    assert (found.at_once, found.after_reload, found.after_half_back) == (50, 50, 25)


def test_votes_of_tabs_are_counted_twice_after_a_reload(tmp_path: Path) -> None:
    ground = new_ground(tmp_path, people=50)
    with LeanServer(ground, "--tabs") as server:
        found = run_votes(ground, port=server.port)

    assert found.after_reload > 50
