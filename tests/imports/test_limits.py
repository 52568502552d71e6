from __future__ import annotations

import io
import random
import zipfile

import pytest

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports import limits
from sotecin_graph.imports.reading import read_map


def refused(content: bytes, match: str) -> FileNotReadable:
    with pytest.raises(FileNotReadable, match=match) as caught:
        read_map(content, filename="map.xlsx")
    return caught.value


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_file_beyond_ten_megabytes_is_refused() -> None:
    refused(b"Name\n" + b"x\n" * limits.FILE_BYTES, "at most 10 MB")


def test_zip_bomb_is_refused_by_its_ratio() -> None:
    refused(archive({"xl/workbook.xml": b"0" * 20_000_000}), "packed more than 100 times")


def test_zip_of_many_files_is_refused() -> None:
    refused(archive({f"xl/{number}.xml": b"" for number in range(101)}), "holds 101 files")


def test_zip_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1024**2)
    noise = random.Random(1).randbytes(600_000)

    refused(archive({"xl/a.bin": noise, "xl/b.bin": noise}), "more than 1 MB")


def test_workbook_with_a_document_type_is_refused() -> None:
    refused(archive({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'}), "DOCTYPE")


def test_too_many_rows_are_refused_with_their_place() -> None:
    error = refused(b"Name,Type\n" + b"x,y\n" * 10_001, "more than 10000 rows")

    assert error.place == "10002"


def test_too_many_columns_are_refused() -> None:
    refused(b"Name," + b",".join(b"c%d" % number for number in range(101)) + b"\n", "more than 100 columns")


def test_too_many_elements_are_refused() -> None:
    elements = ",".join(f'{{"id":{number}}}' for number in range(5001))

    refused(f'{{"nodes":[{elements}],"edges":[]}}'.encode(), "5001 elements; at most 5000")


def test_too_many_links_are_refused() -> None:
    links = ",".join('{"source":1,"target":2}' for _number in range(20_001))

    refused(f'{{"nodes":[{{"id":1}},{{"id":2}}],"edges":[{links}]}}'.encode(), "20001 connections; at most 20000")


def test_long_cells_are_cut() -> None:
    draft = read_map(b"Name,Note\nMill," + b"a " * 9_000 + b"\n", filename="x")

    assert len(draft.elements[0].note) <= 2_000
    assert draft.report[0].what == "changed"
