"""From tables to what they say: one table with chosen columns, or a workbook with sheets for elements and links."""

from __future__ import annotations

import re

from sotecin_graph.imports.columns import Columns, columns_of_table, suggest_columns
from sotecin_graph.imports.draft import Row
from sotecin_graph.imports.seen import SeenElement, SeenLink, SeenMap, coordinate_of, joined, whole_number
from sotecin_graph.imports.tables import Table
from sotecin_graph.imports.words import is_rejected, is_yes, plain
from sotecin_graph.language import _
from sotecin_graph.vocabulary import Kind

_ELEMENT_SHEET = re.compile(r"elements?|nod[eo]s?|factors?|actors?|stakeholders?|challenges?|elemente|akteure")
_LINK_SHEET = re.compile(r"connections?|relations?|relaci\w*|links?|edges?|verbindungen|beziehungen")
_EXTRA_LENGTH = 1_000
"""Most characters of the columns that no field takes, kept in the note of an element."""

_UNTOLD = frozenset(("id", "from id", "to id", "source id", "target id"))

_PARTS = re.compile(r"\s*\|\s*")


def is_pair(tables: list[Table]) -> bool:
    """True for a workbook that has a sheet of connections under a known name (Kumu, Onodo, PRSM)."""
    return any(_LINK_SHEET.fullmatch(plain(table.name)) for table in tables)


def read_pair(tables: list[Table], name: str) -> SeenMap:
    """What a workbook with sheets of elements and of connections says."""
    elements: list[SeenElement] = []
    links: list[SeenLink] = []
    unread: list[str] = []
    for table in tables:
        columns = suggest_columns(columns_of_table(table))
        is_links = bool(_LINK_SHEET.fullmatch(plain(table.name)))
        if columns.holds_links:
            links += read_links(table, columns)
        elif not is_links and (_ELEMENT_SHEET.fullmatch(plain(table.name)) or columns.name):
            elements += read_elements(table, columns)
        else:
            unread.append(table.name)
    warnings = [warning for table in tables for warning in table.warnings]
    if unread:
        warnings.append(_("Not read, for want of known columns: {names}.").format(names=", ".join(unread)))
    return SeenMap(name, tuple(elements), tuple(links), tuple(warnings), makes_ends=True)


def read_table(table: Table, columns: Columns, name: str) -> SeenMap:
    """What one table says under these columns."""
    if columns.holds_links:
        return SeenMap(name, (), tuple(read_links(table, columns)), table.warnings, makes_ends=True)
    return SeenMap(name, tuple(read_elements(table, columns)), (), table.warnings)


def read_elements(table: Table, columns: Columns) -> list[SeenElement]:
    """One element for each row."""
    rest = [column for column in table.header if column not in columns.used]
    return [_element(row, cells, columns, rest) for row, cells in table.rows]


def read_links(table: Table, columns: Columns) -> list[SeenLink]:
    """One connection for each row."""
    rest = [column for column in table.header if column not in columns.used]
    return [_link(row, cells, columns, rest) for row, cells in table.rows]


def _element(row: Row, cells: dict[str, str], columns: Columns, rest: list[str]) -> SeenElement:
    def cell(column: str) -> str:
        return cells.get(column, "") if column else ""

    name, problem = cell(columns.name), cell(columns.problem)
    is_statement = not columns.name
    status = cell(columns.status)
    reason = _("It was rejected in moderation ({status}).").format(status=status[:40]) if is_rejected(status) else ""
    x, y = coordinate_of(cell(columns.x)), coordinate_of(cell(columns.y))
    return SeenElement(
        row=row,
        ident=" ".join(cell(columns.ident).split()),
        name=problem if is_statement else name,
        kind_word=_kind_word(cell(columns.kind)),
        kind=Kind.CHALLENGE if columns.makes == "challenge" else None,
        hub=cell(columns.hub),
        country=cell(columns.country),
        chains=cell(columns.chains),
        strategies=cell(columns.strategies),
        stages=cell(columns.stages),
        problem=problem,
        wish=cell(columns.wish),
        note=joined(cell(columns.note), "" if is_statement else _rest(cells, rest)),
        x=x if y is not None else None,
        y=y if x is not None else None,
        votes=whole_number(cell(columns.votes)),
        is_statement=is_statement,
        leave_out=reason,
    )


def _link(row: Row, cells: dict[str, str], columns: Columns, rest: list[str]) -> SeenLink:
    def cell(column: str) -> str:
        return " ".join(cells.get(column, "").split()) if column else ""

    direction = plain(cell(columns.direction))
    return SeenLink(
        row=row,
        source=cell(columns.source),
        target=cell(columns.target),
        word=cell(columns.type),
        label=cell(columns.name),
        is_directed=_is_directed(direction, bool(columns.direction)),
        is_mutual=direction in ("mutual", "both", "beidseitig"),
        state=cell(columns.state),
        circular=cell(columns.circular),
        quantity=cell(columns.quantity),
        note=joined(cell(columns.note), _rest(cells, rest)),
    )


def _is_directed(direction: str, is_told: bool) -> bool:
    """Onodo leaves the cell empty, Kumu writes the word; a table without such a column draws arrows."""
    if not is_told:
        return True
    return is_yes(direction) or direction in ("directed", "gerichtet", "dirige", "gericht")


def _kind_word(cell: str) -> str:
    word = " ".join(cell.split())
    return word if any(letter.isalpha() for letter in word) else ""


def _rest(cells: dict[str, str], rest: list[str]) -> str:
    lines: list[str] = []
    for column in rest:
        # Kumu joins several values of one cell by a pipe.
        shown = ", ".join(filter(None, _PARTS.split(cells.get(column, ""))))
        if shown and plain(column) not in _UNTOLD and sum(map(len, lines)) + len(shown) < _EXTRA_LENGTH:
            lines.append(f"{column}: {shown}")
    return "\n".join(lines)
