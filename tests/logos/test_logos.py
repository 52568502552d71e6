"""Logos of challenge owners: what is taken, what is drawn anew, who gets it, and when it goes."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image, PngImagePlugin
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.store import SqlDatabase
from sotecin_graph.calls import CallChallengeId, CallId
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, UnknownCall
from sotecin_graph.instance import Instance
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.logos.drawing import drawn_anew
from sotecin_graph.logos.guard import LARGEST_BYTES, read_logo
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import calls, erasures, logos, papers
from tests.conftest import LEAD, STRANGER
from tests.pages.scenes import CONTACT, publish

CANARY = "canary-of-the-photographer"


def _picture(form: str = "PNG", size: tuple[int, int] = (640, 320), **saved: Any) -> bytes:
    file = BytesIO()
    Image.new("RGBA" if form != "JPEG" else "RGB", size, (11, 92, 102) + ((120,) if form != "JPEG" else ())).save(
        file, form, **saved
    )
    return file.getvalue()


def _bomb() -> bytes:
    """Few bytes that become 324 MB of colours."""
    file = BytesIO()
    Image.new("1", (9000, 9000)).save(file, "PNG")
    return file.getvalue()


def _told(text: str) -> PngImagePlugin.PngInfo:
    kept = PngImagePlugin.PngInfo()
    kept.add_text("Author", text)
    return kept


@pytest.fixture
def published(database: SqlDatabase, call: CallId, mission: MissionId, made: dict[str, ElementId]) -> CallChallengeId:
    """A published challenge with a logo."""
    ident = publish(database, mission, made["Worn coats"], call)
    logos.bring_logo(database, SYSTEM, ident, _picture(pnginfo=_told(CANARY)), "/home/jo/Works logo.png")
    return ident


def test_logo_is_drawn_anew_on_white_without_what_the_file_carries(
    database: SqlDatabase, published: CallChallengeId
) -> None:
    logo = database.read(logos.logo_of, by=LEAD, ident=published)

    drawn = Image.open(BytesIO(logo.content))
    assert (drawn.format, drawn.size, drawn.mode, drawn.info) == ("PNG", (400, 200), "RGB", {})
    assert drawn.getpixel((9, 9)) == (140, 178, 183)
    assert CANARY.encode() not in logo.content
    kept = database.read(calls.challenge_view, by=LEAD, ident=published).challenge
    assert (kept.logo, kept.logo_mark) == ("Works logo.png", logo.mark)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_other_pictures_are_taken(form: str) -> None:
    assert drawn_anew(_picture(form)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "logo.png", "empty"),
        (b"<?xml version='1.0'?><svg onload='x()'/>", "logo.png", "SVG can carry programs"),
        (b"\x1f\x8b", "logo.svgz", "SVG can carry programs"),
        (b"GIF89a", "logo.gif", "PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * LARGEST_BYTES, "logo.png", "at most 1 MB"),
        (_picture()[:200], "logo.png", "cannot be read"),
        (_bomb(), "logo.png", "9000 × 9000 pixels"),
        (_picture(size=(300, 3)), "logo.png", "nobody would see it"),
    ],
)
def test_what_is_no_logo_is_refused_with_what_to_bring(content: bytes, name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_logo(content, name)


def test_logo_stands_in_every_document_and_the_row_names_the_file(
    database: SqlDatabase, call: CallId, published: CallChallengeId
) -> None:
    made = {form: papers.call_paper(database, LEAD, call, form).content for form in ("html", "docx", "pdf", "csv")}

    assert b'alt="Logo of Works"' in made["html"]
    assert b"data:image/png;base64," in made["html"]
    with ZipFile(BytesIO(made["docx"])) as file:
        assert [name for name in file.namelist() if name.startswith("word/media/")]
        assert b'descr="Logo of Works"' in file.read("word/document.xml")
    assert b"/Subtype /Image" in made["pdf"] or b"/Subtype/Image" in made["pdf"]
    assert "Works logo.png" in made["csv"].decode("utf-8-sig")


def test_route_gives_it_with_its_own_headers(running: Instance, published: CallChallengeId) -> None:
    with TestClient(Starlette(routes=ROUTES), base_url="http://127.0.0.1") as client:
        found = client.get(f"/challenges/{published}/logo.png")
        again = client.get(f"/challenges/{published}/logo.png", headers={"If-None-Match": found.headers["etag"]})
        assert client.get("/challenges/other/logo.png").status_code == 404

    assert (found.status_code, found.headers["content-type"], again.status_code) == (200, "image/png", 304)
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert found.headers["cache-control"] == "private, max-age=300"


def test_leads_alone_bring_and_remove(database: SqlDatabase, published: CallChallengeId) -> None:
    with pytest.raises(NotAllowed):
        logos.bring_logo(database, STRANGER, published, _picture(), "logo.png")
    with pytest.raises(NotAllowed):
        database.write(logos.remove_logo, by=Actor(), ident=published)

    database.write(logos.remove_logo, by=LEAD, ident=published)

    assert not database.read(calls.challenge_view, by=LEAD, ident=published).challenge.logo
    with pytest.raises(UnknownCall):
        database.read(logos.logo_of, by=LEAD, ident=published)


def test_logo_goes_with_the_name_of_the_contact(database: SqlDatabase, published: CallChallengeId) -> None:
    content = database.read(logos.logo_of, by=LEAD, ident=published).content

    erasures.erase_words(database, by=SYSTEM, words=["Elsewhere"])
    assert database.read(logos.logo_of, by=LEAD, ident=published).content == content
    erasures.erase_words(database, by=SYSTEM, words=[CONTACT["contact_email"]])

    with pytest.raises(UnknownCall):
        database.read(logos.logo_of, by=LEAD, ident=published)
    kept = database.read(calls.challenge_view, by=LEAD, ident=published).challenge
    assert (kept.logo, kept.logo_mark, kept.contact_email) == ("", "", "[…]")
