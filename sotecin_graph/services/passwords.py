"""Passwords: which may be chosen, how they are kept, and a short queue in front of the slow hash.

Bcrypt hashes, the form that streamlit-authenticator reads and writes. Rules after OWASP ASVS 5.0, 6.2: at least 8
characters, long ones welcome, no rules of composition, none of the common ones.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import secrets
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import bcrypt

from sotecin_graph.errors import BadInput, Unavailable
from sotecin_graph.language import _

LEAST, MOST = 8, 128
"""Characters of a password; a sentence of 64 or more is welcome."""

WORKERS, QUEUE, QUEUE_OF_ADDRESS = 2, 24, 8
_BCRYPT_READS = 72
_COMMON = Path(__file__).parent / "vendor" / "common-passwords.txt.gz"
T = TypeVar("T")


def hash_password(password: str, *, of: str = "") -> str:
    """The hash of a password that may be chosen, or BadInput; `of` is the sign-in name, which it must not be."""
    must_be_fit(password, of=of)
    return bcrypt.hashpw(_fitted(_normal(password)), bcrypt.gensalt()).decode()


def must_be_fit(password: str, *, of: str = "") -> None:
    """Raise BadInput for a password that may not be chosen; takes no time."""
    chosen = _normal(password)
    if not LEAST <= len(chosen) <= MOST:
        raise BadInput(
            _("A password has {least} to {most} characters.").format(least=LEAST, most=MOST), field="password"
        )
    if chosen.casefold() in _common() or (of and chosen.casefold() == of.casefold()):
        raise BadInput(
            _("This password is too easy to guess. Three or four words together are better."), field="password"
        )


def matches(password: str, password_hash: str | None) -> bool:
    """True where the password is the one behind the hash; without a hash False, after the same time."""
    decoy = _decoy()  # made at the first try, whoever that is for
    given = _normal(password[: MOST + 1])
    is_one = password_hash is not None and password_hash.startswith("$2")  # an account may have none
    is_same = bcrypt.checkpw(_fitted(given), (password_hash if password_hash and is_one else decoy).encode())
    return is_same and is_one and len(given) <= MOST


class Queue:
    """A few threads for the slow hash, and not more waiting than can be served soon; others are told to come back.

    One address fills a part of it only. Who has signed in from the same browser before still gets in when it is full.
    """

    def __init__(self, *, workers: int = WORKERS, most: int = QUEUE, of_address: int = QUEUE_OF_ADDRESS) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="passwords")
        self._most, self._of_address = most, of_address
        self._waiting: Counter[str] = Counter()
        self._lock = threading.Lock()

    def submit(self, work: Callable[[], T], *, address: str, is_known: bool) -> Future[T]:
        """Begin work in turn; Unavailable where too many wait."""
        with self._lock:
            is_full = self._waiting.total() >= self._most or self._waiting[address] >= self._of_address
            if is_full and not (is_known and self._waiting.total() < 2 * self._most):
                raise Unavailable(_("Many are signing in just now. Please try again in a moment."))
            self._waiting[address] += 1
        under_way = self._pool.submit(copy_context().run, work)
        under_way.add_done_callback(lambda _done: self._leave(address))
        return under_way

    def _leave(self, address: str) -> None:
        with self._lock:
            self._waiting[address] -= 1
            self._waiting += Counter()  # keeps those above zero


def _normal(password: str) -> str:
    """One form for letters that can be written in several, so that every keyboard types the same password."""
    return unicodedata.normalize("NFKC", password)


def _fitted(password: str) -> bytes:
    """What bcrypt is given: it reads 72 bytes and none after a NUL, so what is longer goes in as its digest."""
    given = password.encode(errors="surrogatepass")
    if len(given) <= _BCRYPT_READS and b"\0" not in given:
        return given
    return base64.b64encode(hashlib.sha256(given).digest())


@lru_cache
def _common() -> frozenset[str]:
    with gzip.open(_COMMON, "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines)


@lru_cache
def _decoy() -> str:
    """A hash that no password has, so that an unknown name takes as long as a wrong password."""
    return bcrypt.hashpw(secrets.token_bytes(16).hex().encode(), bcrypt.gensalt()).decode()


QUEUE_OF_ALL = Queue()
"""The one queue of this process."""
