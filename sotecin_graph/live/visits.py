"""Cookies: the session of who has come in, the language that was chosen, and the visit of every browser, signed.

A visit says nothing about a person. It tells browsers apart behind one network address, so that limits meet the one
who exceeds them; and it remembers which accounts have signed in there, so that no stranger can lock them out.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http.cookies import SimpleCookie
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

from sotecin_graph.federation import Identity
from sotecin_graph.instance import current
from sotecin_graph.language import LANGUAGES
from sotecin_graph.services.tries import Caller

SESSION, VISIT, PENDING = "sotecin_session", "sotecin_visit", "sotecin_organisation"
LANGUAGE = "sotecin_language"
PENDING_S = 600
"""For so long a browser keeps whom an organisation says it is, while no account is linked with it yet."""

VISIT_S = 180 * 24 * 3600
LANGUAGE_S = 365 * 24 * 3600
_MOST_KNOWN = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser: a random id, and the accounts that have signed in from it."""

    id: str
    knows: tuple[str, ...] = ()

    def knowing(self, account_id: str) -> Visit:
        """The same browser after an account has signed in from it."""
        others = [each for each in self.knows if each != account_id]
        return Visit(self.id, (account_id, *others)[:_MOST_KNOWN])


def new_visit() -> Visit:
    """A browser that was not here before."""
    return Visit(secrets.token_urlsafe(12))


def is_secure() -> bool:
    """True where people reach us by HTTPS: then cookies are Secure and bound to this one host by their names."""
    return current().settings.is_secure


def cookie_name(kind: str) -> str:
    """The full name of SESSION, VISIT, PENDING or LANGUAGE."""
    return f"__Host-{kind}" if is_secure() else kind


def session_token(cookies: Mapping[str, str]) -> str:
    """The session's token among cookies, or "" without one."""
    return cookies.get(cookie_name(SESSION), "")


def language_of(cookies: Mapping[str, str]) -> str:
    """The language that was chosen in this browser; "" without one, or where it is none of ours."""
    chosen = cookies.get(cookie_name(LANGUAGE), "")
    return chosen if chosen in LANGUAGES else ""


def visit_of(cookies: Mapping[str, str]) -> Visit | None:
    """The visit among cookies; None without one that we have signed."""
    content = current().tickets.open("visit", cookies.get(cookie_name(VISIT), ""), max_age_s=VISIT_S)
    if content is None or not isinstance(content.get("id"), str):
        return None
    return Visit(content["id"], tuple(content.get("knows", ())))


def caller_of(cookies: Mapping[str, str], address: str) -> Caller:
    """Who tries, for the count of wrong tries."""
    visit = visit_of(cookies)
    return Caller(visit.id if visit else "", network(address), frozenset(visit.knows if visit else ()))


def pending(cookies: Mapping[str, str]) -> Identity | None:
    """Whom an organisation said a moment ago that this browser's person is, while no account was linked with it."""
    content = current().tickets.open("organisation", cookies.get(cookie_name(PENDING), ""), max_age_s=PENDING_S)
    return Identity(**content) if content else None


def sealed_pending(identity: Identity) -> str:
    """The value of the cookie that `pending` reads."""
    return current().tickets.issue("organisation", asdict(identity))


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request or socket."""
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    found: dict[str, str] = {}
    for part in raw.split(";"):
        name, _equals, value = part.strip().partition("=")
        found.setdefault(name, value.strip('"'))
    return found


def sealed(visit: Visit) -> str:
    """A visit as its cookie's value."""
    return current().tickets.issue("visit", {"id": visit.id, "knows": list(visit.knows)})


def set_cookie(kind: str, value: str, *, max_age_s: int | None = None) -> bytes:
    """A Set-Cookie header's value: no script reads it, other sites' forms do not send it. `max_age_s=0` removes it."""
    cookie: SimpleCookie = SimpleCookie()
    name = cookie_name(kind)
    cookie[name] = value
    made = cookie[name]
    made["path"], made["httponly"], made["samesite"] = "/", True, "lax"
    if is_secure():
        made["secure"] = True
    if max_age_s is not None:
        made["max-age"] = max_age_s
    return cookie.output(header="").strip().encode("latin-1")


def network(address: str) -> str:
    """The address that counts as one caller's: of IPv6 the /64 that one household or room gets."""
    try:
        given = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(given, IPv6Address):
        return str(given.ipv4_mapped or given.exploded[:19])
    return str(given)


def stamp(visit_id: str, session_hash: str) -> str:
    """What binds a Streamlit session to one browser and one sign-in."""
    return hashlib.sha256(f"{visit_id}:{session_hash}".encode()).hexdigest()[:40]
