"""How much of a file is taken: bounds that hold before and while a file is read, and the sentences when they do not.

The figures keep one file from holding up a room: beyond them a reader took seconds and hundreds of megabytes.
"""

from __future__ import annotations

import io
import zipfile

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.language import _, tenths

FILE_BYTES = 10 * 1024 * 1024
ZIP_MEMBERS = 100
UNPACKED_BYTES = 50 * 1024 * 1024
ZIP_RATIO = 100
ROWS = 10_000
COLUMNS = 100
CELL_CHARACTERS = 10_000
ELEMENTS = 5_000
LINKS = 20_000

_CHUNK = 256 * 1024
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = tuple(word.decode().encode(code) for word in _FORBIDDEN for code in ("utf-16-le", "utf-16-be"))


def check_size(content: bytes) -> None:
    """FileNotReadable when the file is empty or larger than FILE_BYTES."""
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise FileNotReadable(_("The file is empty. Export it again and look into it before you bring it here."))
    if len(content) > FILE_BYTES:
        sentence = _("The file has {size} MB; at most {most} MB are taken. Bring a part of it.")
        raise FileNotReadable(
            sentence.format(size=tenths(len(content) / 1024**2), most=FILE_BYTES // 1024**2),
        )


def check_archive(content: bytes) -> list[str]:
    """The names of a zip archive's members, after all bounds on number, size, ratio and XML declarations hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > ZIP_MEMBERS:
                raise _packed(_("it holds {count} files, at most {most} are taken"), len(members), ZIP_MEMBERS)
            total = 0
            for member in members:
                total = _weigh(archive, member, total)
            return [member.filename for member in members]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise FileNotReadable(
            _("The file is packed like an Excel workbook, but it is damaged or locked. Save it again.")
        ) from error


def check_elements(count: int) -> None:
    """FileNotReadable when a file names more elements than a map can take."""
    if count > ELEMENTS:
        sentence = _("The file has {count} elements; at most {most} are taken. Split it into several maps.")
        raise FileNotReadable(sentence.format(count=count, most=ELEMENTS))


def check_links(count: int) -> None:
    """FileNotReadable when a file names more connections than a map can take."""
    if count > LINKS:
        sentence = _("The file has {count} connections; at most {most} are taken. Split it into several maps.")
        raise FileNotReadable(sentence.format(count=count, most=LINKS))


def check_rows(count: int, *, place: str = "") -> None:
    """FileNotReadable when a table is too long."""
    if count > ROWS:
        sentence = _("The table has more than {most} rows. Bring a part of it.")
        raise FileNotReadable(sentence.format(most=ROWS), place=place)


def check_columns(count: int) -> None:
    """FileNotReadable when a table is too wide."""
    if count > COLUMNS:
        sentence = _("The table has more than {most} columns. Keep only those that say something about the elements.")
        raise FileNotReadable(sentence.format(most=COLUMNS))


def declares_entities(content: bytes) -> bool:
    """True where XML brings a document type or entities of its own, which can blow up or read other files."""
    upper = content.upper()
    return any(word in upper for word in _FORBIDDEN) or any(word in content for word in _WIDE)


def refuse_entities() -> FileNotReadable:
    """The error for XML with a document type of its own."""
    return FileNotReadable(
        _("The file declares its own document type (DOCTYPE or ENTITY), which can do harm. Export it without one.")
    )


def _weigh(archive: zipfile.ZipFile, member: zipfile.ZipInfo, total: int) -> int:
    # The sizes in an archive's own list can lie, so the bytes are counted as they come out.
    unpacked = 0
    tail = b""
    is_xml = member.filename.endswith((".xml", ".rels", ".vml"))
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += len(chunk)
            if total + unpacked > UNPACKED_BYTES:
                raise _packed(_("unpacked it has more than {count} MB"), UNPACKED_BYTES // 1024**2, 0)
            if unpacked > ZIP_RATIO * max(member.compress_size, 1024):
                raise _packed(_("it is packed more than {count} times smaller than its content"), ZIP_RATIO, 0)
            if is_xml and declares_entities(tail + chunk):
                raise refuse_entities()
            tail = chunk[-32:]
    return total + unpacked


def _packed(reason: str, count: int, most: int) -> FileNotReadable:
    sentence = _("The file unpacks to far more than it should: {reason}. Copy the cells into a new workbook.")
    return FileNotReadable(sentence.format(reason=reason.format(count=count, most=most)))
