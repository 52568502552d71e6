"""What can go wrong, as states of the world. Each message tells a person in the workshop what to do next.

SotecinError
├── NotAllowed                who you are does not let you do this
│   ├── SignInNeeded
│   ├── TooManyTries          too many wrong passwords or codes; it ends by itself
│   ├── Locked                a facilitator has locked the map or a part of it
│   ├── Muted                 a facilitator has muted the person
│   ├── OtherTable            a table's own map is that table's alone
│   └── Moderated             here only facilitators change what stands on the map
├── StepForbids               the agenda's current step does not take this kind of contribution
│   └── WorkshopOver          the workshop is closed, and so is its follow-up
├── NotThere                  what you name does not exist (any more)
│   ├── UnknownElement, UnknownLink, UnknownMap, UnknownWorkshop, UnknownMission, UnknownCall, UnknownCluster
│   ├── UnknownAccount
│   ├── WrongCode             no open workshop has this code
│   │   └── WrongPrivateLink  nobody's private link, or one that was switched off
│   └── ElementRemoved        another person has just removed it
├── BadInput                  what you gave cannot be taken as it is
│   ├── LinkToItself, DuplicateLink, LinkDoesNotFit
│   └── FileNotReadable       a file is not what it says, or is broken; names the line or row where it can
├── Conflict                  the world moved on while you were writing
│   ├── StaleField            someone else changed the same field
│   ├── StaleVersion          someone else has saved the same fields, or a newer version of a mission
│   ├── NothingToUndo         there is no such deed, or it is undone already
│   ├── BuiltOn               others have built on what was to be undone
│   └── WrongState            a mission, call or challenge is not in a state that allows this
└── Unavailable               the database cannot take it now (full disk, lock); nothing was changed
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sotecin_graph.language import _


class SotecinError(Exception):
    """Root of all errors that a person can be told about; `str(error)` is the sentence to show."""

    @property
    def name(self) -> str:
        """The error's name on the wire, for programs."""
        return type(self).__name__


class NotAllowed(SotecinError):
    """The actor's role does not include the deed."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("Your role does not include this. Ask the hub lead or the facilitator."))


class SignInNeeded(NotAllowed):
    """Nobody is signed in."""

    def __init__(self) -> None:
        super().__init__(_("Please join with a workshop code or sign in first."))


class TooManyTries(NotAllowed):
    """Too many wrong passwords or codes from here; `wait_s` says when the next try is taken."""

    def __init__(self, wait_s: float) -> None:
        self.wait_s = max(1, math.ceil(wait_s))
        sentence = _("Too many tries. Please wait {seconds} seconds and try again.")
        super().__init__(sentence.format(seconds=self.wait_s))


class Locked(NotAllowed):
    """A facilitator has locked the map, or this part of it."""

    def __init__(self, *, is_whole: bool = True) -> None:
        whole = _("The facilitators have locked the map for now. Nothing was changed.")
        part = _("The facilitators have locked this part of the map. Nothing was changed.")
        super().__init__(whole if is_whole else part)


class Muted(NotAllowed):
    """A facilitator has muted the person."""

    def __init__(self) -> None:
        super().__init__(_("The facilitators have asked you to pause. Nothing was changed. Please speak to them."))


class Moderated(NotAllowed):
    """In a moderated workshop participants add, and facilitators change what is there."""

    def __init__(self) -> None:
        super().__init__(
            _("Here the facilitators look at everything first: ask them to change it. Nothing was changed.")
        )


class OtherTable(NotAllowed):
    """A table's own map is that table's alone, and only while the tables work apart."""

    def __init__(self, *, is_over: bool = False) -> None:
        other = _("This is another table's map: you can read it. Nothing was changed.")
        over = _("The tables are one map again: please go on there. Nothing was changed.")
        super().__init__(over if is_over else other)


class StepForbids(SotecinError):
    """The workshop's current step does not take this kind of contribution."""

    def __init__(self, *, step: str, what: str, now: str = "") -> None:
        self.step, self.what = step, what
        sentence = _("“{step}” does not take {what}.").format(step=step, what=what)
        if now:
            sentence += " " + _("It takes {now}.").format(now=now)
        super().__init__(sentence + " " + _("Nothing was changed."))


class WorkshopOver(StepForbids):
    """The workshop has ended, and late contributions are no longer taken; `until` says when that ended, in words."""

    def __init__(self, *, title: str, until: str) -> None:
        self.step, self.what = title, ""
        sentence = _("“{title}” is over. Contributions were taken until {until}. Nothing was changed.")
        SotecinError.__init__(self, sentence.format(title=title, until=until))


class NotThere(SotecinError):
    """What was named does not exist."""

    sentence = ""

    def __init__(self, ident: object = "") -> None:
        self.ident = str(ident)
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        return _("This is no longer there. Reload the page to see what is.")


class UnknownElement(NotThere):
    """No such element on this map."""

    def _sentence(self) -> str:
        return _("This element is not on the map.")


class UnknownLink(NotThere):
    """No such link on this map."""

    def _sentence(self) -> str:
        return _("This link is not on the map any more.")


class UnknownMap(NotThere):
    """No such map, or none that the reader may see."""

    def _sentence(self) -> str:
        return _("There is no such map, or it is not open to you.")


class UnknownWorkshop(NotThere):
    """No such workshop."""

    def _sentence(self) -> str:
        return _("There is no such workshop.")


class UnknownMission(NotThere):
    """No such mission."""

    def _sentence(self) -> str:
        return _("There is no mission {ident}.").format(ident=self.ident)


class UnknownCall(NotThere):
    """No such open call or call challenge."""

    def _sentence(self) -> str:
        return _("There is no such open call or call challenge.")


class UnknownCluster(NotThere):
    """No such cluster on this map."""

    def _sentence(self) -> str:
        return _("There is no cluster {ident} on this map. Find clusters first.").format(ident=self.ident)


class UnknownAccount(NotThere):
    """Name or password is wrong; the sentence does not say which."""

    def _sentence(self) -> str:
        return _("Name or password is not right.")


class WrongCode(NotThere):
    """No open workshop has this code."""

    def _sentence(self) -> str:
        return _("No open workshop has this code. Look at the screen in the room and type it again.")


class WrongPrivateLink(WrongCode):
    """Nobody has this private link; counted among wrong codes."""

    def _sentence(self) -> str:
        return _("Nobody has this private link. It may have been switched off, or a letter is missing at its end.")


class ElementRemoved(NotThere):
    """Another person has just removed the element."""

    def __init__(self, name: str) -> None:
        self.element_name = name
        super().__init__(name)

    def _sentence(self) -> str:
        return _("“{name}” has just been removed by someone else. Nothing was changed.").format(name=self.ident)


class BadInput(SotecinError):
    """What was given cannot be taken as it is; the sentence says what to change."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


class LinkToItself(BadInput):
    """A link needs two different elements."""

    def __init__(self) -> None:
        super().__init__(_("A link needs two different elements."), field="target")


class DuplicateLink(BadInput):
    """The same link exists already."""

    def __init__(self, *, source: str, target: str) -> None:
        sentence = _("This link from “{source}” to “{target}” is already on the map.")
        super().__init__(sentence.format(source=source, target=target), field="target")


class LinkDoesNotFit(BadInput):
    """The link's type does not fit what it would join."""


class FileNotReadable(BadInput):
    """A file is not what it says, or is broken; `place` names line, row or sheet where known."""

    def __init__(self, sentence: str, *, place: str = "") -> None:
        self.place = place
        super().__init__(f"{place}: {sentence}" if place else sentence, field="file")


class Conflict(SotecinError):
    """The world moved on while the person was writing."""


class StaleField(Conflict):
    """Someone else changed the same field since the person began; both wordings are kept in the error."""

    def __init__(self, *, field: str, mine: str, theirs: str, version: int) -> None:
        self.field, self.mine, self.theirs, self.version = field, mine, theirs, version
        sentence = _("Someone else has changed this meanwhile to “{theirs}”. Keep theirs or yours.")
        super().__init__(sentence.format(theirs=theirs))


class StaleVersion(Conflict):
    """Someone else has saved meanwhile; `theirs` holds what they wrote, by field. `version` is 0 where none is told."""

    def __init__(self, *, by: str, version: int = 0, theirs: Mapping[str, Any], words: Sequence[str] = ()) -> None:
        self.by, self.version, self.theirs = by, version, theirs
        sentence = _("{name} has saved version {version} meanwhile.") if version else _("{name} has saved meanwhile.")
        sentence = sentence.format(name=by or _("Someone"), version=version)
        if words:
            told = _("Both of you changed: {fields}. Nothing of yours is saved yet. Keep theirs or yours.")
            sentence += " " + told.format(fields=", ".join(words))
        else:
            sentence += " " + _("Read it first. Nothing was changed.")
        super().__init__(sentence)


class NothingToUndo(Conflict):
    """There is no such deed on this map, it cannot be undone, or it is undone already."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("There is nothing of yours to undo here."))


class BuiltOn(Conflict):
    """Others have built on what was to be undone; the sentence says who and on what."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence + " " + _("Nothing was changed."))


class WrongState(Conflict):
    """A mission, call or challenge is not in a state that allows the deed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class Unavailable(SotecinError):
    """The database cannot take the change now; nothing was changed."""

    def __init__(self, sentence: str = "") -> None:
        told = _("This could not be saved just now. Nothing was changed. Please try again in a moment.")
        super().__init__(sentence or told)
