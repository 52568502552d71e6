"""One transaction: the stores on one connection, its clock, and the changes that it records."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from db.about import AboutStore
from db.admission import EntryLinkStore, GuestLinkStore, IdentityStore, LogbookStore
from db.agendas import AgendaStore
from db.calls import CallStore
from db.decisions import ApartStore, InvitationStore
from db.elements import ElementStore, LinkStore
from db.endings import EndingStore, PrivateLinkStore
from db.erasure import ErasureStore
from db.held import HeldStore
from db.maps import ClusterStore, CommandStore, MapStore
from db.missions import MissionStore
from db.people import PeopleStore
from db.rehearsals import RehearsalStore
from db.reviews import LetterStore, ReviewStore
from db.rooms import NoteStore, ParkingStore
from db.voting import VotingStore
from db.workshops import WorkshopStore
from sotecin_graph.changes import Change, Wire
from sotecin_graph.elements import MapId
from sotecin_graph.idents import new_ident
from sotecin_graph.people import Actor


class SqlUnitOfWork:
    """Implements ports.UnitOfWork on a connection that is already in a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._now = datetime.now(UTC)
        self.elements = ElementStore(connection)
        self.links = LinkStore(connection)
        self.maps = MapStore(connection)
        self.commands = CommandStore(connection, self._now)
        self.workshops = WorkshopStore(connection)
        self.agendas = AgendaStore(connection)
        self.rehearsals = RehearsalStore(connection)
        self.people = PeopleStore(connection)
        self.entry_links = EntryLinkStore(connection)
        self.guest_links = GuestLinkStore(connection)
        self.identities = IdentityStore(connection)
        self.logbook = LogbookStore(connection)
        self.clusters = ClusterStore(connection, self._now)
        self.missions = MissionStore(connection)
        self.calls = CallStore(connection)
        self.reviews = ReviewStore(connection)
        self.letters = LetterStore(connection)
        self.held = HeldStore(connection)
        self.erasures = ErasureStore(connection)
        self.about = AboutStore(connection)
        self.parking = ParkingStore(connection)
        self.notes = NoteStore(connection)
        self.voting = VotingStore(connection)
        self.apart = ApartStore(connection)
        self.invitations = InvitationStore(connection)
        self.endings = EndingStore(connection)
        self.private_links = PrivateLinkStore(connection)
        self.recorded: list[Change] = []
        self.undoes: str | None = None
        self._deed = new_ident()

    @property
    def now(self) -> datetime:
        return self._now

    def begin_deed(self) -> None:
        self._deed = new_ident()

    def record(self, map_id: MapId, kind: str, payload: Wire, *, by: Actor, before: Wire | None = None) -> Change:
        revision = self.maps.raise_revision(map_id)
        who = (by.name, by.id, self._now)
        change = Change(map_id, revision, kind, payload, *who, self._deed, self.undoes, before)
        self.maps.keep(change, part=len(self.recorded))
        self.recorded.append(change)
        return change
