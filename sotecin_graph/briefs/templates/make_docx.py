"""Writes the DOCX templates beside it; run it after a change here.

A hub's own template may use the same tags (docxtpl: {{ b.title }}, {%tr for … %}) in any design.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

_FACE = "Calibri"
_INK, _SOFT, _TIDE, _AMBER = (RGBColor.from_string(code) for code in ("212435", "555A69", "0B5C66", "7A4C00"))


def _begin() -> DocumentType:
    """An empty A4 document with our styles."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    for name, size, colour, is_bold, before, after in (
        ("Normal", 10, _INK, False, 0, 3),
        ("Title", 26, _INK, True, 2, 6),
        ("Subtitle", 15, _INK, False, 4, 8),
        ("Heading 1", 12, _TIDE, True, 10, 3),
        ("Heading 2", 11, _INK, True, 8, 1),
        ("Caption", 8.5, _SOFT, False, 0, 4),
        ("Footer", 7.5, _SOFT, False, 0, 0),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = _FACE, Pt(size), is_bold, False
        style.font.color.rgb = colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    borders = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        document.styles["Title"].element.pPr.remove(borders)
    return document


def _text(place: DocumentType | Paragraph, text: str, style: str | None = None, *, colour: RGBColor | None = None,
          is_bold: bool = False) -> Paragraph:  # fmt: skip
    """Add a run with a tag; a paragraph of its own in a document."""
    paragraph = place if isinstance(place, Paragraph) else place.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold = is_bold or None
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph


def _table(
    document: DocumentType, loop: str, cells: list[str], widths: list[int], head: list[str] | None = None
) -> Table:
    """A table whose one row is repeated by a docxtpl loop."""
    table: Table = document.add_table(rows=0, cols=len(cells))
    table.style = "Table Grid" if head else "Normal Table"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    rows = ([head] if head else []) + [[loop], cells, ["{%tr endfor %}"]]
    for number, texts in enumerate(rows):
        row = table.add_row()  # type: ignore[no-untyped-call]
        for place, text in enumerate(texts):
            run = row.cells[place].paragraphs[0].add_run(text)
            run.bold = (bool(head) and number == 0) or None
            if not head and place == 0 and len(texts) > 1:
                run.font.color.rgb = _SOFT
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    if head:
        _repeat(table)
    return table


def _repeat(table: Table) -> None:
    """Repeat the first row on every page and tell screen readers that it is a header."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _mission() -> DocumentType:
    document = _begin()
    _text(document, "{{ b.words.kind }} · {{ b.hub }} · {{ b.chains }} · {{ b.state }}", "Caption")
    _text(document, "{%p if b.example %}")
    _text(document, "{{ b.example }}", colour=_AMBER, is_bold=True)
    _text(document, "{%p endif %}")
    _text(document, "{{ b.title }}", "Title")
    _text(document, "{{ b.statement }}", "Subtitle")
    _text(document, "{{ b.words.measures }}", "Heading 1")
    _table(document, "{%tr for r in b.measures %}", ["{{ r.label }}", "{{ r.text }}"], [42, 130])
    _text(document, "{{ b.words.why }}", "Heading 1")
    _text(document, "{{ b.why }}")
    _text(document, "{%p if picture %}")
    _text(document, "{{ b.words.picture }}", "Heading 1")
    _text(document, "{{ picture }}")
    _text(document, "{{ b.picture_note }}", "Caption")
    _text(document, "{%p endif %}")
    _text(document, "{{ b.words.people }}", "Heading 1")
    _table(document, "{%tr for p in b.parties %}", ["{{ p.group }}", "{{ p.names }}", "{{ p.stages }}"], [32, 80, 60])
    _text(document, "{%p for g in b.gaps %}")
    gap = _text(document, "{{ b.words.missing }} ", colour=_AMBER, is_bold=True)
    _text(gap, "{{ g.text }}", colour=_AMBER)
    _text(document, "{%p endfor %}")
    _text(document, "{{ b.words.scope }}", "Heading 1")
    _table(document, "{%tr for r in b.scope %}", ["{{ r.label }}", "{{ r.text }}"], [42, 130])
    _text(document, "{{ b.words.challenges }}", "Heading 1")
    heads = [f"{{{{ b.words.{word} }}}}" for word in ("challenge", "owner", "votes", "state")]
    cells = ["{{ c.title }}", "{{ c.owner }}", "{{ c.votes }}", "{{ c.state }}"]
    _table(document, "{%tr for c in b.challenges %}", cells, [72, 50, 20, 30], heads)
    _text(document, "{{ b.words.council }}", "Heading 1")
    council = _text(document, "{{ b.council }} ")
    _text(council, "{{ b.council_gaps }}", colour=_AMBER)
    _text(document, "{{ b.words.steps }}", "Heading 1")
    heads = [f"{{{{ b.words.{word} }}}}" for word in ("what", "who", "when")]
    _table(document, "{%tr for s in b.steps %}", ["{{ s.what }}", "{{ s.who }}", "{{ s.due }}"], [92, 45, 35], heads)
    _text(document, "{{ b.words.open }}", "Heading 1")
    _text(document, "{{ b.open_points | join(' ') }}")
    _text(document, "{{ b.words.provenance }}", "Heading 1")
    _text(document, "{{ b.provenance }}", "Caption")
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.add_run("{{ b.funding }} {{ b.version }} · {{ b.date }} · {{ b.licence }}")
    return document


def _call() -> DocumentType:
    document = _begin()
    _text(document, "{{ c.kicker }} · {{ c.chains }}", "Caption")
    _text(document, "{%p if c.example %}")
    _text(document, "{{ c.example }}", colour=_AMBER, is_bold=True)
    _text(document, "{%p endif %}")
    _text(document, "{{ c.title }}", "Title")
    _text(document, "{{ c.words.dates }}", "Heading 1")
    _table(document, "{%tr for r in c.dates %}", ["{{ r.label }}", "{{ r.text }}"], [52, 120])
    _text(document, "{{ c.words.parts }}", "Heading 1")
    _table(document, "{%tr for r in c.parts %}", ["{{ r.label }}", "{{ r.text }}"], [52, 120])
    _text(document, "{{ c.words.ways }}", "Heading 1")
    _text(document, "{%p for way in c.ways %}")
    _text(document, "{{ way }}", "List Bullet")
    _text(document, "{%p endfor %}")
    money = _text(document, "{{ c.words.money }} ", "Caption", is_bold=True)
    _text(money, "{{ c.money }}")
    _text(document, "{{ c.words.challenges }}", "Heading 1")
    _text(document, "{%p for e in c.entries %}")
    _text(document, "{{ e.number }}. {{ e.title }}", "Heading 2")
    _text(document, "{%p if e.anchor in logos %}")
    _text(document, "{{ logos[e.anchor] }}")
    _text(document, "{%p endif %}")
    _text(document, "{{ e.organisation }} {{ e.location }} · {{ c.words.mission }}: {{ e.mission }}", "Caption")
    _text(document, "{{ e.problem }}")
    _text(document, "{{ e.wish }}", is_bold=True)
    _text(document, "{%p if e.before %}")
    _text(document, "{{ c.words.before }}", "Caption", is_bold=True)
    _text(document, "{%p for r in e.before %}")
    _text(document, "{{ r.label }}: {{ r.text }}", "Caption")
    _text(document, "{%p endfor %}")
    _text(document, "{%p endif %}")
    _text(document, "{%p endfor %}")
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.add_run("{{ c.funding }}")
    return document


def _summary() -> DocumentType:
    document = _begin()
    _text(document, "{{ b.kicker }}", "Caption")
    _text(document, "{%p if b.mark %}")
    _text(document, "{{ b.mark }}", colour=_AMBER, is_bold=True)
    _text(document, "{%p endif %}")
    _text(document, "{{ b.title }}", "Title")
    _text(document, "{{ b.when }}", "Caption")
    _table(document, "{%tr for f in b.figures %}", ["{{ f.words }}", "{{ f.count }}"], [52, 30])
    _text(document, "{%p if picture %}")
    _text(document, "{{ b.words.picture }}", "Heading 1")
    _text(document, "{{ picture }}")
    _text(document, "{%p endif %}")
    _text(document, "{{ b.words.votes }}", "Heading 1")
    _text(document, "{%p if not b.votes %}")
    _text(document, "{{ b.words['no-votes'] }}")
    _text(document, "{%p endif %}")
    _text(document, "{%p for v in b.votes %}")
    _text(document, "{{ v.title }}", "Heading 2")
    _text(document, "{{ v.note }}", "Caption")
    _text(document, "{%p for l in v.lines %}")
    _text(document, "{{ l.rank }}  {{ l.name }} · {{ l.dots }}")
    _text(document, "{%p endfor %}")
    _text(document, "{{ v.more }}", "Caption")
    _text(document, "{%p endfor %}")
    heads = [f"{{{{ b.words.{word} }}}}" for word in ("what", "who", "when")]
    cells = ["{{ s.what }}", "{{ s.who }}", "{{ s.due }}"]
    for words, rows in (("decisions", "decisions"), ("open", "open_points")):
        _text(document, f"{{{{ b.words.{words} }}}}", "Heading 1")
        _table(document, f"{{%tr for s in b.{rows} %}}", cells, [92, 45, 35], heads)
    _text(document, "{%p if b.farewell or b.follow_up %}")
    _text(document, "{{ b.words.next }}", "Heading 1")
    _text(document, "{{ b.farewell }} {{ b.follow_up }}")
    _text(document, "{%p endif %}")
    _text(document, "{{ b.words.provenance }} {{ b.provenance }}", "Caption")
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.add_run("{{ b.funding }} {{ b.date }}")
    return document


if __name__ == "__main__":
    here = Path(__file__).parent
    _mission().save(str(here / "mission.docx"))
    _call().save(str(here / "call.docx"))
    _summary().save(str(here / "summary.docx"))
