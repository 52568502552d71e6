"""What a person reads when the server has come up: where it is, how to sign in, how to join."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from sotecin_graph.demo.filling import EXAMPLE_HUB, ExampleSignIn, example_sign_ins, fill
from sotecin_graph.demo.reading import read_programme
from sotecin_graph.instance import Instance
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.services.sessions import add_account
from sotecin_graph.settings import Settings
from sotecin_graph.workshops import Workshop, WorkshopState, spaced

SIGN_INS = "example-sign-in.json"
FIRST = "programme-lead"


def fill_with_example(instance: Instance) -> None:
    """Write the example programme and keep its passwords beside the database, readable by the owner only."""
    sign_ins = example_sign_ins()
    _keep(instance.settings, sign_ins)
    instance.database.write(fill, programme=read_programme(), sign_ins=sign_ins)


def welcome(instance: Instance) -> str:
    """Fill an empty database with the example programme where the settings say so; the lines to print."""
    is_first = instance.database.read(is_empty)
    if instance.settings.has_example and is_first:
        fill_with_example(instance)
    address = instance.settings.address
    lines = ["", f"SoTecIn Graph is ready: {address}"]
    if is_first and not instance.settings.has_example:
        lines += first_lead(instance)
    workshop = instance.database.read(_open_example)
    kept = instance.settings.data / SIGN_INS
    if workshop and kept.exists():
        lines += [
            "It holds the example programme: every organisation in it is invented.",
            *sign_in_lines(kept),
            f"  Join the example workshop: {address}/join?code={workshop.code}   (code {spaced(workshop.code)})",
        ]
    return "\n".join([*lines, ""])


def first_lead(instance: Instance) -> list[str]:
    """Make the one account that invites all others; the lines that tell its password, which is kept nowhere."""
    password = secrets.token_urlsafe(12)
    given = {"username": FIRST, "name": "Programme lead", "grants": (Grant(Role.PROGRAMME_LEAD),)}
    instance.database.write(add_account, by=SYSTEM, password_hash=hash_password(password), **given)
    return [
        "It is empty. One account is there, and this is told once:",
        f"  Sign in as {FIRST:<15} password {password}",
        f"  Change the password under “Your account”, then invite others: {instance.settings.address}/people",
    ]


def sign_in_lines(kept: Path) -> list[str]:
    """The example accounts as lines: name and password."""
    return [f"  Sign in as {name:<15} password {password}" for name, password in json.loads(kept.read_text()).items()]


def _keep(settings: Settings, sign_ins: list[ExampleSignIn]) -> None:
    settings.data.mkdir(parents=True, exist_ok=True)
    file = settings.data / SIGN_INS
    file.touch(mode=0o600)
    file.write_text(json.dumps({each.username: each.password for each in sign_ins}, indent=2))


def is_empty(uow: UnitOfWork) -> bool:
    """True where the database holds neither maps nor accounts."""
    return not uow.maps.all() and not uow.people.accounts()


def _open_example(uow: UnitOfWork) -> Workshop | None:
    """An open one, where there is any of the hub that the example accounts belong to."""
    opened = [each for each in uow.workshops.all() if each.is_example and each.state is WorkshopState.OPEN]
    return min(opened, key=lambda each: EXAMPLE_HUB not in each.hubs, default=None)
