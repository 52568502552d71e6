from __future__ import annotations

import json

import pytest

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports import lzstring
from sotecin_graph.imports.reading import read_map

PLAIN = '{"nodes":[{"id":"1","label":"Zürich 🜁 社會 aaaaaaaaaa"}],"edges":[]}'
BASE64 = "N4Igdg9gJgpgziAXAbVASykkBGEAaEAGwEMAjGQrALQB+AnNAYwAsACQXg3BAfdcD5PQYHNWxIcJEgAvgF0CMKAHN4SZBLFA"
UTF16 = (
    "\u1be1\u083d\u420c\u0280\u5326\u38a0\u2e23\u3560\u25b4\u4921\u0c40\u06a4\u0056\u012c\u0138\u644b"
    "\u007a\u009e\u0159\u5038\u6025\u4022\u20dc\u0de1\u011b\u5723\u729a\u0627\u1ad6\u123c\u1244\u004f"
    "\u404e\u40ac\u1420\u7398\u24e8\u12e5\u0020\u0020"
)
"""Both packed by lz-string 1.5.0 from PLAIN."""


@pytest.mark.parametrize(
    "packed", [BASE64, BASE64 + "=", UTF16, f'"{BASE64}"'], ids=["base64", "padded", "utf16", "quoted"]
)
def test_packed_text_unpacks(packed: str) -> None:
    assert lzstring.looks_packed(packed)
    assert lzstring.unpack(packed) == PLAIN


@pytest.mark.parametrize("packed", [BASE64, UTF16], ids=["base64", "utf16"])
def test_packed_map_is_read(packed: str) -> None:
    draft = read_map(packed.encode(), filename="map.prsm")

    assert [one.name for one in draft.elements] == [json.loads(PLAIN)["nodes"][0]["label"]]


@pytest.mark.parametrize("packed", [BASE64[:50], UTF16[:20]], ids=["base64", "utf16"])
def test_packed_map_cut_short_is_refused(packed: str) -> None:
    with pytest.raises(FileNotReadable, match="cut short or damaged"):
        read_map(packed.encode(), filename="map.prsm")


@pytest.mark.parametrize("text", ["Name;Type", "Nutzung", "{}", "", "社會,type"])
def test_other_text_does_not_look_packed(text: str) -> None:
    assert not lzstring.looks_packed(text)
