"""The command line as a program would use it: what it prints, how it ends, and that errors change nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from sotecin_graph.cli import main

ROOT = Path(__file__).parents[1]
TABLE = "label,type\nDelta Sorting,industry\nTower Court,civil society\nCity Waste,government\n"


class Shell:
    """The command line on a data folder of its own, in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch
        monkeypatch.setenv("SOTECIN_DATA", str(folder / "data"))
        monkeypatch.setattr(os, "umask", lambda _mask: 0)

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run a command as `python -m sotecin_graph` does: its exit code, and what it prints on stdout and stderr."""
        self._monkeypatch.setattr(sys, "argv", ["sotecin", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), *self._capsys.readouterr()

    def said(self, *words: str) -> str:
        """What a command prints that has to go well."""
        code, out, problem = self.run(*words)
        assert code == 0, problem
        return out

    def refused(self, *words: str) -> str:
        """The one line on stderr of a command that has to be refused."""
        code, out, problem = self.run(*words)
        assert code == 1, out
        assert len(problem.strip().splitlines()) == 1, problem
        return problem.strip()


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell whose data folder is not there yet."""
    return Shell(tmp_path, capsys, monkeypatch)


def _ring(folder: Path, size: int = 8) -> Path:
    """A map file of two rings of stakeholders that touch once."""
    names = [f"{ring} {number}" for ring in ("North", "South") for number in range(size)]
    pairs = [(at, at // size * size + (at + step) % size) for at in range(2 * size) for step in (1, 2)] + [(0, size)]
    content = {
        "elements": [{"_id": name, "attributes": {"label": name}} for name in names],
        "connections": [{"from": names[one], "to": names[two], "direction": "directed"} for one, two in pairs],
    }
    file = folder / "rings.json"
    file.write_text(json.dumps(content))
    return file


def test_file_goes_to_a_brief_without_a_hand_edit(shell: Shell, tmp_path: Path) -> None:
    brought = json.loads(shell.said("import", str(_ring(tmp_path)), "--map", "Rings", "--hub", "east", "--json"))
    found = json.loads(shell.said("clusters", "--map", "Rings", "--json"))
    promoted = shell.said("promote", "--map", "Rings", "--cluster", "1", "--title", "Close the ring", "--json")
    target = tmp_path / "brief.pdf"
    shell.said("brief", "--mission", json.loads(promoted)["id"], "--format", "pdf", "-o", str(target))

    text = PdfReader(io.BytesIO(target.read_bytes())).pages[0].extract_text()
    assert (brought["elements"], brought["links"]) == (16, 33)
    assert [len(each["members"]) for each in found] == [8, 8]
    assert all(len(each["reasons"]) >= 3 and each["name"] for each in found)
    assert "Close the ring" in " ".join(text.split())


def test_export_and_import_keep_the_map(shell: Shell, tmp_path: Path) -> None:
    shell.said("import", str(_ring(tmp_path)), "--map", "Rings")
    out = tmp_path / "out.json"
    shell.said("export", "--map", "Rings", "--format", "json", "-o", str(out))

    again = json.loads(shell.said("import", str(out), "--map", "Again", "--json"))

    assert (again["elements"], again["links"]) == (16, 33)


def test_table_is_read_by_its_header(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(TABLE)

    brought = json.loads(shell.said("import", str(tmp_path / "people.csv"), "--map", "People", "--json"))

    assert brought["elements"] == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "--map", "Nowhere", "-o", "out.json"), "no such map"),
        (("brief", "--mission", "none", "-o", "out.pdf"), "no mission none"),
        (("promote", "--map", "Nowhere", "--cluster", "1", "--title", "T"), "no such map"),
        (("import", "missing.json", "--map", "M"), "missing.json"),
        (("user", "add", "mo", "--role", "king"), "not a role"),
        (("restore", "missing.backup"), "missing.backup"),
    ],
)
def test_refusal_is_one_clear_line(shell: Shell, words: tuple[str, ...], told: str) -> None:
    assert told in shell.refused(*words)


def test_broken_json_names_the_line_and_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"elements": [\n  {"label": "One"},\n  {"label": }\n]}')

    said = shell.refused("import", str(tmp_path / "broken.json"), "--map", "Broken")

    assert "line 3" in said
    assert "no such map" in shell.refused("export", "--map", "Broken", "-o", str(tmp_path / "out.json"))


def test_backup_brings_back_what_was(shell: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite3"
    shell.said("import", str(_ring(tmp_path)), "--map", "Before")
    shell.said("backup", str(kept))
    shell.said("import", str(_ring(tmp_path)), "--map", "After")

    said = shell.said("restore", str(kept))

    assert "What was there before" in said
    shell.said("export", "--map", "Before", "-o", str(tmp_path / "out.json"))
    assert "no such map" in shell.refused("export", "--map", "After", "-o", str(tmp_path / "out.json"))


def test_restore_refuses_what_is_no_backup(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear hub lead")
    shell.said("migrate")

    assert "not a sound backup" in shell.refused("restore", str(tmp_path / "letter.txt"))


def test_restore_works_where_the_database_is_broken(shell: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite3"
    shell.said("import", str(_ring(tmp_path)), "--map", "Before")
    shell.said("backup", str(kept))
    (tmp_path / "data" / "sotecin.sqlite3").write_bytes(b"garbage")

    shell.said("restore", str(kept))

    shell.said("export", "--map", "Before", "-o", str(tmp_path / "out.json"))


def test_process_of_its_own_finds_what_another_has_brought(shell: Shell, tmp_path: Path) -> None:
    shell.said("import", str(_ring(tmp_path)), "--map", "Rings")
    out = tmp_path / "out.json"

    command = [sys.executable, "-m", "sotecin_graph", "export", "--map", "Rings", "-o", str(out)]
    environment = {"SOTECIN_DATA": str(tmp_path / "data"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Written to {out}")
    assert out.stat().st_mode & 0o77 == 0


def test_unknown_setting_names_the_nearest(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOTECIN_DATE", "x")

    assert shell.refused("migrate") == "There is no setting SOTECIN_DATE. Did you mean SOTECIN_DATA?"
