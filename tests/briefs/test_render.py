"""Every form of a brief is really set, opened by another program's library, and holds people's text as text."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from sotecin_graph.briefs import render_mission_brief
from sotecin_graph.briefs.picture import map_picture
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput
from sotecin_graph.missions import NextStep
from sotecin_graph.vocabulary import Kind, Stage

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    '#import "x.typ": *; #panic()',
    "*bold* _it_ $x^2$ {{ 7*7 }} {% for %}",
    "a\x0bb\x00c\ud800d",
    "שלום עולם",
    "方案補助的檢驗項目數",
)


def picture_of(case: Any, form: Any = "png") -> bytes:
    return map_picture(
        elements=case.elements, links=case.links, positions=case.positions, votes=case.votes,
        members=case.mission.members, form=form, scale=1.0,
    )  # fmt: skip


def pdf_text(pdf: bytes) -> tuple[int, str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return len(pages), re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def with_hostile_names(case: Any) -> Any:
    case.elements = [
        replace(one, name=HOSTILE[number % len(HOSTILE)], problem=HOSTILE[number % len(HOSTILE)])
        for number, one in enumerate(case.elements)
    ]
    case.mission = replace(case.mission, title=HOSTILE[0] + HOSTILE[2], statement=" ".join(HOSTILE), risks=HOSTILE[4])
    return case


def grown(case: Any) -> Any:
    """20 stakeholders and 12 challenges, each of its own stages, and long texts."""
    people = [one for one in case.elements if not one.is_challenge]
    challenge = next(one for one in case.elements if one.is_challenge)
    stages = list(Stage)
    case.elements = [
        replace(
            people[n % 9], id=ElementId(f"p{n}"), seq=n, name=f"Stakeholder {n:02} of many", stages=(stages[n % 13],)
        )
        for n in range(20)
    ]
    case.elements += [
        replace(challenge, id=ElementId(f"c{n}"), seq=40 + n, name=f"Challenge {n:02} of this mission, in many words")
        for n in range(12)
    ]
    case.positions = {one.id: (190.0 * (n % 7), 170.0 * (n // 7)) for n, one in enumerate(case.elements)}
    members = tuple(one.id for one in case.elements)
    steps = tuple(NextStep(f"Step {n} towards a second contract for every coat", "Council", None) for n in range(6))
    case.mission = replace(case.mission, members=members, council=members[:8], next_steps=steps)
    return case


@pytest.mark.parametrize("form", ["png", "svg"])
def test_pdf_is_one_tagged_page_with_the_title(case: Any, form: str) -> None:
    pdf = render_mission_brief(case.brief(), picture_of(case, form), "pdf")
    reader = PdfReader(BytesIO(pdf))

    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Workwear lives twice: Mission brief"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert "101058385" in pdf_text(pdf)[1]


def test_pdf_of_a_large_mission_grows_to_two_pages_and_loses_nothing(case: Any) -> None:
    case = grown(case)
    pages, text = pdf_text(render_mission_brief(case.brief(), picture_of(case), "pdf"))

    lost = [one.name for one in case.elements if one.name not in text]

    assert pages == 2
    assert lost == []


def test_pdf_shows_hostile_text_as_it_is(case: Any) -> None:
    case = with_hostile_names(case)
    _pages, text = pdf_text(render_mission_brief(case.brief(), picture_of(case, "svg"), "pdf"))

    assert "<img src=x onerror=alert(1)>" in text
    assert "{{ 7*7 }}" in text
    assert "abcd" in text


def test_docx_opens_with_headings_tables_and_picture(case: Any) -> None:
    document = Document(BytesIO(render_mission_brief(case.brief(), picture_of(case), "docx")))

    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}

    assert {"Challenges", "Council", "Next steps"} <= set(headings)
    assert {"No owner yet", "Find the source of the baseline"} <= cells
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("Map of the mission")


def test_docx_keeps_hostile_text_as_text(case: Any) -> None:
    brief = with_hostile_names(case).brief()
    document = Document(BytesIO(render_mission_brief(brief, b"", "docx")))

    text = "\n".join(one.text for one in document.paragraphs)

    assert brief.title in text
    assert "{{ 7*7 }} {% for %}" in text


def test_docx_takes_a_hubs_own_template(case: Any, tmp_path: Any) -> None:
    own = Document()
    own.add_paragraph("Our hub: {{ b.title }} {{ picture }}")
    own.save(str(tmp_path / "own.docx"))

    filled = render_mission_brief(case.brief(), picture_of(case), "docx", docx_template=tmp_path / "own.docx")

    assert Document(BytesIO(filled)).paragraphs[0].text.startswith("Our hub: Workwear lives twice")


def test_docx_template_with_a_broken_tag_says_so(case: Any, tmp_path: Any) -> None:
    own = Document()
    own.add_paragraph("{{ b.title ")
    own.add_paragraph("{% if %}")
    own.save(str(tmp_path / "own.docx"))

    with pytest.raises(BadInput, match="cannot be filled"):
        render_mission_brief(case.brief(), b"", "docx", docx_template=tmp_path / "own.docx")


def test_html_escapes_and_loads_nothing(case: Any) -> None:
    page = render_mission_brief(with_hostile_names(case).brief(), picture_of(case), "html").decode()

    assert "<script" not in page
    assert "<img src=x" not in page
    assert "default-src 'none'" in page
    assert set(re.findall(r'(?:src|href)="([^":]*)', page)) == {"data"}


def test_markdown_has_no_markup_of_people(case: Any) -> None:
    text = render_mission_brief(with_hostile_names(case).brief(), b"", "md").decode()

    assert "\\<img src=x onerror=alert(1)\\>" in text
    assert "\\*bold\\* \\_it\\_ \\$x^2\\$" in text
    assert not re.search(r"(?<!\\)<\w", text)


def test_unknown_form_names_the_known_ones(case: Any) -> None:
    with pytest.raises(BadInput, match="pdf, docx, html, md"):
        render_mission_brief(case.brief(), b"", "odt")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["nl", "pt", "it", "ro", "hu", "de", "tr"])
def test_pdf_is_set_in_every_language(case: Any, language: str) -> None:
    pages, text = pdf_text(render_mission_brief(case.brief(language), picture_of(case), "pdf"))

    assert pages <= 2
    assert "Workwear lives twice" in text


def test_mission_of_nothing_is_set_too(case: Any) -> None:
    case.elements, case.links, case.challenges = [], [], []
    brief = case.brief(statement="", next_steps=(), council=())

    assert pdf_text(render_mission_brief(brief, picture_of(case), "pdf"))[0] == 1


def test_composing_reads_no_heavy_library() -> None:
    heavy = "{'matplotlib', 'typst', 'docxtpl', 'docx', 'pyvis', 'xlsxwriter', 'fontTools', 'networkx.drawing.x'}"
    script = f"import sys, sotecin_graph.briefs, sotecin_graph.exports; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_kinds_have_a_silhouette_each_in_pdf(case: Any) -> None:
    kinds = [kind for kind in Kind if kind.is_stakeholder]
    case.elements = [
        replace(case.elements[n], kind=kinds[n % len(kinds)]) if not case.elements[n].is_challenge else case.elements[n]
        for n in range(len(case.elements))
    ]

    assert pdf_text(render_mission_brief(case.brief(), b"", "pdf"))[0] == 1
