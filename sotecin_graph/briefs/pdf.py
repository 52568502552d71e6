"""PDF by typst, through our own templates. The content reaches typst as JSON: people's text is never markup."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from sotecin_graph.briefs.call import CallList
from sotecin_graph.briefs.content import MissionBrief
from sotecin_graph.briefs.invitation import Invitation
from sotecin_graph.briefs.private_sheet import PrivateSheet
from sotecin_graph.briefs.setting import set_guarded
from sotecin_graph.briefs.summary import WorkshopSummary
from sotecin_graph.briefs.typefaces import covers

_TEMPLATES = Path(__file__).parent / "templates"


def pdf_from(
    template: str,
    content: Mapping[str, Any],
    picture: bytes | None = None,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A tagged PDF of a template's name ("mission") and its content; the picture is PNG or SVG.

    `beside` are further pictures by file name, for templates that place them.

    It is PDF/UA-1 where the shipped typefaces have every letter of the content; else tagged without that claim.

    The content comes out on one page where a body size of 8.8 to 9.8 points allows, else on as many as it needs.
    """
    with TemporaryDirectory(prefix="sotecin-brief-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATES / "look.typ", root)
        shutil.copy(_TEMPLATES / f"{template}.typ", root / "main.typ")
        image = _put_picture(root, picture)
        for name, further in beside.items():
            (root / name).write_bytes(further)
        text = json.dumps({**content, "picture": image}, ensure_ascii=False)
        (root / "content.json").write_text(text, encoding="utf-8")
        return set_guarded(root, is_covered=covers(text))


def brief_pdf(brief: MissionBrief, picture: bytes = b"") -> bytes:
    """A mission's brief, on one A4 page where it fits."""
    footer = f"{brief.version} · {brief.date} · {brief.licence}"
    kind = f"{brief.title}: {brief.words['kind']}"
    return pdf_from("mission", {**asdict(brief), "document-title": kind, "footer": footer}, picture)


def call_pdf(content: CallList, logos: Mapping[str, bytes]) -> bytes:
    """An open call's document; `logos` are PNGs by a challenge's anchor."""
    title = f"{content.kicker}: {content.title}"
    told = {**asdict(content), "document-title": title, "footer": content.kicker, "logos": sorted(logos)}
    return pdf_from("call", told, beside={f"{anchor}.png": logo for anchor, logo in logos.items()})


def invitation_pdf(content: Invitation, qr: bytes) -> bytes:
    """A workshop's sheet for the door and the mail; `qr` is an SVG."""
    return pdf_from("invitation", {**asdict(content), "document-title": content.title, "footer": content.kicker}, qr)


def cards_pdf(content: Invitation, qr: bytes) -> bytes:
    """A workshop's cards for the tables; `qr` is an SVG."""
    return pdf_from("cards", {**asdict(content), "document-title": content.title}, qr)


def summary_pdf(content: WorkshopSummary, picture: bytes = b"") -> bytes:
    """A workshop's summary, on one A4 page where it fits."""
    title = f"{content.title}: {content.words['kind']}"
    return pdf_from("summary", {**asdict(content), "document-title": title, "footer": content.date}, picture)


def private_sheet_pdf(content: PrivateSheet, qr: bytes) -> bytes:
    """A participant's private link on a sheet to take home; `qr` is an SVG."""
    return pdf_from("private", {**asdict(content), "document-title": content.heading, "footer": ""}, qr)


def _put_picture(root: Path, picture: bytes | None) -> str:
    """Write the picture beside the template; its file name, empty where there is none."""
    if not picture:
        return ""
    name = "map.png" if picture.startswith(b"\x89PNG") else "map.svg"
    (root / name).write_bytes(picture)
    return name
