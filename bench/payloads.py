"""`python -m bench.payloads`: sixty hostile texts in every field, on every screen and in every file, in a real browser.

`ours` counts the harm that was seen (0, or the exit code is 1), `peer` what the same watch sees of pyvis' own page of
the same map: the control, which must not be 0.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import zipfile
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
from playwright.sync_api import Browser, Error, Page
from pypdf import PdfReader

from bench.hostile import FEW, PAYLOADS
from bench.hostile_map import PASSWORD, USERNAME, HostileMap, fill
from bench.serving import Served, served
from bench.watching import Watch, watching
from db.store import SqlDatabase
from sotecin_graph.services import guest_links
from tests.browser.visitors import LAPTOP, opened_browser

PAGES = (
    *("/", "/task", "/mine", "/votes", "/clusters", "/missions", "/calls", "/calls?view=challenge", "/programme"),
    *(
        "/people",
        "/account",
        "/workshops",
        "/contribute",
        "/import",
        "/alike",
        "/privacy",
        "/thanks",
        "/sign-in",
        "/join",
    ),
)
CALM_MS = 1500
_MAP_FORMS = ("json", "graphml", "gexf", "csv", "xlsx", "html", "svg", "png")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(slots=True)
class Seen:
    """What was looked at, and the harm in it."""

    payloads: int
    fields: int = 0
    screens: int = 0
    elements_opened: int = 0
    files: int = 0
    harm: list[str] = field(default_factory=list)


def run(payloads: dict[str, str]) -> tuple[Seen, int]:
    """All screens and files of a map full of these texts; and how much the control showed."""
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        database = SqlDatabase(Path(folder) / "sotecin.sqlite3")
        made = fill(database, payloads)
        guests = {"by": made.lead, "map_id": made.workshop.map_id}
        token = database.write(guest_links.make_guest_link, **guests)
        database.close()
        seen = Seen(len(payloads), fields=made.kept)
        with served(data=Path(folder), example="no") as server, watching(browser, viewport=LAPTOP) as watch:
            page = watch.page()
            _sign_in(page, server)
            _screens(watch, page, server, made, seen)
            _look_on(watch, page, f"{server.address}/look?link={token}", seen)
            _files(watch, page, server, made, seen, Path(folder))
            seen.harm += watch.seen
        return seen, control(browser, payloads)


def _sign_in(page: Page, server: Served) -> None:
    page.goto(server.address)
    given = {"username": USERNAME, "password": PASSWORD}
    sign_in = """async (given) => (await fetch('/session/sign-in', {method: 'POST', body: JSON.stringify(given),
      headers: {'Content-Type': 'application/json'}})).status"""
    if (status := page.evaluate(sign_in, given)) != 200:
        raise RuntimeError(f"sign-in answered {status}")


def _screens(watch: Watch, page: Page, server: Served, made: HostileMap, seen: Seen) -> None:
    ids = [f"/missions?mission={each}" for each in made.missions]
    workshop = [f"/workshops?workshop={made.workshop.id}", f"/workshops?workshop={made.workshop.id}&show=plan"]
    shown = [f"/workshops?workshop={made.workshop.id}&show=agenda", f"/close?workshop={made.workshop.id}"]
    for path in (*PAGES, *ids, *workshop, *shown, f"/join?code={made.workshop.code}", f"/calls?call={made.call}"):
        page.goto(f"{server.address}{path}", wait_until="domcontentloaded")
        page.get_by_test_id("stMain").wait_for()
        page.wait_for_timeout(CALM_MS)
        page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())")
        page.wait_for_timeout(600)
        watch.look(page, path)
        seen.screens += 1
    for more in ("", "&view=projector"):
        page.goto(f"{server.address}/map?map={made.workshop.map_id}{more}", wait_until="domcontentloaded")
        page.locator("[data-revision]").first.wait_for(timeout=40_000)
        page.wait_for_timeout(CALM_MS)
        watch.look(page, f"map{more}")
        seen.screens += 1
        seen.elements_opened += open_each(watch, page) if not more else 0


def _look_on(watch: Watch, page: Page, address: str, seen: Seen) -> None:
    """The map as a guest sees it."""
    page.goto(address, wait_until="domcontentloaded")
    page.locator("[data-revision]").first.wait_for(timeout=40_000)
    page.wait_for_timeout(CALM_MS)
    watch.look(page, "map of a guest")
    seen.screens += 1


_TAP = """(number) => {
  const find = (root) => { for (const each of root.querySelectorAll('*')) {
    if (each.sotecinMap) return each.sotecinMap;
    const found = each.shadowRoot && (each.shadowRoot.sotecinMap ?? find(each.shadowRoot));
    if (found) return found; } };
  const { cy } = find(document); const each = cy.elements('[name], [type]')[number];
  each?.emit('tap'); each?.emit('mouseover'); return Boolean(each); }"""


def open_each(watch: Watch, page: Page) -> int:
    """Open every element and link of the map, and the three tabs of its table; how many there were."""
    number = 0
    while page.evaluate(_TAP, number):
        number += 1
        if number % 20 == 0:
            page.wait_for_timeout(60)
            watch.look(page, f"map, {number} opened")
    for tab in ("links", "changes", "elements"):
        page.locator(f"[data-tab={tab}]").first.click()
        page.wait_for_timeout(400)
        watch.look(page, f"table of {tab}")
    return number


def _files(watch: Watch, page: Page, server: Served, made: HostileMap, seen: Seen, folder: Path) -> None:
    maps = [
        f"/maps/{made.workshop.map_id}.{form}"
        for form in ["json", "graphml", "gexf", "csv", "xlsx", "html", "svg", "png"]
    ]
    briefs = [f"/missions/{each}/brief.{form}" for each in made.missions for form in ("html", "md", "docx", "pdf")]
    call = [f"/calls/{made.call}/call.{form}" for form in ("html", "md", "docx", "pdf", "xlsx", "csv")]
    room = ("invitation.pdf", "cards.pdf", "workshop.ics", "summary.html", "summary.pdf", "summary.docx", "summary.md")
    about = [f"/workshops/{made.workshop.id}/{file}" for file in (*room, "record.csv", "record.xlsx")]
    for path in [*maps, *briefs, *call, *about, "/mine/data.html", "/mine/data.json"]:
        answer = page.request.get(f"{server.address}{path}", timeout=240_000, max_retries=2)
        if answer.status != 200:
            seen.harm.append(f"{path} answered {answer.status}: {answer.text()[:120]}")
            continue
        seen.files += 1
        form = path.rpartition(".")[2]
        seen.harm += [f"{path}: {each}" for each in harm_in(form, answer.body())]
        if form in ("html", "svg"):
            show(watch, folder, form, answer.body(), path)


def show(watch: Watch, folder: Path, form: str, content: bytes, name: str) -> None:
    """Open a file in the browser, hover over it and click into it."""
    file = folder / f"shown.{form}"
    file.write_bytes(content)
    page = watch.page()
    page.goto(file.as_uri())
    page.wait_for_timeout(400)
    for spot in ((200, 300), (500, 400), (700, 500)):
        page.mouse.click(*spot)
    watch.look(page, name)
    page.close()


def harm_in(form: str, content: bytes) -> list[str]:
    """What a file that no browser shows holds of harm: formulas, links that leave, scripts, broken markup."""
    check = _CHECKS.get(form)
    return check(content) if check else []


_LINKED = ("https://creativecommons.org/", "https://ec.europa.eu/", "http://127.0.0.1:")


def _pdf(content: bytes) -> list[str]:
    found = []
    for page in PdfReader(BytesIO(content)).pages:
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A", {})
            if (
                "/URI" not in action
                or "outside.example" in str(action["/URI"])
                or str(action["/URI"]).startswith("java")
            ):
                found += [f"action {action}"] if action else []
    return found + [mark for mark in ("/JavaScript", "/Launch", "/EmbeddedFile") if mark.encode() in content]


def _docx(content: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(packed.read(name))  # noqa: S314 - our own file
            if name.endswith(".rels"):
                found += [each for each in re.findall(r'Target="([^"]*)"', packed.read(name).decode()) if _leaves(each)]
    return found


def _leaves(target: str) -> bool:
    return "outside.example" in target or target.startswith(("javascript:", "file:", "data:"))


def _xlsx(content: bytes) -> list[str]:
    sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    return [f"formula {cell.value}" for cell in cells if cell.data_type == "f" or cell.hyperlink]


def _csv(content: bytes) -> list[str]:
    import csv

    rows = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True))
    texts = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+", cell)]
    return [
        f"formula {text[:30]}" for text in texts if text.lstrip(" \"'")[:1] in _FORMULA and not text.startswith("'")
    ]


def _xml(content: bytes) -> list[str]:
    ET.fromstring(content)  # noqa: S314 - our own file
    return ["document type"] if b"<!DOCTYPE" in content or b"<!ENTITY" in content else []


def _markdown(content: bytes) -> list[str]:
    """Unescaped markup, images and links: each has to have a backslash before it."""
    return re.findall(r"(?<!\\)(?:<[a-z/!][^>]*data-hostile|!\[|\]\((?:http|java))", content.decode(), re.IGNORECASE)


def _json(content: bytes) -> list[str]:
    json.loads(content)
    return []


_CHECKS = {
    "pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "csv": _csv, "md": _markdown,
    "graphml": _xml, "gexf": _xml, "svg": _xml, "json": _json,
}  # fmt: skip


def control(browser: Browser, payloads: dict[str, str]) -> int:
    """What the watch sees of pages that show the same texts unescaped: it must see a lot."""
    with watching(browser) as watch:
        page = watch.page()
        for name, text in payloads.items():
            shown = text.encode(errors="replace").decode()
            try:
                page.set_content(f"<!doctype html><p title='{shown}'>{shown}</p>", wait_until="commit")
                page.wait_for_timeout(30)
                watch.look(page, name)
            except Error:  # it has led the page elsewhere meanwhile
                watch.seen.append(f"{name}: led away")
                page.close()
                page = watch.page()
        return len(watch.seen)


def main() -> int:
    """Print what was seen; 0 where nothing did harm and the control was caught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", action="store_true", help="twenty texts instead of sixty")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    given = parser.parse_args()
    begun = time.monotonic()
    seen, caught = run(FEW if given.few else PAYLOADS)
    told = asdict(seen) | {"ours": len(seen.harm), "peer": caught, "ratio": len(seen.harm) / max(caught, 1)}
    told["seconds"] = round(time.monotonic() - begun)
    print(json.dumps(told, ensure_ascii=False) if given.json else json.dumps(told, ensure_ascii=False, indent=1))
    return int(bool(seen.harm) or not caught)


if __name__ == "__main__":
    sys.exit(main())
