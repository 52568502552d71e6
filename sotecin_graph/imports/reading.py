"""The one door: the bytes of a file, whatever it is called, become a draft of a map."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports import lzstring
from sotecin_graph.imports.columns import Column, Columns, columns_of_table, suggest_columns
from sotecin_graph.imports.draft import DraftMap
from sotecin_graph.imports.graph_json import read_graph
from sotecin_graph.imports.graph_xml import read_graph_xml
from sotecin_graph.imports.json_text import parse_json
from sotecin_graph.imports.kumu import is_kumu, read_kumu
from sotecin_graph.imports.limits import check_archive
from sotecin_graph.imports.own import is_own, read_own
from sotecin_graph.imports.seen import SeenMap, line_of
from sotecin_graph.imports.sheets import is_pair, read_pair, read_table
from sotecin_graph.imports.sniff import Sort, check_workbook, decode, encoding_warning, sort_of
from sotecin_graph.imports.tables import Table, read_csv, read_records, read_workbook
from sotecin_graph.imports.weave import weave
from sotecin_graph.imports.xml_text import parse_xml
from sotecin_graph.language import _

_Found = DraftMap | SeenMap | list[Table]


def read_map(content: bytes, *, filename: str, mapping: Columns | None = None) -> DraftMap:
    """The draft of a map that a file holds, told by its content and not by its name.

    Parameters
    ----------
    content : the file, at most `limits.FILE_BYTES`.
    filename : gives the map its name where the file has none.
    mapping : which column holds what, for a free table; the suggestion is taken where it is None.

    Raises
    ------
    FileNotReadable : the file is broken, too large, or no map and no table; `place` names line, column or row.
    """
    name = _stem(filename)
    found = _look(content, name)
    if isinstance(found, DraftMap):
        return _checked(found)
    if isinstance(found, SeenMap):
        return _checked(weave(found))
    columns = mapping or suggest_columns(columns_of_table(found[0]))
    _check_columns(found[0], columns, is_chosen=mapping is not None)
    return _checked(weave(read_table(found[0], columns, name)))


def columns_of(content: bytes, filename: str) -> list[Column]:
    """The columns of a free table with samples; none for a map, whose parts need no choosing."""
    found = _look(content, _stem(filename))
    return columns_of_table(found[0]) if isinstance(found, list) else []


def _look(content: bytes, name: str) -> _Found:
    sort = sort_of(content)
    if sort is Sort.WORKBOOK:
        check_workbook(check_archive(content))
        tables = read_workbook(content)
        return read_pair(tables, name) if is_pair(tables) else tables
    if sort is Sort.XML:
        return read_graph_xml(parse_xml(content), name)
    text, encoding = decode(content)
    if sort is Sort.TEXT:
        return [_plain_table(text, name, encoding_warning(encoding))]
    return _look_into_json(parse_json(lzstring.unpack(text) if sort is Sort.PACKED else text), name)


def _look_into_json(data: Any, name: str) -> _Found:
    if is_own(data):
        return read_own(data, name)
    if isinstance(data, dict) and is_kumu(data):
        return read_kumu(data, name)
    graph = read_graph(data, name)
    if graph is not None:
        return graph
    table = read_records(_records(data), name)
    if table is not None:
        return [table]
    sentence = _("This JSON is no map and no table that is known here: it has {names}.")
    names = ", ".join(line_of(key)[:30] for key in list(data)[:6]) if isinstance(data, dict) and data else ""
    raise FileNotReadable(sentence.format(names=names or _("nothing with a name in it")))


def _records(data: Any) -> list[Any]:
    if isinstance(data, list):
        return data
    if isinstance(data, dict):
        # A list wrapped into an object under whatever name, as services send it.
        lists = [value for value in data.values() if isinstance(value, list) and value]
        if len(lists) == 1:
            return lists[0]
    return []


def _plain_table(text: str, name: str, warnings: tuple[str, ...]) -> Table:
    table = read_csv(text, name)
    if len(table.header) == 1 and not suggest_columns([Column(table.header[0])]).used:
        raise FileNotReadable(
            _("This is plain text and no table: no comma, semicolon or tab parts its columns. Bring CSV or XLSX.")
        )
    return Table(table.name, table.header, table.rows, table.warnings + warnings)


def _check_columns(table: Table, columns: Columns, *, is_chosen: bool) -> None:
    unknown = sorted(columns.used - set(table.header))
    if is_chosen and unknown:
        sentence = _("The table has no column “{name}”. Choose the columns again.")
        raise FileNotReadable(sentence.format(name=unknown[0]))
    if not (columns.name or columns.problem or columns.holds_links):
        sentence = _("No column seems to hold names or statements. The columns are: {names}.")
        raise FileNotReadable(sentence.format(names=", ".join(table.header)[:300]))


def _checked(draft: DraftMap) -> DraftMap:
    if not draft.elements and not draft.report:
        raise FileNotReadable(_("The file has the form of a map or table, but there is nothing in it."))
    return draft


def _stem(filename: str) -> str:
    return line_of(PurePath(filename.replace("\\", "/")).stem)
