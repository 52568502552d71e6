"""Erasing a person: what of a stored value is theirs, and what stands there afterwards. Pure.

The author of a thing becomes a tombstone: an empty name, which screens show as “someone”, and the id ERASED. What they
wrote stays, without them. A vote keeps counting under an id that nothing else shares.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sotecin_graph.text import clean

ERASED = "erased"
GAP = "[…]"
"""What stands where a word was that nobody is to read any more."""

SHORTEST_WORD = 4

_DONE_BY = frozenset({"by", "named_by", "edited_by", "locked_by", "promoted_by", "asked_by", "restored_by"})
"""Where a name alone says who did something on a map."""

_SIGNED = _DONE_BY | {"created_by", "signed_off_by", "hub_lead", "contact_name", "owner", "next_steps", "who"}
_PLAIN = frozenset(
    (
        *("id", "kind", "type", "state", "family", "hub", "hubs", "country", "chains", "strategies", "stages"),
        *("deed", "undoes", "by_id", "actor_id", "client_id", "code", "language", "timezone", "takes", "kinds"),
        *("link_types", "method", "mark", "token_hash", "key", "consent_version"),
    )
)
"""Terms of vocabularies, ids and marks: no texts of people, so no word is looked for in them."""


@dataclass(frozen=True)
class Erasure:
    """Whom to erase, as ids of actors with their names, and words that are to go from every text, such as a mail.

    The name of an account counts wherever a name says who did something. An alias, which others may share, counts
    only `near`: on the maps of its workshop.
    """

    people: Mapping[str, str]
    words: tuple[str, ...] = ()
    salt: str = field(default_factory=secrets.token_hex)

    @cached_property
    def aliases(self) -> set[str]:
        return {name for ident, name in self.people.items() if name and ident.startswith("participant:")}

    @cached_property
    def names(self) -> set[str]:
        return {name for ident, name in self.people.items() if name and not ident.startswith("participant:")}

    @cached_property
    def everyone(self) -> set[str]:
        return self.aliases | self.names

    @cached_property
    def sought(self) -> re.Pattern[str] | None:
        words = "|".join(re.escape(word) for word in sorted(self.words, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def of(self, value: Any, *, where: str = "", is_near: bool = False) -> Any:
        """The value without them; equal to the given one where nothing of theirs is in it.

        `where` names the thing that votes in the value are for.
        """
        return _Eraser(self, where, self.everyone if is_near else self.names).value(value, "")

    def unlinked(self, voter: str, *where: object) -> str:
        """The id under which a vote counts on; the same for the same vote, and nobody can tell whose."""
        kept = "\0".join((self.salt, voter, *map(str, where)))
        return f"{ERASED}:{hashlib.sha256(kept.encode()).hexdigest()[:24]}"


class _Eraser:
    def __init__(self, erasure: Erasure, where: str, near: set[str]) -> None:
        self._erasure, self._where, self._near = erasure, where, near
        self._named, self._words = erasure.everyone, erasure.sought

    def value(self, value: Any, key: str) -> Any:
        if isinstance(value, str):
            return self._text(value, key)
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list | tuple):
            kept = [each for each in value if not (key == "also_by" and each in self._named)]
            return type(value)(self.value(each, key) for each in kept)
        return value

    def _object(self, value: dict[str, Any]) -> dict[str, Any]:
        found = {key: self.value(inner, key) for key, inner in value.items()}
        if value.get("by_id") in self._erasure.people:
            return found | {"by": "", "by_id": ERASED}
        if value.get("by_id") and "by" in value:
            found["by"] = value["by"]  # somebody else's of the same name
        if value.get("contact_name") in self._erasure.names:
            return found | {"contact_name": "", "contact_email": ""}
        return found

    def _text(self, value: str, key: str) -> str:
        if value in self._erasure.people:
            return self._erasure.unlinked(value, self._where) if self._where else ERASED
        if (key in _DONE_BY and value in self._near) or (key in _SIGNED and value in self._erasure.names):
            return ""
        return self._words.sub(GAP, value) if self._words and key not in _PLAIN else value


def fit_words(given: Iterable[str]) -> tuple[str, ...]:
    """Words as they are looked for: cleaned, each once, none so short that it is a part of speech."""
    words = dict.fromkeys(" ".join(clean(word).split()) for word in given)
    return tuple(word for word in words if len(word) >= SHORTEST_WORD)


def hashed(ident: str) -> str:
    """An actor's id as an erasure is remembered: 64 random bits, so nobody finds it by trying."""
    return hashlib.sha256(ident.encode()).hexdigest()


@dataclass(slots=True)
class Traces:
    """What an erasure met: what is new on things that screens show, and in which revisions of which maps.

    `deeds` are the revisions that they made, `texts` further ones that told of them or held the words. `counts` says
    how many rows of which table.
    """

    elements: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    deeds: dict[str, list[int]] = field(default_factory=dict)
    texts: dict[str, list[int]] = field(default_factory=dict)
    maps: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
