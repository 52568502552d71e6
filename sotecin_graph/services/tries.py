"""How often one may be wrong: a try too many waits a little, then longer, and never for ever.

No rule goes by a name alone, or a stranger could lock it out; none refuses a whole network address, or one person
could lock a room out. What is counted is wrong tries; who is right is not held up by them.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from sotecin_graph.errors import TooManyTries, WrongCode
from sotecin_graph.people import Account
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.workshops import compact

WINDOW = timedelta(minutes=15)
CODES_WINDOW_S = 300.0
CODES_OF_VISIT = 10
CODES_OF_ADDRESS = 300
SLOW_S = 1.0
MOST_KEYS = 20_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who tries: the browser's visit, its network address, and the accounts that signed in from it before."""

    visit: str = ""
    address: str = ""
    knows: frozenset[str] = field(default_factory=frozenset)


NO_CALLER = Caller()


@dataclass(frozen=True, slots=True)
class _Rule:
    """After `free` wrong tries within WINDOW each further one waits twice as long as before, up to `most_s`."""

    key: str
    free: int
    most_s: float

    def wait_s(self, count: int, last: datetime | None, now: datetime) -> float:
        if count < self.free or last is None:
            return 0.0
        pause = min(self.most_s, 2.0 ** min(count - self.free, 30))
        return max(0.0, pause - (now - last).total_seconds())


def must_not_wait(uow: UnitOfWork, *, username: str, account: Account | None, caller: Caller) -> None:
    """Raise TooManyTries where the next try of a sign-in name by a caller is not due yet."""
    since = uow.now - WINDOW
    rules = _rules(username, caller, is_known=account is not None and account.id in caller.knows)
    wait = max((rule.wait_s(*uow.people.tries(rule.key, since=since), uow.now) for rule in rules), default=0.0)
    if wait > 0:
        raise TooManyTries(wait)


def note_wrong(uow: UnitOfWork, *, username: str, account: Account | None, caller: Caller) -> None:
    """Count a wrong password or an unknown name."""
    for rule in _rules(username, caller, is_known=account is not None and account.id in caller.knows):
        uow.people.note_failure(rule.key, uow.now)


def _rules(username: str, caller: Caller, *, is_known: bool) -> list[_Rule]:
    """What counts for a try; a browser from which the account signed in before answers for itself alone."""
    if is_known:
        return [_Rule(_key("known", username, caller.visit), 10, 300)]
    own = [_Rule(_key("visit", username, caller.visit), 5, 300)] if caller.visit else []
    return [
        *own,
        _Rule(_key("name at address", username, caller.address), 30, 60),
        _Rule(_key("address", caller.address), 100, 5),
        _Rule(_key("name", username), 300, 10),
    ]


def _key(*parts: str) -> str:
    """Neither names nor addresses are kept, and what was typed as a name may have been a password."""
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:48]


class CodeTries:
    """Wrong join codes of the last minutes, in memory: with 31^8 codes a restart that forgets them gives nothing away.

    A visit has to wait after CODES_OF_VISIT different wrong ones. An address with CODES_OF_ADDRESS is only slowed, by
    SLOW_S a try: a room behind it still gets in.
    """

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, deque[tuple[float, str]]] = OrderedDict()
        self._lock = threading.Lock()

    def look_up(self, code: str, caller: Caller, ask: Callable[[], T]) -> T:
        """What `ask` finds by a code or a link: in its caller's turn, and a wrong one is counted."""
        time.sleep(self.slows_s(caller))
        with self.counted(code, caller):
            return ask()

    async def look_up_soon(self, code: str, caller: Caller, ask: Callable[[], Future[T]]) -> T:
        """As `look_up`, on an event loop."""
        await asyncio.sleep(self.slows_s(caller))
        with self.counted(code, caller):
            return await asyncio.wrap_future(ask())

    @contextmanager
    def counted(self, code: str, caller: Caller) -> Iterator[None]:
        """Around a look-up of a code: TooManyTries where it is not due yet, and a wrong one is noted."""
        tried, keys = _key(compact(code)), [f"visit:{caller.visit}"] if caller.visit else []
        with self._lock:
            wrong = list(self._recent(keys[0])) if keys else []
        if len(wrong) >= CODES_OF_VISIT and all(tried != earlier for _at, earlier in wrong):
            raise TooManyTries(wrong[0][0] + CODES_WINDOW_S - time.monotonic())
        try:
            yield
        except WrongCode:
            with self._lock:
                for key in (*keys, f"address:{caller.address}"):
                    self._note(key, tried)
            raise

    def slows_s(self, caller: Caller) -> float:
        """Seconds that a try from this address takes longer."""
        with self._lock:
            return SLOW_S if len(self._recent(f"address:{caller.address}")) >= CODES_OF_ADDRESS else 0.0

    def _note(self, key: str, tried: str) -> None:
        wrong = self._recent(key)
        if all(tried != earlier for _at, earlier in wrong):  # a page that is drawn again asks for the same code again
            wrong.append((time.monotonic(), tried))
        self._wrong[key] = wrong
        self._wrong.move_to_end(key)
        while len(self._wrong) > MOST_KEYS:
            self._wrong.popitem(last=False)

    def _recent(self, key: str) -> deque[tuple[float, str]]:
        wrong = self._wrong.get(key, deque(maxlen=CODES_OF_ADDRESS))
        while wrong and wrong[0][0] < time.monotonic() - CODES_WINDOW_S:
            wrong.popleft()
        return wrong
