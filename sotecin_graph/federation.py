"""Signing in through one's own organisation: which organisations are set up, and who they say that somebody is.

OpenID Connect. An organisation says who somebody is and never what they may do: roles are given here.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from sotecin_graph.errors import BadInput

RETURN_PATH = "/session/organisation"
"""Where an organisation sends people back to; the address to enter at the organisation ends so."""

_KEY = re.compile(r"[a-z0-9-]{1,32}")
_WANTED = ("name", "client_id", "client_secret", "server_metadata_url")
_KNOWN = {*_WANTED, "mails"}
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation's sign-in: its name on the button, who we are there, and where it describes itself.

    `mails` are the domains whose mails it may vouch for; without any it matches no invitation by mail.
    """

    key: str
    name: str
    client_id: str
    client_secret: str
    server_metadata_url: str
    mails: tuple[str, ...] = ()

    def vouches_for(self, mail: str) -> bool:
        """True for a mail of a domain that is this organisation's own."""
        return mail.rpartition("@")[2].casefold() in self.mails


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an organisation says that somebody is. `mail` only where it has verified it and may vouch for it."""

    issuer: str
    subject_hash: str
    provider: str
    name: str = ""
    mail: str = ""

    @classmethod
    def of_claims(cls, claims: Mapping[str, Any], provider: Provider) -> Self:
        """Of an ID token whose signature, issuer, audience, time and nonce were checked; BadInput without a subject."""
        issuer, subject = claims.get("iss"), claims.get("sub")
        if not (isinstance(issuer, str) and isinstance(subject, str) and 0 < len(subject) <= _LONGEST):
            raise BadInput("The organisation did not say who this is.")
        mail = str(claims.get("email") or "").strip().casefold()
        is_sure = claims.get("email_verified") is True and "@" in mail and len(mail) <= 120
        name = " ".join(str(claims.get("name") or "").split())[:80]
        sure = mail if is_sure and provider.vouches_for(mail) else ""
        return cls(issuer, subject_hash(issuer, subject), provider.key, name, sure)


@dataclass(frozen=True, slots=True)
class Linked:
    """An organisation through which an account signs in, since when."""

    issuer: str
    provider: str
    linked_at: datetime


def subject_hash(issuer: str, subject: str) -> str:
    """Whom an issuer means, as it is kept: an organisation's own number for a person is nobody else's business."""
    return hashlib.sha256(f"{issuer}\0{subject}".encode(errors="surrogatepass")).hexdigest()


def read_providers(file: Path) -> tuple[Provider, ...]:
    """The organisations of a TOML file, one table each; none where it is not there. BadInput says what is wrong."""
    if not file.exists():
        return ()
    if file.stat().st_mode & 0o077:
        raise _wrong(f"{file} holds secrets: only its owner may read it (chmod 600).")
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise _wrong(f"{file} is no TOML: {problem}.") from None
    return tuple(_provider(file, key, table) for key, table in given.items())


def streamlit_secrets(providers: Sequence[Provider], *, address: str, cookie_secret: str) -> dict[str, Any]:
    """What `st.login` is told of these organisations, as its secrets."""
    told = ("client_id", "client_secret", "server_metadata_url")
    organisations = {each.key: {name: getattr(each, name) for name in told} for each in providers}
    return {"auth": {"redirect_uri": address + RETURN_PATH, "cookie_secret": cookie_secret, **organisations}}


def _provider(file: Path, key: str, table: object) -> Provider:
    if not _KEY.fullmatch(key) or not isinstance(table, dict):
        raise _wrong(f"{file}: each organisation has a table such as [ministry], in small letters without “_”.")
    if unknown := sorted(set(table) - _KNOWN):
        raise _wrong(f"{file}: [{key}] has no {unknown[0]}. It has {', '.join(sorted(_KNOWN))}.")
    words = {name: table.get(name) for name in _WANTED}
    for name, value in words.items():
        if not (isinstance(value, str) and value.strip() and value.isprintable()):
            raise _wrong(f"{file}: [{key}] needs {name}.")
    mails = table.get("mails", [])
    if not (isinstance(mails, list) and all(isinstance(each, str) and "@" not in each for each in mails)):
        raise _wrong(f'{file}: [{key}] mails is a list of domains, such as ["ministry.example"].')
    if not _is_safe(str(words["server_metadata_url"])):
        raise _wrong(f"{file}: [{key}] server_metadata_url begins with https://.")
    told = {name: str(value).strip() for name, value in words.items()}
    return Provider(key=key, mails=tuple(each.casefold() for each in mails), **told)


def _is_safe(address: str) -> bool:
    """HTTPS, or this machine itself, for trying it out."""
    parts = urlsplit(address)
    try:
        is_here = ip_address(parts.hostname or "").is_loopback
    except ValueError:
        is_here = parts.hostname == "localhost"
    return parts.scheme == "https" or (parts.scheme == "http" and is_here)


def _wrong(sentence: str) -> BadInput:
    return BadInput(sentence, field="SOTECIN_ORGANISATIONS")
