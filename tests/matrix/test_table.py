"""The document says what the tests hold."""

from __future__ import annotations

from tests.matrix.table import FILE, text


def test_document_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "write it anew: python -m tests.matrix.table"
