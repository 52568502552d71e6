"""Tables of a map: CSV of elements and of links, and a workbook of both in Kumu's form.

Kumu wants Label first on one sheet, From and To first on the other, and joins values of a cell by a pipe
(docs.kumu.io, guides/import). As Kumu knows elements by label, a label that occurs twice gets a number, and a pipe
in a label becomes a broken bar.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from sotecin_graph.briefs.cells import csv_cell
from sotecin_graph.changes import Wire
from sotecin_graph.exports.plain import english, english_list, plain_map
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

_Cell = str | int | float
_ELEMENT_HEADER = (
    "Label", "Type", "Tags", "Description", "Hub", "Country", "Value chains", "Strategies", "Stages", "Problem",
    "We are looking for a solution that", "Votes", "X", "Y", "Added by",
)  # fmt: skip
_LINK_HEADER = ("From", "To", "Type", "Direction", "State", "Circular", "Quantity", "Description", "Added by")


def to_elements_csv(snapshot: Wire) -> bytes:
    """One row an element, its id first; text that could be a formula starts with an apostrophe."""
    plain = plain_map(snapshot)
    rows = [(one["id"], *_element(one, one["name"], "; ", plain)) for one in plain["elements"]]
    return _csv(("ID", *_ELEMENT_HEADER), rows)


def to_links_csv(snapshot: Wire) -> bytes:
    """One row a link, with its ends by name and by id."""
    plain = plain_map(snapshot)
    names = {one["id"]: one["name"] for one in plain["elements"]}
    rows = [(*_link(one, names), one["id"], one["source"], one["target"]) for one in plain["links"]]
    return _csv((*_LINK_HEADER, "ID", "From ID", "To ID"), rows)


def to_xlsx(snapshot: Wire) -> bytes:
    """A workbook of two sheets, Elements and Connections, in which no text becomes a formula or a link."""
    import xlsxwriter

    plain = plain_map(snapshot)
    labels = _labels(plain)
    file = BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, safe) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for title, header, rows in (
            ("Elements", _ELEMENT_HEADER, [_element(one, labels[one["id"]], "|", plain) for one in plain["elements"]]),
            ("Connections", _LINK_HEADER, [_link(one, labels) for one in plain["links"]]),
        ):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, header, bold)
            for number, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                    write(number, column, cell)
            sheet.set_column(0, 1, 34)
            sheet.set_column(2, len(header) - 1, 18)
            sheet.freeze_panes(1, 1)
        book.set_properties({"title": plain["map"]["name"], "comments": _tag(plain)})
    return file.getvalue()


def _csv(header: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheet programs need to read it rightly."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _element(one: Wire, name: str, joint: str, plain: Wire) -> tuple[_Cell, ...]:
    return (
        name,
        english(Kind, one["kind"]),
        _tag(plain),
        one["note"],
        english(Hub, one["hub"]),
        one["country"],
        english_list(Chain, one["chains"], joint),
        english_list(Strategy, one["strategies"], joint),
        english_list(Stage, one["stages"], joint),
        one["problem"],
        one["wish"],
        one["votes"],
        one["x"],
        one["y"],
        one["by"],
    )


def _link(one: Wire, names: dict[str, str]) -> tuple[_Cell, ...]:
    return (
        names[one["source"]],
        names[one["target"]],
        english(LinkType, one["type"]),
        "directed",
        english(LinkState, one["state"]),
        "yes" if one["is_circular"] else "no",
        one["quantity"],
        one["note"],
        one["by"],
    )


def _labels(plain: Wire) -> dict[str, str]:
    """A label for each element that no other has, by which the Connections sheet can name it."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for one in plain["elements"]:
        name = one["name"].replace("|", "¦") or one["id"]
        label, number = name, 1
        while label.casefold() in taken:
            number += 1
            label = f"{name} ({number})"
        taken.add(label.casefold())
        labels[one["id"]] = label
    return labels


def _tag(plain: Wire) -> str:
    return "example data" if plain["map"]["is_example"] else ""
