"""Files that are made to take a reader's time, memory or trust: the fixed cases of every import."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable

_HEAD = '<?xml version="1.0"?>'
_NODE = '<node id="a"><data key="d">{text}</data></node>'
_GRAPH = f'<graphml><key id="d" attr.name="label"/><graph>{_NODE}</graph></graphml>'


_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _laughs() -> bytes:
    lines = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))]
    return f"{_HEAD}<!DOCTYPE g [{''.join(lines)}]>{_GRAPH.format(text='&l11;')}".encode()


def _quadratic() -> bytes:
    body = _GRAPH.format(text="&a;" * 20_000)
    return f'{_HEAD}<!DOCTYPE g [<!ENTITY a "{"A" * 20_000}">]>{body}'.encode()


def _foreign_entity() -> bytes:
    text = f'{_HEAD}<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_GRAPH.format(text="&x;")}'
    return text.encode()


def _hidden_doctype() -> bytes:
    return f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE g [<!ENTITY a "b">]>{_GRAPH.format(text="&a;")}'.encode(
        "utf-16"
    )


def _deep_xml() -> bytes:
    return b"<graphml><graph>" + b"<node>" * 100_000


def _wide_xml() -> bytes:
    nodes = "".join(f'<node id="n{number}"/>' for number in range(200_000))
    return f"<graphml><graph>{nodes}</graph></graphml>".encode()


def _many_attributes() -> bytes:
    return f"<graphml><graph><node {' '.join(f'a{n}={chr(34)}x{chr(34)}' for n in range(50_000))}/>".encode()


def _deep_json() -> bytes:
    return b'{"nodes":' + b"[" * 500_000


def _huge_numbers() -> bytes:
    return b'{"nodes":[{"id":' + b"9" * 100_000 + b',"x":1e999,"y":-Infinity,"label":NaN}],"edges":[]}'


def _numbers() -> bytes:
    return b"[" + b"1," * 4_500_000 + b"1]"


def _surrogates() -> bytes:
    return b'{"nodes":[{"id":"a\\u0000","label":"x\\ud800y\\udfff","x":1}],"edges":[]}'


def _same_keys() -> bytes:
    return b'{"nodes":[' + b'{"id":"a","id":"b","label":"c"},' * 30_000 + b'{"id":"z"}],"edges":[]}'


def _packed_prsm() -> bytes:
    """LZ-string in base64: a brace, a blank, and then codes that each name one blank more: 20 kB for 60 MB."""
    bits: list[int] = []
    width, left = 2, 2

    def put(value: int, size: int) -> None:
        bits.extend((value >> at) & 1 for at in range(size))

    def count() -> None:
        nonlocal width, left
        left -= 1
        if left == 0:
            left, width = 2**width, width + 1

    for letter in "{ ":
        put(0, width), put(ord(letter), 8), count(), count()
    for code in range(6, 11_000):
        put(code, width), count()
    put(2, width)
    bits.extend([0] * (-len(bits) % 6))
    six = ("".join(map(str, bits[at : at + 6])) for at in range(0, len(bits), 6))
    return "".join(_BASE64[int(each, 2)] for each in six).encode()


def _book(sheet: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        kinds = (
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        )
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        types = "http://schemas.openxmlformats.org/package/2006"
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        plain = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{types}/content-types">{plain}{kinds}</Types>')
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{types}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{types}/relationships"><Relationship Id="r1" Type="{rel}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        packed.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}">{sheet}</worksheet>')
        for name, content in more.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _huge_sheet() -> bytes:
    cell = '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
    head = '<c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
    return _book(
        f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{head}</row><row r="1048576">{cell}</row></sheetData>'
    )


def _many_rows() -> bytes:
    return _book(f"<sheetData>{'<row><c><v>1</v></c></row>' * 1_000_000}</sheetData>")


def _rows_of_noise() -> bytes:
    """Rows that compress badly enough to pass for an honest table."""
    rows = "".join(f'<row><c t="inlineStr"><is><t>{number * 7919:x}</t></is></c></row>' for number in range(400_000))
    return _book(f"<sheetData>{rows}</sheetData>")


def _zeros() -> bytes:
    return _book("<sheetData/>", xl__media__a=b"\0" * 60_000_000)


def _book_with_entities() -> bytes:
    return _zip_of({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'})


def _zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def _zip_in_zip() -> bytes:
    inner = _zip_of({"a.xml": b"0" * 5_000_000})
    return _zip_of({f"xl/{number}.zip": inner for number in range(90)})


def _outside_its_folder() -> bytes:
    return _zip_of({"../../etc/cron.d/a": b"* * * * * root id\n", "xl/workbook.xml": b"<workbook/>"})


def _many_members() -> bytes:
    return _zip_of({f"xl/{number}.xml": b"" for number in range(5_000)})


def _gzipped() -> bytes:
    return gzip.compress(b"Name\n" + b"0" * 20_000_000)


def _yaml() -> bytes:
    lines = ["a0: &a0 [x, x, x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30))]
    return "\n".join(lines).encode()


def _pickle() -> bytes:
    return base64.b64decode("gASVHQAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAJpZJSFlFKULg==")


def _one_cell() -> bytes:
    return b'Name,Note\n"' + b'a"" ' * 2_000_000


def _blanks() -> bytes:
    return b"Name,Note\n" + b" " * 4_000_000 + b"x," + b"\t " * 2_000_000 + b"\n"


def _many_columns() -> bytes:
    return b",".join(b"c%d" % number for number in range(500_000)) + b"\n" + b"x," * 500_000


def _ring_of_parents() -> bytes:
    nodes = [{"id": str(n), "label": f"n{n}", "parent": str((n + 1) % 3000), "x": n, "y": n} for n in range(3000)]
    return json.dumps({"nodes": nodes, "edges": []}).encode()


BOMBS: dict[str, Callable[[], bytes]] = {
    "billion laughs": _laughs,
    "quadratic entities": _quadratic,
    "foreign entity": _foreign_entity,
    "document type in UTF-16": _hidden_doctype,
    "deep XML": _deep_xml,
    "200,000 nodes": _wide_xml,
    "50,000 attributes": _many_attributes,
    "deep JSON": _deep_json,
    "huge numbers, NaN, Infinity": _huge_numbers,
    "4.5 million numbers": _numbers,
    "lone surrogates and NUL": _surrogates,
    "the same keys again": _same_keys,
    "a ring of parents": _ring_of_parents,
    "packed PRSM": _packed_prsm,
    "a cell at XFD1048576": _huge_sheet,
    "a million rows": _many_rows,
    "400,000 rows of noise": _rows_of_noise,
    "60 MB of zeros": _zeros,
    "entities in a workbook": _book_with_entities,
    "zip in zip": _zip_in_zip,
    "5,000 members": _many_members,
    "members outside": _outside_its_folder,
    "gzip": _gzipped,
    "YAML aliases": _yaml,
    "pickle": _pickle,
    "one endless cell": _one_cell,
    "blanks for a slow pattern": _blanks,
    "500,000 columns": _many_columns,
}
HEAVY = frozenset(
    {"200,000 nodes", "4.5 million numbers", "the same keys again", "a cell at XFD1048576", "400,000 rows of noise"}
)
"""Those that keep a reader busy for seconds: in a process of their own only."""
