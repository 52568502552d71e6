"""What a server asks of its machine: files for its owner alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sotecin_graph.errors import BadInput
from sotecin_graph.live.running import close_to_others
from sotecin_graph.settings import read_settings
from sotecin_graph.tickets import kept_key


def test_files_of_the_data_folder_are_for_their_owner(tmp_path: Path) -> None:
    kept_key(tmp_path)
    opened = tmp_path / "restored.sqlite3"
    opened.touch()
    opened.chmod(0o644)

    assert close_to_others(tmp_path) == ["restored.sqlite3"]
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "secret",
    ["short", "a" * 40, "change-me-" * 5, "the-secret-of-this-very-instance-01"],
    ids=["short", "one", "asked", "said"],
)
def test_key_that_others_could_guess_is_refused(secret: str) -> None:
    with pytest.raises(BadInput, match="SOTECIN_SECRET"):
        read_settings({"SOTECIN_SECRET": secret})


def test_made_key_is_taken() -> None:
    assert read_settings({"SOTECIN_SECRET": "kX2v-9fQw_Lr7TzB4mNc8JyHdPe6SgUaRi3oVbEt"}).secret


@pytest.mark.parametrize("contact", ["someone", "http://plain.example", "mailto:a@b.example\nX: y"])
def test_contact_is_an_address(contact: str) -> None:
    with pytest.raises(BadInput, match="SOTECIN_CONTACT"):
        read_settings({"SOTECIN_CONTACT": contact})
