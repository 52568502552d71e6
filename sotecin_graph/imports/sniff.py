"""What a file is, told from its first bytes and not from its name, and text in whichever encoding it was saved."""

from __future__ import annotations

import codecs
from enum import StrEnum

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports import limits, lzstring
from sotecin_graph.language import N_, _


class Sort(StrEnum):
    """The sorts of content that are told apart before anything is parsed."""

    JSON = "json"
    XML = "xml"
    WORKBOOK = "workbook"
    PACKED = "packed"
    TEXT = "text"


_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF document")),
    (b"\xd0\xcf\x11\xe0", N_("a workbook or document of an old Office version (.xls, .doc); save it as .xlsx")),
    (b"\x89PNG", N_("a picture (PNG)")),
    (b"\xff\xd8\xff", N_("a picture (JPEG)")),
    (b"GIF8", N_("a picture (GIF)")),
    (b"\x1f\x8b", N_("a packed file (gzip); unpack it first")),
    (b"7z\xbc\xaf", N_("a packed file (7z); unpack it first")),
    (b"Rar!", N_("a packed file (RAR); unpack it first")),
    (b"{\\rtf", N_("a text document (RTF)")),
    (b"SQLite format 3", N_("a database (SQLite)")),
)

_IN_ZIP: tuple[tuple[str, str], ...] = (
    ("word/", N_("a Word document")),
    ("ppt/", N_("a presentation")),
    ("content.xml", N_("a LibreOffice or OpenOffice document; save it as .xlsx")),
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def sort_of(content: bytes) -> Sort:
    """What the bytes are, or FileNotReadable that names what they are instead of a map or table."""
    limits.check_size(content)
    for mark, what in _FOREIGN:
        if content.startswith(mark):
            raise _foreign(_(what))
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return Sort.WORKBOOK
    start = decode(content[:4096])[0].lstrip("\ufeff \t\r\n\x00")
    if start.startswith(("{", "[")):
        return Sort.JSON
    if start.startswith("<"):
        return _markup(start)
    if lzstring.looks_packed(start):
        return Sort.PACKED
    if _is_binary(start):
        raise _foreign(_("no text and no workbook"))
    return Sort.TEXT


def check_workbook(members: list[str]) -> None:
    """FileNotReadable unless the members of a zip archive are those of an Excel workbook."""
    if any(name.startswith("xl/") for name in members):
        return
    for start, what in _IN_ZIP:
        if any(name.startswith(start) for name in members):
            raise _foreign(_(what))
    raise _foreign(_("a packed archive (zip); unpack it first"))


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding that it was read in: by its mark, else UTF-8, else UTF-16, else Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    if (wide := _wide(content)) is not None:
        return content.decode(wide, "replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A piece of a longer file may end within a character.
        if error.reason == "unexpected end of data" and len(content) - error.start < 4:
            return content[: error.start].decode("utf-8"), "utf-8"
    return content.decode("cp1252", "replace"), "cp1252"


def encoding_warning(encoding: str) -> tuple[str, ...]:
    """A warning where the encoding was guessed."""
    if encoding != "cp1252":
        return ()
    return (_("The file is not in UTF-8 and was read as Windows-1252. Look whether letters with accents are right."),)


def _wide(content: bytes) -> str | None:
    # Text in Latin letters has a zero in every other byte when it is UTF-16 without a mark.
    start = content[:400]
    if len(start) < 4 or b"\x00" not in start:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) * 0.3 and even < odd // 8:
        return "utf-16-le"
    return "utf-16-be" if even > len(start) * 0.3 and odd < even // 8 else None


def _markup(start: str) -> Sort:
    head = start[:1000].casefold()
    if head.startswith(("<!doctype html", "<head", "<body", "<div")) or "<html" in head:
        raise _foreign(_("a web page; download the export itself and not the page around it"))
    return Sort.XML


def _is_binary(start: str) -> bool:
    odd = sum((letter < " " and letter not in "\t\r\n\f\x00") or letter == "\ufffd" for letter in start)
    return odd > len(start) * 0.05 or start.count("\x00") > len(start) * 0.2


def _foreign(what: str) -> FileNotReadable:
    sentence = _("This is {what}. Bring a map (JSON, GraphML, GEXF, PRSM) or a table (CSV, XLSX).")
    return FileNotReadable(sentence.format(what=what))
