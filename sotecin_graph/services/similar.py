"""Similar challenges while someone writes one: an index of this process, moved on by changes, and who may see what."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sotecin_graph.changes import Change
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import SignInNeeded
from sotecin_graph.maps import MapFacts
from sotecin_graph.meaning import Reader
from sotecin_graph.people import Actor
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.maps import readable_maps
from sotecin_graph.similar import MOST, Alike, SimilarTexts
from sotecin_graph.tongues import Vectors

log = logging.getLogger(__name__)
SHORTEST = 12
"""Letters that a text needs before it is like anything."""

READ_AT_ONCE, READ_TOGETHER = 4, 16
MOST_CHANGES = 500
_QUIET = {"moved", "voted", "clustered", "workshop", "renamed", "linked", "unlinked", "link_edited"}
"""Kinds of changes that touch neither the words of an element nor where it stands."""


@dataclass(frozen=True, slots=True)
class SimilarChallenge:
    """A challenge that is like what someone writes, and one of the maps that it stands on and they may see."""

    element: Element
    map: MapFacts
    in_common: tuple[str, ...] = ()
    """What both speak of, as names of concepts (tongues.lexicon), the most telling first."""


@dataclass(slots=True)
class _News:
    """What has changed since the index was last asked: the whole, or the elements that changes name."""

    revisions: dict[MapId, int]
    is_whole: bool
    elements: list[Element]
    maps_of: dict[ElementId, list[MapId]]


@dataclass(slots=True)
class SimilarChallenges:
    """The challenges of the community that are alike. Nothing is read before the first question.

    With a reader, texts get their meaning in a thread of its own; until all have one, letters and concepts answer.
    """

    _database: Database
    _reader: Reader | None = None
    _texts: SimilarTexts = field(default_factory=SimilarTexts)
    _elements: dict[str, Element] = field(default_factory=dict)
    _maps_of: dict[str, list[MapId]] = field(default_factory=dict)
    _revisions: dict[MapId, int] = field(default_factory=dict)
    _epoch: int = -1
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _reading: threading.Thread | None = None

    def find(
        self, *, by: Actor, text: str, leave_out: ElementId | None = None, most: int = MOST
    ) -> list[SimilarChallenge]:
        """At most 5 challenges like the text, the most alike first, of those on maps that the actor may see."""
        if by.is_anonymous:
            raise SignInNeeded
        if len(text.strip()) < SHORTEST:
            return []
        seen = {facts.id: facts for facts in self._database.read(readable_maps, by=by)}
        with self._lock:
            self._catch_up()
            unread = self._texts.unread() if self._reader else []
        vector = self._read(unread, text)

        def admits(key: str) -> bool:
            return key != leave_out and any(map_id in seen for map_id in self._maps_of[key])

        with self._lock:
            found = self._texts.most_alike(text, vector=vector, admits=admits, most=most)
            return [self._told(alike, seen) for alike in found]

    def wait(self, timeout_s: float = 60.0) -> None:
        """Until all texts that are known now have been read: for measures and tests."""
        reading = self._reading
        if reading is not None:
            reading.join(timeout_s)

    def _told(self, alike: Alike, seen: Mapping[MapId, MapFacts]) -> SimilarChallenge:
        on = next(seen[each] for each in self._maps_of[alike.key] if each in seen)
        return SimilarChallenge(self._elements[alike.key], on, alike.in_common)

    def _catch_up(self) -> None:
        if self._epoch != self._database.epoch:
            self._revisions, self._epoch = {}, self._database.epoch
        news = self._database.read(_news, seen=dict(self._revisions))
        if news.is_whole:
            self._texts, self._elements, self._maps_of = SimilarTexts(), {}, {}
        self._revisions = news.revisions
        here: dict[str, Element] = {}
        for each in news.elements:
            if each.is_challenge and news.maps_of.get(each.id):
                here[each.id] = each
        gone = [each.id for each in news.elements if each.id not in here and each.id in self._elements]
        worded = {key: challenge_text(each) for key, each in here.items() if self._is_news(each)}
        for key in gone:
            del self._elements[key], self._maps_of[key]
        self._elements.update(here)
        self._maps_of.update({key: news.maps_of[ElementId(key)] for key in here})
        if gone:
            self._texts.drop(gone)
        if worded:
            self._texts.put(worded)

    def _is_news(self, element: Element) -> bool:
        before = self._elements.get(element.id)
        return before is None or challenge_text(before) != challenge_text(element)

    def _read(self, unread: list[str], text: str) -> Vectors | None:
        """The meaning of the text, where that of all others is known; else they are read while letters answer."""
        if self._reader is None:
            return None
        if len(unread) > READ_AT_ONCE:
            self._read_aside()
            return None
        self._take_in(unread)
        vector: Vectors = self._reader.vectors([text])[0]
        return vector

    def _read_aside(self) -> None:
        with self._lock:
            if self._reading is None or not self._reading.is_alive():
                self._reading = threading.Thread(target=self._read_all, name="similar", daemon=True)
                self._reading.start()

    def _read_all(self) -> None:
        try:
            while True:
                with self._lock:
                    unread = self._texts.unread()[:READ_TOGETHER]
                if not unread:
                    return
                self._take_in(unread)
        except OSError:
            log.exception("the multilingual reader does not work here; letters and concepts answer alone")
            self._reader = None

    def _take_in(self, keys: Iterable[str]) -> None:
        with self._lock:
            worded = {key: challenge_text(self._elements[key]) for key in keys if key in self._elements}
        if not worded or self._reader is None:
            return
        vectors = self._reader.vectors(list(worded.values()))
        with self._lock:
            same = {
                key: vector
                for (key, text), vector in zip(worded.items(), vectors, strict=True)
                if key in self._elements and challenge_text(self._elements[key]) == text
            }
            self._texts.give_meaning(same)


def challenge_text(element: Element) -> str:
    """What a challenge says: title and problem, once where the one begins with the other."""
    title = element.name.rstrip("….")
    return element.problem if element.problem.startswith(title) else f"{element.name}. {element.problem}".strip()


def _news(uow: UnitOfWork, *, seen: Mapping[MapId, int]) -> _News:
    revisions = {facts.id: facts.revision for facts in uow.maps.all()}
    behind = {map_id: seen.get(map_id, 0) for map_id, revision in revisions.items() if seen.get(map_id) != revision}
    missed = [change for map_id, since in behind.items() for change in _missed(uow, map_id, since)]
    is_whole = not seen or any(map_id not in revisions for map_id in seen) or len(missed) > MOST_CHANGES
    if is_whole:
        return _whole(uow, revisions)
    touched = {ident for change in missed if change.kind not in _QUIET for ident in _touched(change)}
    elements = uow.elements.many(touched)
    return _News(revisions, False, elements, {each.id: uow.elements.maps_of(each.id) for each in elements})


def _missed(uow: UnitOfWork, map_id: MapId, since: int) -> list[Change]:
    return uow.maps.changes(map_id, since=since, most=MOST_CHANGES + 1)


def _whole(uow: UnitOfWork, revisions: dict[MapId, int]) -> _News:
    elements: dict[ElementId, Element] = {}
    maps_of: dict[ElementId, list[MapId]] = {}
    for map_id, standing in uow.elements.by_map().items():
        for each in standing:
            elements[each.id] = each
            maps_of.setdefault(each.id, []).append(map_id)
    return _News(revisions, True, list(elements.values()), maps_of)


def _touched(change: Change) -> set[ElementId]:
    """The elements that a change names."""
    named = [*change.payload.get("elements", ()), change.payload.get("element")]
    return {ElementId(each["id"] if isinstance(each, dict) else each) for each in named if each}
