"""DOCX by docxtpl, through our own templates or one that a hub brings; people's text is escaped, never a tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from sotecin_graph.briefs.call import CallList
from sotecin_graph.briefs.content import MissionBrief
from sotecin_graph.briefs.summary import WorkshopSummary
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _

_TEMPLATES = Path(__file__).parent / "templates"
_PICTURE_WIDTH = Mm(150)
_LOGO_HEIGHT = Mm(11)


def brief_docx(brief: MissionBrief, picture: bytes = b"", template: Path | None = None) -> bytes:
    """A mission's brief. The picture is a PNG; a template has `b` (the brief) and `picture`.

    Raises BadInput where the picture is of another kind or the template cannot be read.
    """
    if picture and not picture.startswith(b"\x89PNG"):
        raise BadInput(_("A DOCX takes the map’s picture as PNG only."), field="picture")
    document = _opened(template or _TEMPLATES / "mission.docx")
    image = InlineImage(document, BytesIO(picture), width=_PICTURE_WIDTH) if picture else ""
    # a hub's own template knows no other place for the address
    told = replace(brief, provenance=f"{brief.provenance} {brief.link}".strip())
    return _filled(document, {"b": told, "picture": image}, brief.title, brief.picture_alt)


def call_docx(content: CallList, logos: Mapping[str, bytes]) -> bytes:
    """An open call's document; `logos` are PNGs by a challenge's anchor."""
    document = _opened(_TEMPLATES / "call.docx")
    shown = {each.anchor: each.logo for each in content.entries if each.anchor in logos}
    images = {anchor: InlineImage(document, BytesIO(logos[anchor]), height=_LOGO_HEIGHT) for anchor in shown}
    given = {"c": content, "logos": images}
    return _filled(document, given, f"{content.kicker}: {content.title}", *shown.values())


def summary_docx(summary: WorkshopSummary, picture: bytes = b"") -> bytes:
    """A workshop's summary; the picture is a PNG."""
    document = _opened(_TEMPLATES / "summary.docx")
    image = InlineImage(document, BytesIO(picture), width=_PICTURE_WIDTH) if picture else ""
    return _filled(document, {"b": summary, "picture": image}, summary.title, summary.picture_alt)


def _opened(template: Path) -> DocxTemplate:
    if not template.is_file():
        raise BadInput(_("There is no DOCX template “{name}”.").format(name=template.name), field="template")
    return DocxTemplate(template)


def _filled(document: DocxTemplate, content: dict[str, Any], title: str, *alts: str) -> bytes:
    """The file; `alts` tell in words what its pictures show, in their order."""
    try:
        document.render(content, SandboxedEnvironment(autoescape=True), autoescape=True)
    except (TemplateError, PackageNotFoundError) as error:
        sentence = _("The DOCX template cannot be filled: {why}. Compare it with the one that we ship.")
        raise BadInput(sentence.format(why=error), field="template") from error
    document.docx.core_properties.title = title
    document.docx.core_properties.author = "SoTecIn Factory"
    for shape, alt in zip(document.docx.inline_shapes, alts, strict=False):
        shape._inline.docPr.set("descr", alt)
    file = BytesIO()
    document.save(file)
    return file.getvalue()
