"""The desk: who is in front of this session's screen, and the one way from a page to a use case.

Only this module touches `st.session_state`, as one typed object.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import streamlit as st

from pages.parts import notices
from sotecin_graph.elements import MapId
from sotecin_graph.instance import Instance, current
from sotecin_graph.language import LANGUAGES, speak, spoken
from sotecin_graph.live.visits import caller_of, language_of, session_token
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import may_anywhere
from sotecin_graph.services import maps, sessions
from sotecin_graph.services.tries import Caller

T = TypeVar("T")


@dataclass(slots=True)
class Keep:
    """What a session remembers between reruns."""

    language: str = ""
    chosen: str = ""
    """The language that was chosen from a menu in this session."""
    map_id: str = ""
    form_keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """A page's view of the world: the reader, their language, and use cases called as them."""

    instance: Instance
    actor: Actor
    token: str
    keep: Keep

    def do(self, use_case: Callable[..., T], **given: Any) -> T:
        """Write: the result of a use case after its commit. Errors of the domain come through as they are."""
        return self.instance.database.write(use_case, by=self.actor, **given)

    def ask(self, use_case: Callable[..., T], **given: Any) -> T:
        """Read: the result of a use case that changes nothing."""
        return self.instance.database.read(use_case, by=self.actor, **given)

    def tried(self, use_case: Callable[..., T], **given: Any) -> T | None:
        """As `do`, but an error is told on the page and the result is None."""
        with notices.told():
            return self.do(use_case, **given)
        return None

    def may(self, deed: Deed) -> bool:
        """True where the reader may do this somewhere: for showing buttons; use cases check again."""
        return may_anywhere(self.actor, deed)

    def maps(self) -> list[MapFacts]:
        """The maps that the reader may see."""
        return self.ask(maps.readable_maps)

    def map(self) -> MapFacts | None:
        """The map that the page is about: of the address, else the last one seen, else the first; None without any."""
        readable = {facts.id: facts for facts in self.maps()}
        for wanted in (st.query_params.get("map", ""), self.keep.map_id):
            if wanted in readable:
                self.keep.map_id = wanted
                return readable[MapId(wanted)]
        return self._first(list(readable.values()))

    def _first(self, readable: list[MapFacts]) -> MapFacts | None:
        whole = [facts for facts in readable if not facts.table]
        own = [facts for facts in whole if self.actor.hub in facts.hubs and facts.workshop_id]
        return min(own or whole, key=lambda facts: len(facts.hubs), default=None)

    def form_key(self, form: str) -> str:
        """A key made when a form is drawn, so that a rerun never submits it twice; `renew` after it was taken."""
        return self.keep.form_keys.setdefault(form, secrets.token_hex(4))

    def renew(self, form: str) -> None:
        """Begin a form anew, empty."""
        self.keep.form_keys[form] = secrets.token_hex(4)

    def address(self) -> str:
        """Where this browser reached us, such as http://127.0.0.1:8501, for links that others will open."""
        seen = urlsplit(st.context.url or "")
        return f"{seen.scheme}://{seen.netloc}" if seen.netloc else self.instance.settings.address

    def caller(self) -> Caller:
        """Who tries a code or a password here, for the count of wrong tries."""
        address = st.context.ip_address  # None for this machine
        return caller_of(st.context.cookies, address if isinstance(address, str) else "127.0.0.1")

    def map_ticket(self, map_id: MapId, **more: Any) -> str:
        """What lets this browser onto a map's socket or its workshop's, as the reader and in their language."""
        session = sessions.hashed(self.token) if self.token else ""
        content = {"actor": self.actor.id, "map": map_id, "language": spoken(), "session": session}
        return self.instance.tickets.issue("map", content | more)

    def enter_as(self, actor_id: str) -> None:
        """Let the browser exchange a claim for the session cookie of this actor; it comes back with a new page."""
        claim = self.instance.tickets.issue("claim", {"actor": actor_id, "once": secrets.token_hex(8)})
        self.keep.values["claim"] = claim


def open_desk() -> Desk:
    """The desk of this rerun: the session cookie is looked up anew, so a sign-out elsewhere counts at once."""
    if "keep" not in st.session_state:
        st.session_state.keep = Keep()
    keep: Keep = st.session_state.keep
    keep.language = _language(keep)
    speak(keep.language)
    instance = current()
    token = session_token(st.context.cookies)
    actor = instance.database.read(sessions.actor_of, token=token)
    return Desk(instance, actor, token, keep)


def own_language() -> str:
    """The language that was chosen in this browser before, else the one that it asks for, else English."""
    return _first_of_ours(language_of(st.context.cookies), (st.context.locale or "")[:2])


def _language(keep: Keep) -> str:
    """What the address says, else what the session goes on in, else this browser's own."""
    return _first_of_ours(st.query_params.get("language", ""), keep.language, own_language())


def _first_of_ours(*wanted: str) -> str:
    return next((each for each in wanted if each in LANGUAGES), "en")
