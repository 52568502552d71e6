from __future__ import annotations

import pytest

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.columns import Column, Columns, suggest_columns
from sotecin_graph.imports.reading import columns_of, read_map
from sotecin_graph.vocabulary import Chain, Hub, Kind, Stage, Strategy

STATEMENT = (
    "Repaired phones are not sold in any shop of the town centre because nobody gives a guarantee for them today."
)


def suggested(header: str, *cells: str) -> Columns:
    return suggest_columns(columns_of((header + "\n" + ",".join(cells) + "\n").encode(), "x"))


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Name,Type,Description", Columns(name="Name", kind="Type", note="Description")),
        ("Naam,Soort,Land,Toelichting", Columns(name="Naam", kind="Soort", country="Land", note="Toelichting")),
        ("Nome,Tipo,País", Columns(name="Nome", kind="Tipo", country="País")),
        ("Organizație,Tip,Țară", Columns(name="Organizație", kind="Tip", country="Țară")),
        ("Szervezet,Típus,Ország", Columns(name="Szervezet", kind="Típus", country="Ország")),
        ("Kuruluş,Kategori,Ülke", Columns(name="Kuruluş", kind="Kategori", country="Ülke")),
        ("Challenge,Votes", Columns(name="Challenge", votes="Votes", makes="challenge")),
        ("Titel,Beschreibung", Columns(name="Titel", problem="Beschreibung", makes="challenge")),
        ("Title,Problem,Wish", Columns(name="Title", problem="Problem", wish="Wish", makes="challenge")),
        ("From,To,Type,Label", Columns(source="From", target="To", type="Type", name="Label")),
        ("Source,Target,Richtung", Columns(source="Source", target="Target", direction="Richtung")),
    ],
)
def test_columns_are_suggested_from_the_header(header: str, columns: Columns) -> None:
    assert suggested(header, *"abcd"[: header.count(",") + 1]) == columns


def test_long_texts_under_an_unknown_header_are_statements() -> None:
    assert suggested("when,what", "2026-10-14", STATEMENT) == Columns(problem="what", makes="challenge")


def test_samples_are_the_first_cells_that_say_something() -> None:
    assert columns_of(b"a,b\n,1\nx,2\n", "x") == [Column("a", ("x",)), Column("b", ("1", "2"))]


def test_chosen_columns_are_taken() -> None:
    content = b"a,b,c,d,e,f\nMill,textiles; plastics,R3|R4,repair,north-west,12\n"
    chosen = Columns(name="a", chains="b", strategies="c", stages="d", hub="e", votes="f")

    found = read_map(content, filename="x", mapping=chosen).elements[0]

    assert (found.chains, found.strategies) == ((Chain.TEXTILES, Chain.PLASTICS), (Strategy.R3, Strategy.R4))
    assert (found.stages, found.hub, found.votes) == ((Stage.REPAIR,), Hub.NORTH_WEST, 12)


def test_chosen_column_that_is_not_there_is_said() -> None:
    with pytest.raises(FileNotReadable, match="no column “z”"):
        read_map(b"a,b\n1,2\n", filename="x", mapping=Columns(name="z"))


def test_table_without_any_name_asks_for_columns() -> None:
    with pytest.raises(FileNotReadable, match="The columns are: a, b"):
        read_map(b"a,b\n1,2\n", filename="x")


def test_statement_is_the_problem_and_its_start_the_title() -> None:
    draft = read_map(f"text,moderated\n{STATEMENT},1\nno,-1\n".encode(), filename="x")

    found = draft.elements[0]
    assert (found.kind, found.problem) == (Kind.CHALLENGE, STATEMENT)
    assert found.name == "Repaired phones are not sold in any shop of the town centre because nobody gives a…"
    assert (draft.report[1].row, draft.report[1].reason) == (3, "It was rejected in moderation (-1).")
