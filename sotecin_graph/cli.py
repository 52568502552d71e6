"""The command line: everything that a program or an administrator does without a browser.

Exit 0, or 1 with one clear line on stderr and nothing changed. It may run beside a server, which notices its changes.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from rich.console import Console

from db.backup import back_up
from db.backup import restore as put_back
from db.claim import claim
from db.erasure import erased_in
from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.demo.arrival import SIGN_INS, fill_with_example, is_empty, sign_in_lines
from sotecin_graph.errors import BadInput, SotecinError
from sotecin_graph.exports.door import MapForm, export_map
from sotecin_graph.fields import term
from sotecin_graph.imports.columns import Columns
from sotecin_graph.imports.guard import read_map_guarded
from sotecin_graph.instance import Instance
from sotecin_graph.language import speak
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import clusters as cluster_cases
from sotecin_graph.services import erasures, papers
from sotecin_graph.services import missions as mission_cases
from sotecin_graph.services.imports import import_onto, laid_out
from sotecin_graph.services.maps import map_named
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.services.sessions import account_named, add_account, set_password
from sotecin_graph.settings import read_settings
from sotecin_graph.vocabulary import Chain, Hub

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
user = typer.Typer(no_args_is_help=True, help="Accounts.")
app.add_typer(user, name="user")
privacy = typer.Typer(no_args_is_help=True, help="Erasing people, and names whose time is up.")
app.add_typer(privacy, name="privacy")
screen = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value for a program.")]
OnMap = Annotated[str, typer.Option("--map", help="The map's name or id.")]
Out = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]


def main() -> None:
    """Run a command; an error of ours becomes one line on stderr and exit code 1."""
    os.umask(0o077)  # what is kept is for the owner's eyes
    try:
        app()
    except SotecinError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror}", file=sys.stderr)
        sys.exit(1)


@contextmanager
def _opened() -> Iterator[Instance]:
    settings = read_settings(os.environ)
    database = SqlDatabase(settings.database_path)
    try:
        yield instance.start(settings, database)
    finally:
        database.close()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    with _opened() as here:
        print(f"{here.settings.database_path} is up to date.")


@app.command()
def demo() -> None:
    """Fill an empty database with the example programme, and print how to sign in."""
    with _opened() as here:
        if here.database.read(is_empty):
            with screen.status("Writing the example programme"):
                fill_with_example(here)
        kept = here.settings.data / SIGN_INS
        if not kept.exists():
            raise BadInput("The database is not empty: the example programme is written into an empty one only.")
        print("The example programme is there: every organisation in it is invented.", *sign_in_lines(kept), sep="\n")


@user.command("add")
def user_add(
    username: str,
    role: Annotated[str, typer.Option(help="contributor, facilitator, hub lead or programme lead.")] = "contributor",
    hub: Annotated[str, typer.Option(help="The hub for which the role is held; none for all.")] = "",
    name: Annotated[str, typer.Option(help="The name that others see.")] = "",
    password: Annotated[str, typer.Option(envvar="SOTECIN_NEW_PASSWORD", help="Else one is made and printed.")] = "",
) -> None:
    """Add an account."""
    held = Grant(term(Role, role.replace("-", " "), field="role"), term(Hub, hub, field="hub") if hub else None)
    if held.role is Role.PARTICIPANT:
        raise BadInput("Participants join with a code and need no account.")
    made = password or secrets.token_urlsafe(12)
    hashed = hash_password(made, of=username)
    with _opened() as here:
        given = {"username": username, "name": name, "password_hash": hashed, "grants": (held,)}
        account = here.database.write(add_account, by=SYSTEM, **given)
    print(f"{account.username} can sign in." + ("" if password else f" Password: {made}"))


@user.command("password")
def user_password(
    username: str,
    password: Annotated[str, typer.Option(envvar="SOTECIN_NEW_PASSWORD", help="Else one is made and printed.")] = "",
) -> None:
    """Give an account another password; wherever it is signed in, that ends."""
    made = password or secrets.token_urlsafe(12)
    hashed = hash_password(made, of=username)
    with _opened() as here:
        here.database.write(set_password, by=SYSTEM, username=username, password_hash=hashed)
    print(f"{username} has another password." + ("" if password else f" Password: {made}"))


@privacy.command("due")
def privacy_due(as_json: AsJson = False) -> None:
    """Erase the people of workshops whose time is up; the server does so every hour, a timer may do it without one."""
    with _opened() as here:
        done = [{"id": each.id, "title": each.title} for each in erasures.erase_due(here.database, by=SYSTEM)]
    if as_json:
        _print_json(done)
    else:
        print(*[f"Erased: the people of “{each['title']}”." for each in done] or ["Nothing is due."], sep="\n")


@privacy.command("erase")
def privacy_erase(username: str) -> None:
    """Erase the person of an account from everything; maps and missions stay, without them."""
    with _opened() as here:
        found = here.database.read(account_named, by=SYSTEM, username=username)
        erasures.erase_people(here.database, by=SYSTEM, people=[f"account:{found.id}"])
    print("Erased. Backups that were made before still have the name.")


@app.command("import")
def import_file(
    file: Path,
    on_map: OnMap,
    hub: Annotated[list[str], typer.Option(help="Hubs of a map that is made new; repeat for several.")] = [],  # noqa: B006
    chain: Annotated[list[str], typer.Option(help="Value chains of a map that is made new.")] = [],  # noqa: B006
    column: Annotated[list[str], typer.Option(help="For tables: field=column, such as problem=comment-body.")] = [],  # noqa: B006
    as_json: AsJson = False,
) -> None:
    """Bring a file onto a map, which is made where it is not there; report every row that was merged or left out."""
    content = file.read_bytes()
    hubs, chains = [term(Hub, each, field="hub") for each in hub], [term(Chain, each, field="chains") for each in chain]
    with _opened() as here:
        with screen.status(f"Reading {file.name}"):
            draft = laid_out(read_map_guarded(content, filename=file.name, mapping=_columns(column)))
        given = {"name": on_map, "draft": draft, "hubs": hubs, "chains": chains}
        map_id, arrival = here.database.write(import_onto, by=SYSTEM, **given)
    report = [*draft.report, *arrival.report]
    told = [line for line in report if line.what != "kept"]
    counts = {"elements": len(arrival.elements), "links": len(arrival.links)}
    for what in ("kept", "changed", "merged", "skipped"):
        counts[what] = sum(line.what == what for line in report)
    lines = [{"row": each.row, "what": each.what, "name": each.name, "reason": each.reason} for each in told]
    if as_json:
        _print_json({"map": map_id, **counts, "warnings": list(draft.warnings), "report": lines})
        return
    print(*draft.warnings, sep="\n", end="\n" if draft.warnings else "")
    for line in lines:
        print(f"row {line['row']}: {line['what']}: {line['name']} {line['reason']}".rstrip())
    print(f"{counts['elements']} elements and {counts['links']} links are on the map “{on_map}”.")


def _columns(given: list[str]) -> Columns | None:
    if not given:
        return None
    pairs: dict[str, Any] = dict(each.split("=", 1) for each in given if "=" in each)
    try:
        return Columns(**pairs)
    except TypeError:
        known = ", ".join(Columns.__slots__)
        raise BadInput(f"--column takes field=column; fields: {known}.", field="column") from None


@app.command()
def export(
    on_map: OnMap, output: Out, form: Annotated[str, typer.Option("--format", help="json, graphml, …")] = "json"
) -> None:
    """Write a map to a file."""
    with _opened() as here:
        facts = here.database.read(map_named, by=SYSTEM, name=on_map)
        with here.atlas.reading(facts.id) as shown:
            content = export_map(shown.snapshot(), cast(MapForm, form))
    _write(output, content)


@app.command()
def clusters(
    on_map: OnMap,
    resolution: Annotated[float, typer.Option(help="0.7 coarser to 1.5 finer.")] = 1.0,
    as_json: AsJson = False,
) -> None:
    """Find the clusters of a map and show them on it."""
    with _opened() as here:
        facts = here.database.read(map_named, by=SYSTEM, name=on_map)
        found = here.database.write(cluster_cases.find, by=SYSTEM, map_id=facts.id, resolution=resolution)
        names = here.database.read(_names, members=[ident for each in found for ident in each.members])
    listed: list[dict[str, Any]] = [
        {
            "number": each.number,
            "id": each.id,
            "name": each.name,
            "members": [{"id": ident, "name": names[ident]} for ident in each.members],
            "reasons": [reason.sentence() for reason in each.reasons],
        }
        for each in found
    ]
    if as_json:
        _print_json(listed)
        return
    for each in listed:
        print(f"{each['number']}. {each['name']}: {len(each['members'])} elements")
        print(*(f"   {reason}" for reason in each["reasons"]), sep="\n")


def _names(uow: UnitOfWork, *, members: list[Any]) -> dict[str, str]:
    return {each.id: each.name for each in uow.elements.many(members)}


@app.command()
def promote(
    on_map: OnMap,
    cluster: Annotated[str, typer.Option(help="The cluster's number or id.")],
    title: Annotated[str, typer.Option(help="The mission's title.")],
    statement: Annotated[str, typer.Option(help="One sentence: what it reaches, and by when.")] = "",
    as_json: AsJson = False,
) -> None:
    """Promote a cluster to a mission."""
    with _opened() as here:
        facts = here.database.read(map_named, by=SYSTEM, name=on_map)
        given = {"map_id": facts.id, "cluster": cluster, "title": title, "statement": statement}
        ident = here.database.write(mission_cases.promote, by=SYSTEM, **given)
    if as_json:
        _print_json({"id": ident, "title": title, "map": facts.id})
    else:
        print(f"Mission {ident}: {title}")


@app.command()
def brief(
    mission: Annotated[str, typer.Option(help="The mission's id.")],
    output: Out,
    form: Annotated[str, typer.Option("--format", help="pdf, docx, html or md.")] = "pdf",
    language: Annotated[str, typer.Option(help="en, nl, pt, it, ro, hu, de or tr.")] = "en",
) -> None:
    """Write a mission's brief to a file."""
    speak(language)
    with _opened() as here, screen.status("Setting the brief"):
        address = here.settings.address
        paper = papers.mission_paper(here.database, SYSTEM, MissionId(mission), form, address=address)
    _write(output, paper.content)


@app.command()
def backup(file: Path) -> None:
    """Write a consistent copy of the database to a new file, also while a server runs."""
    back_up(read_settings(os.environ).database_path, file)
    print(f"Kept in {file}.")


@app.command()
def restore(file: Path) -> None:
    """Put a backup in the place of the database; what stood there is kept beside it. Stop the server first."""
    settings = read_settings(os.environ)
    claimed = claim(settings.database_path)
    if claimed is None:
        raise BadInput("A server is using the database. Stop it first.")
    kept = put_back(file, settings.database_path)
    if kept:
        with _opened() as here:
            erasures.erase_again(here.database, erased_in(kept))
    claimed.release()
    print(f"Restored from {file}." + (f" What was there before: {kept}." if kept else ""))


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = file.with_name(f"{file.name}.{datetime.now(UTC):%H%M%S%f}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    print(f"Written to {file} ({len(content):,} bytes).")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
