"""Use cases of erasing: oneself, somebody who asked for it, words such as a mail, and a workshop whose time is up.

The map's history stays as it is, without the person. Screens that are open hear of it as a change like any other.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sotecin_graph.elements import MapId
from sotecin_graph.erasing import ERASED, SHORTEST_WORD, Erasure, Traces, fit_words, hashed
from sotecin_graph.errors import BadInput, NotThere, SignInNeeded, WrongState
from sotecin_graph.language import _
from sotecin_graph.people import SYSTEM, Account, AccountId, Actor, Deed, Role, WorkshopId
from sotecin_graph.permissions import PROGRAMME, Place, authorise, may
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.ground import ground_of, maps_of, workshop_for
from sotecin_graph.services.people import looked_after
from sotecin_graph.services.sessions import own_account
from sotecin_graph.workshops import Workshop

_NOBODY = Actor(id=ERASED)
"""Who is told to have erased somebody: an erasure must not tell whose it was."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A workshop with people in it: how many, and when their names are due to go; None where nobody has said."""

    workshop: Workshop
    people: int
    until: datetime | None

    def is_due(self, now: datetime) -> bool:
        """True where the time that people agreed to is up."""
        return self.until is not None and self.until <= now


def erase_oneself(database: Database, *, by: Actor) -> None:
    """Erase the one who asks; every session of theirs ends."""
    _erased(database, by=by, people=[by.id], reason="own wish")


def erase_people(database: Database, *, by: Actor, people: Sequence[str]) -> None:
    """Erase people who asked a lead for it, by their actor's ids: those of one's own workshops and hub."""
    _erased(database, by=by, people=people, reason="on request")


def erase_words(database: Database, *, by: Actor, words: Iterable[str]) -> int:
    """Take words out of every text of the programme, such as a contact's name and mail; returns how many places."""
    counts = database.write(take_out_words, by=by, words=list(words))
    scrub(database)
    return sum(counts.values())


def take_out_words(uow: UnitOfWork, *, by: Actor, words: Iterable[str]) -> dict[str, int]:
    """What `erase_words` does in its transaction; how many rows of which table."""
    traces = _erase(uow, _words(uow, by, words), (), "words")
    return dict(traces.counts)


def erase_due(database: Database, *, by: Actor) -> list[Workshop]:
    """Erase the people of all workshops whose time is up; returns those workshops. For a timer and for the start."""
    done = [each.workshop for each in database.read(due_workshops, by=by)]
    for workshop in done:
        database.write(_erase_workshop, by=by, ident=workshop.id)
    scrub(database)
    return done


def erase_again(database: Database, hashes: Collection[str]) -> int:
    """After a backup was put back: erase those who had been erased since it was made; returns how many."""
    known = database.read(lambda uow: [*_participants(uow), *(f"account:{each.id}" for each in uow.people.accounts())])
    people = [ident for ident in known if hashed(ident) in hashes]
    if people:
        erase_people(database, by=SYSTEM, people=people)
    return len(people)


def scrub(database: Database) -> bool:
    """Make sure that no byte of what was erased is left in the database's files; False where that has to wait."""
    if not database.read(lambda uow: uow.erasures.is_due_for_scrubbing()):
        return True
    is_clean = database.scrub()
    if is_clean:
        database.write(lambda uow: uow.erasures.scrubbed(at=uow.now))
    return is_clean


def kept_workshops(uow: UnitOfWork, *, by: Actor) -> list[Kept]:
    """The workshops that the actor leads and of which names are kept, those first whose time is up first."""
    found = []
    for workshop in uow.workshops.all():
        people = [each for each in uow.workshops.participants(workshop.id) if each.alias]
        if people and not workshop.is_rehearsal and may(by, Deed.ADMIT, Place(workshop.hubs)):
            found.append(Kept(workshop, len(people), kept_until(workshop)))
    return sorted(found, key=lambda each: (each.until is None, each.until or uow.now))


def due_workshops(uow: UnitOfWork, *, by: Actor) -> list[Kept]:
    """Those of `kept_workshops` whose time is up."""
    return [each for each in kept_workshops(uow, by=by) if each.is_due(uow.now)]


def kept_until(workshop: Workshop) -> datetime | None:
    """When the names of a workshop are due to go: so many months after its day, or the last day of that month."""
    months = workshop.plan.keeps_months
    if not months:
        return None
    at = workshop.starts_at
    years, month = divmod(at.month - 1 + months, 12)
    year, month = at.year + years, month + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


def places_of_words(uow: UnitOfWork, *, by: Actor, words: Iterable[str]) -> int:
    """In how many places words stand that could be erased."""
    return sum(uow.erasures.count(_words(uow, by, words)).values())


def _erased(database: Database, *, by: Actor, people: Sequence[str], reason: str) -> None:
    database.write(_erase_people, by=by, people=people, reason=reason)
    scrub(database)


def _erase_people(uow: UnitOfWork, *, by: Actor, people: Sequence[str], reason: str) -> None:
    named: dict[str, str] = {}
    words: list[str] = []
    near: list[MapId] = []
    for ident in people:
        kind, _colon, key = ident.partition(":")
        if kind == "account":
            account = _account(uow, by, AccountId(key))
            named[ident] = account.name
            words += [account.username] if "@" in account.username else []
        else:
            alias, maps = _participant(uow, by, ident)
            named[ident] = alias
            near += maps
    _erase(uow, Erasure(named, fit_words(words)), near, reason)


def _account(uow: UnitOfWork, by: Actor, ident: AccountId) -> Account:
    account = own_account(uow, by=by) if by.id == f"account:{ident}" else looked_after(uow, by, ident)
    leads = [each.id for each in uow.people.accounts() if each.is_active and _leads_the_programme(each)]
    if leads == [ident]:
        raise WrongState(_("You are the only programme lead. Make somebody else one first."))
    return account


def _participants(uow: UnitOfWork) -> list[str]:
    return [f"participant:{each.id}" for one in uow.workshops.all() for each in uow.workshops.participants(one.id)]


def _leads_the_programme(account: Account) -> bool:
    return any(grant.role is Role.PROGRAMME_LEAD for grant in account.grants)


def _participant(uow: UnitOfWork, by: Actor, ident: str) -> tuple[str, list[MapId]]:
    """Alias and maps of a participant's workshop. Where names are hidden, all go by the same, and it is nobody's."""
    person = uow.people.actor(ident)
    if by.is_anonymous:
        raise SignInNeeded
    if person is None or person.participant_of is None:
        raise NotThere(ident)
    deed = Deed.READ if by.id == ident else Deed.ADMIT
    workshop = uow.workshops.get(person.participant_of)
    if workshop is None:
        raise NotThere(ident)
    authorise(by, deed, ground_of(uow, workshop.map_id).place_as(partial(NotThere, ident)))
    return "" if workshop.plan.hides_names else person.name, maps_of(uow, workshop)


def _erase_workshop(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> None:
    workshop = workshop_for(uow, by, Deed.ADMIT, ident)
    people = [f"participant:{each.id}" for each in uow.workshops.participants(workshop.id) if each.alias]
    _erase_people(uow, by=by, people=people, reason="time is up")


def _words(uow: UnitOfWork, by: Actor, words: Iterable[str]) -> Erasure:
    authorise(by, Deed.ADMINISTER, PROGRAMME)
    fit = fit_words(words)
    if not fit:
        sentence = _("Write what is to be erased, such as a name or a mail, with at least {number} characters.")
        raise BadInput(sentence.format(number=SHORTEST_WORD), field="words")
    for word in fit:
        if uow.people.with_username(word.lower()):
            raise BadInput(_("“{word}” signs in here. Erase that person instead.").format(word=word), field="words")
    return Erasure({}, fit)


def _erase(uow: UnitOfWork, erasure: Erasure, near: Collection[MapId], reason: str) -> Traces:
    traces = uow.erasures.erase(erasure, near)
    uow.erasures.note(at=uow.now, reason=reason, people=erasure.people, counts=traces.counts)
    for map_id in sorted({*traces.deeds, *traces.texts, *traces.maps}):
        _tell(uow, MapId(map_id), traces)
    return traces


def _tell(uow: UnitOfWork, map_id: MapId, traces: Traces) -> None:
    """Let every screen of a map, and who comes back to it, see it as it is stored now."""
    if uow.maps.facts(map_id) is None:
        return
    here, links = uow.elements.positions(map_id), uow.links.on(map_id)
    payload = {
        "elements": [new for ident, new in traces.elements.items() if ident in here],
        "links": [traces.links[each.id] for each in links if each.id in traces.links],
        "deeds": traces.deeds.get(map_id, []),
        "texts": traces.texts.get(map_id, []),
    }
    uow.record(map_id, "redacted", payload, by=_NOBODY)
    if map_id in traces.maps:
        now = uow.maps.snapshot(map_id)
        uow.record(map_id, "renamed", {"name": now["map"]["name"]}, by=_NOBODY)
        uow.record(map_id, "clustered", {"clusters": now["clusters"]}, by=_NOBODY)
        uow.record(map_id, "workshop", {"workshop": now["workshop"]}, by=_NOBODY)
