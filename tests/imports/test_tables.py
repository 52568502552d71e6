from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.draft import DraftElement, DraftLink, DraftMap
from sotecin_graph.imports.reading import columns_of, read_map
from sotecin_graph.vocabulary import Kind, LinkType

ROWS = "Organisation{0}Typ{0}Land\nGrüne Fäden GmbH{0}Unternehmen{0}Österreich\nSchule{0}Universität{0}DE\n"


def read(content: bytes | str) -> DraftMap:
    return read_map(content.encode() if isinstance(content, str) else content, filename="Testhoven.csv")


def workbook(sheets: dict[str, list[list[Any]]], *, hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title == hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_found(encoding: str, delimiter: str) -> None:
    draft = read(ROWS.format(delimiter).encode(encoding))

    assert [(one.name, one.kind, one.country) for one in draft.elements] == [
        ("Grüne Fäden GmbH", Kind.INDUSTRY, "AT"),
        ("Schule", Kind.RESEARCH, "DE"),
    ]
    assert len(draft.warnings) == (encoding == "cp1252")


def test_rows_are_those_of_a_spreadsheet() -> None:
    draft = read('\nName,Note\n"Mill","two\nlines"\n\nShop,\n')

    assert [(one.name, one.note, one.row) for one in draft.elements] == [("Mill", "two\nlines", 3), ("Shop", "", 5)]


def test_mark_of_excel_names_the_delimiter() -> None:
    assert [one.name for one in read("sep=;\nName;Note\nMill, and Co;x\n").elements] == ["Mill, and Co"]


def test_two_columns_of_one_name_are_both_shown() -> None:
    assert [column.name for column in columns_of(b"Name,Note,Note,\nMill,a,b,c\n", "x")] == ["Name", "Note", "Note *"]


def test_list_of_links_makes_its_elements() -> None:
    draft = read("Von,Nach,Beziehung,Menge\nMill,Shop,Material,3 t\nShop,Mill,Geld,\n")

    assert [one.name for one in draft.elements] == ["Mill", "Shop"]
    assert draft.links == (
        DraftLink("Mill", "Shop", LinkType.MATERIAL, quantity="3 t", row=2),
        DraftLink("Shop", "Mill", LinkType.MONEY, note="Type in the file: Geld", row=3),
    )


def test_workbook_with_any_sheet_is_a_table() -> None:
    rows = [
        [None, None],
        [None, "Stakeholder", "Group", "Since"],
        [None, "Mill", "sme", date(1901, 1, 1)],
        [None, "Shop", None, 7.0],
    ]

    draft = read(workbook({"Tabelle1": rows}))

    assert draft.elements == (
        DraftElement("row Tabelle1 3", "Mill", Kind.INDUSTRY, note="Since: 1901-01-01", row="Tabelle1 3"),
        DraftElement("row Tabelle1 4", "Shop", note="Since: 7", row="Tabelle1 4"),
    )


def test_hidden_sheets_are_left_out_and_said() -> None:
    content = workbook({"Old": [["Name"], ["Ghost"]], "Now": [["Name"], ["Mill"]]}, hidden="Old")

    draft = read(content)

    assert [one.name for one in draft.elements] == ["Mill"]
    assert draft.warnings == ("Hidden sheets were left out: Old.",)


@pytest.mark.parametrize(
    ("elements", "links"),
    [
        (("Elements", ["Label", "Type", "Tags"]), ("Connections", ["From", "To", "Type"])),
        (("Nodes", ["Name", "Type", "Description"]), ("Relations", ["Source", "Target", "Type"])),
        (("Factors", ["Label", "Group", "Description"]), ("Links", ["From", "To", "Type"])),
    ],
    ids=["Kumu", "Onodo", "PRSM"],
)
def test_workbook_of_two_sheets_is_read(elements: tuple[str, list[str]], links: tuple[str, list[str]]) -> None:
    rows = [elements[1], ["Mill", "Company", "a|b"], ["Town", "Government", None]]
    content = workbook({elements[0]: rows, links[0]: [links[1], ["Town", "Mill", "Money"], ["Mill", "Shop", None]]})

    draft = read(content)

    assert [(one.name, one.kind) for one in draft.elements] == [
        *(("Mill", Kind.INDUSTRY), ("Town", Kind.GOVERNMENT), ("Shop", Kind.UNSORTED)),
    ]
    assert [(link.type, link.row) for link in draft.links] == [
        *((LinkType.MONEY, f"{links[0]} 2"), (LinkType.REGULATION, f"{links[0]} 3")),
    ]
    assert columns_of(content, "x") == []


def test_onodo_sheet_says_which_relations_have_a_direction() -> None:
    relations = [["Source", "Type", "Target", "Directed"], ["A", "knows", "B", 1], ["B", "knows", "C", None]]

    draft = read(workbook({"Nodes": [["Name"], ["A"], ["B"], ["C"]], "Relations": relations}))

    assert [link.type for link in draft.links] == [LinkType.REGULATION, LinkType.COLLABORATION]


def test_list_of_records_is_a_table() -> None:
    draft = read('[{"name": "Mill", "type": "sme", "since": 1901}, {"name": "Shop", "extra": {"deep": 1}}]')

    assert [(one.name, one.kind, one.note) for one in draft.elements] == [
        ("Mill", Kind.INDUSTRY, "since: 1901"),
        ("Shop", Kind.UNSORTED, ""),
    ]


def test_missing_quote_names_the_line() -> None:
    with pytest.raises(FileNotReadable, match="double quote"):
        read('Name,Note\nMill,"open\n' + "x" * 1_200_000)


def test_prose_is_no_table() -> None:
    with pytest.raises(FileNotReadable, match="plain text and no table"):
        read("Dear all\n\nplease find the list below.\n")


def test_workbook_without_anything_is_refused() -> None:
    with pytest.raises(FileNotReadable, match="no visible sheet"):
        read(workbook({"Empty": []}))


def test_apostrophe_before_a_formula_is_taken_off() -> None:
    assert [one.name for one in read("Name,Note\n'=Shop,x\n'ndrangheta watch,y\n").elements] == [
        "=Shop",
        "'ndrangheta watch",
    ]
