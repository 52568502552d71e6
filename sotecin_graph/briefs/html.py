"""HTML by Jinja with autoescape: one self-contained, print-friendly file that loads nothing and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sotecin_graph.briefs.call import CallList
from sotecin_graph.briefs.content import MissionBrief
from sotecin_graph.briefs.summary import WorkshopSummary
from sotecin_graph.briefs.tokens import TOKENS

_TEMPLATES = Path(__file__).parent / "templates"


def brief_html(brief: MissionBrief, picture: bytes = b"") -> bytes:
    """A mission's brief as one file; the picture, PNG or SVG, lies in it."""
    page = _environment().get_template("mission.html")
    return page.render(b=brief, picture=_data_address(picture), kinds=TOKENS["light"]).encode()


def call_html(content: CallList, logos: Mapping[str, bytes]) -> bytes:
    """An open call's document as one file; the owners' logos, PNG by a challenge's anchor, lie in it.

    The page is served in a sandbox without an origin: a route could not tell its reader, so nothing is asked for.
    """
    pictures = {anchor: _data_address(logo) for anchor, logo in logos.items()}
    return _environment().get_template("call.html").render(c=content, logos=pictures).encode()


def summary_html(summary: WorkshopSummary, picture: bytes = b"") -> bytes:
    """A workshop's summary as one file; the picture, PNG or SVG, lies in it."""
    page = _environment().get_template("summary.html")
    return page.render(b=summary, picture=_data_address(picture)).encode()


def _data_address(picture: bytes) -> str:
    if not picture:
        return ""
    kind = "image/png" if picture.startswith(b"\x89PNG") else "image/svg+xml"
    return f"data:{kind};base64,{b64encode(picture).decode()}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
