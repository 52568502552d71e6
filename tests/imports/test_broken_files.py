"""What is not what it says, or is broken: one clear sentence each, with the place where there is one."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.reading import columns_of, read_map
from sotecin_graph.language import speak

GOOD = [
    b'{"elements":[{"_id":"e1","attributes":{"label":"Mill"}}],"connections":[{"from":"e1","to":"e1"}],"maps":[]}',
    b'{"nodes":[{"id":"1","label":"A","x":1}],"edges":[{"from":"1","to":"2"}],"styles":{"nodes":{"g":{}}}}',
    b'<graphml><key id="d" attr.name="label"/><graph><node id="a"><data key="d">x</data></node></graph></graphml>',
    b'{"format":"sotecin-graph-map","version":1,"elements":[{"id":"a","name":"b"}],"links":[{"source":"a"}]}',
    b"Name;Type\nMill;sme\nShop;ngo\n",
    b"from,to\nMill,Shop\n",
]


@pytest.mark.parametrize(
    ("content", "says", "place"),
    [
        (b"", "The file is empty", ""),
        (b"\xef\xbb\xbf \n", "The file is empty", ""),
        (b'{"nodes": [\n {"id": 1 "x": 2}]}', "a comma or a closing bracket is missing", "line 2, column 11"),
        (b'{"nodes": [{"id": "1"}', "the file ends in the middle", "line 1, column 23"),
        (b'{"nodes": [{"id": "1', "the file ends in the middle", "line 1, column 19"),
        (b'{"nodes": [{id: 1}]}', "a name in double quotes is missing", "line 1, column 13"),
        (b'{"nodes": [1,]}', "a value is missing|a comma too many", "line 1, column 14"),
        (b'{"nodes": []} and more', "more text follows", "line 1, column 15"),
        (b"[" * 100_000, "nested too deeply", ""),
        (b'{"a":' * 100_000, "nested too deeply", ""),
        (b'{"rows": 1, "cols": 2}', "no map and no table that is known here: it has rows, cols", ""),
        (b"[[1, 2], [3, 4]]", "no map and no table", ""),
        (b"<!doctype html>\n<html><head></head></html>", "This is a web page", ""),
        (b"\n<html lang='en'><body>Sign in</body></html>", "This is a web page", ""),
        (b"<!DOCTYPE HTML>\n<title>Sign in</title>", "This is a web page", ""),
        (b"%PDF-1.7 ...", "This is a PDF document", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office version", ""),
        (b"\x89PNG\r\n\x1a\n", "This is a picture", ""),
        (b"PK\x03\x04 not really", "damaged or locked", ""),
        (b"\x00\x01\x02\x03\x04" * 100, "no text and no workbook", ""),
        (b'{"elements": [], "connections": []}', "there is nothing in it", ""),
        (b"<kml><Document/></kml>", "begins with <kml>", ""),
    ],
)
def test_broken_file_gets_one_clear_sentence(content: bytes, says: str, place: str) -> None:
    with pytest.raises(FileNotReadable, match=says) as caught:
        read_map(content, filename="map.json")

    assert caught.value.place == place


def test_csv_named_as_workbook_is_read_by_its_content() -> None:
    assert read_map(b"Name,Type\nMill,sme\n", filename="list.xlsx").elements[0].name == "Mill"


def test_json_in_utf_16_is_read() -> None:
    content = json.dumps({"elements": [{"label": "Fűz"}]}, ensure_ascii=False).encode("utf-16")

    assert read_map(content, filename="x").elements[0].name == "Fűz"


def test_reading_speaks_the_readers_language_only_in_sentences() -> None:
    speak("de")

    assert read_map(GOOD[4], filename="x").elements[0].name == "Mill"


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(GOOD), st.integers(0, 120), st.integers(0, 20), st.binary(max_size=8))
def test_damage_never_ends_in_another_error(good: bytes, at: int, gone: int, put: bytes) -> None:
    content = good[:at] + put + good[at + gone :]

    for reading in (lambda: read_map(content, filename="x"), lambda: columns_of(content, "x")):
        with suppress(FileNotReadable):
            reading()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(
    (
        "_id",
        "id",
        "label",
        "name",
        "attributes",
        "data",
        "position",
        "x",
        "note",
        "parent",
        "from",
        "to",
        "type",
        "styles",
    )
)
rows = st.lists(st.dictionaries(keys, values, max_size=5) | values, max_size=4)
tops = st.sampled_from(("elements", "connections", "nodes", "edges", "links", "relations", "maps", "styles", "loops"))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(tops, rows | values, max_size=4))
def test_odd_values_anywhere_never_end_in_another_error(data: dict[str, object]) -> None:
    try:
        draft = read_map(json.dumps(data).encode(), filename="x")
    except FileNotReadable:
        return

    keys = {one.key for one in draft.elements}
    assert len(keys) == len(draft.elements)
    assert all(link.source_key in keys and link.target_key in keys for link in draft.links)


def test_no_path_of_the_file_leaks_into_the_name() -> None:
    assert read_map(GOOD[4], filename=str(Path("/home/me/Textiles.v2.csv"))).name == "Textiles.v2"
