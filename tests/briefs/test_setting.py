"""Large documents are set in a process with limits; what it takes too much of is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sotecin_graph.briefs import setting
from sotecin_graph.errors import Unavailable


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be set, which counts as large."""
    monkeypatch.setattr(setting, "SMALL_BYTES", 0)
    (tmp_path / "main.typ").write_text('Text #metadata("1") <pages>')
    return tmp_path


def test_large_document_is_set_beside_the_app(large: Path) -> None:
    assert setting.set_guarded(large, is_covered=False).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("bound", "value"), [("WALL_SECONDS", 0.05), ("CPU_SECONDS", 1), ("MEMORY_BYTES", 80 * 1024**2)]
)
def test_document_that_takes_too_much_is_refused(
    large: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: float
) -> None:
    (large / "main.typ").write_text("#let f(n) = if n < 2 { n } else { f(n - 1) + f(n - 2) }\n#f(60)")
    monkeypatch.setattr(setting, bound, value)
    monkeypatch.setattr(setting, "WALL_SECONDS", min(setting.WALL_SECONDS, 10))

    with pytest.raises(Unavailable):
        setting.set_guarded(large, is_covered=False)


def test_nothing_outside_its_folder_is_read(large: Path) -> None:
    (large / "main.typ").write_text('#read("/etc/hostname") #read("../../../../etc/hostname")')

    with pytest.raises(Unavailable):
        setting.set_guarded(large, is_covered=False)
