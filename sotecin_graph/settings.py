"""Settings: SOTECIN_* variables of the environment, read once at start into one frozen value."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sotecin_graph.errors import BadInput

DEFAULT_ADDRESS = "http://127.0.0.1:8501"
SETTINGS = {
    "SOTECIN_DATA": "Folder of the database and the signing key (default ./data).",
    "SOTECIN_ADDRESS": "Public address that join links begin with (default http://127.0.0.1:8501).",
    "SOTECIN_EXAMPLE": "“yes” fills a new database with the labelled example programme (default), “no” does not.",
    "SOTECIN_SECRET": "Key that signs tickets, at least 32 characters (default: made once, kept in the data folder).",
    "SOTECIN_ORGANISATIONS": "File of organisations to sign in through (default: organisations.toml in SOTECIN_DATA).",
    "SOTECIN_CONTACT": "Where to report security problems: a mailto: or https: address (default: none).",
}
"""Every setting with what it does."""

_NOT_SECRET = ("change", "secret", "example", "default", "password", "sotecin", "12345")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an instance is started with."""

    data: Path = Path("data")
    address: str = DEFAULT_ADDRESS
    has_example: bool = True
    secret: str = ""
    contact: str = ""
    organisations: Path | None = None

    @property
    def is_secure(self) -> bool:
        """True where people reach the app by HTTPS, as the public address says."""
        return self.address.startswith("https://")

    @property
    def organisations_path(self) -> Path:
        return self.organisations or self.data / "organisations.toml"

    @property
    def database_path(self) -> Path:
        return self.data / "sotecin.sqlite3"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment; BadInput names an unknown SOTECIN_ variable and the nearest known one."""
    for name in environment:
        if name.startswith("SOTECIN_") and name not in SETTINGS:
            near = difflib.get_close_matches(name, SETTINGS, n=1, cutoff=0)[0]
            raise BadInput(f"There is no setting {name}. Did you mean {near}?", field=name)
    secret = environment.get("SOTECIN_SECRET", "")
    if secret:
        _must_be_secret(secret)
    contact = environment.get("SOTECIN_CONTACT", "")
    if contact and (not contact.startswith(("mailto:", "https://")) or not contact.isprintable()):
        raise BadInput("SOTECIN_CONTACT is an address that begins with mailto: or https://.", field="SOTECIN_CONTACT")
    example = environment.get("SOTECIN_EXAMPLE", "yes").lower()
    if example not in ("yes", "no"):
        raise BadInput("SOTECIN_EXAMPLE is “yes” or “no”.", field="SOTECIN_EXAMPLE")
    return Settings(
        data=Path(environment.get("SOTECIN_DATA") or "data"),
        address=(environment.get("SOTECIN_ADDRESS") or DEFAULT_ADDRESS).rstrip("/"),
        has_example=example == "yes",
        secret=secret,
        contact=contact,
        organisations=Path(given) if (given := environment.get("SOTECIN_ORGANISATIONS")) else None,
    )


def _must_be_secret(secret: str) -> None:
    """BadInput for a key that is short or that somebody else could write too."""
    if len(secret) < 32:
        raise BadInput("SOTECIN_SECRET needs at least 32 characters.", field="SOTECIN_SECRET")
    if len(set(secret)) < 10 or any(word in secret.lower() for word in _NOT_SECRET):
        sentence = (
            "SOTECIN_SECRET is easy to guess. Make one: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
        raise BadInput(sentence, field="SOTECIN_SECRET")
