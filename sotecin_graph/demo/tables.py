"""A TOML table read field by field, with errors that name the file and the place; a field nobody asked for is one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sotecin_graph.errors import BadInput, FileNotReadable
from sotecin_graph.language import _
from sotecin_graph.text import NAME_LENGTH, paragraph

_Term = TypeVar("_Term", bound=StrEnum)
_Value = TypeVar("_Value")


class Table:
    """One table of a file. Each read takes its field out; `close` raises FileNotReadable for what is left over."""

    def __init__(self, fields: dict[str, Any], place: str) -> None:
        self.place = place
        self._fields = dict(fields)

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    def broken(self, sentence: str) -> FileNotReadable:
        """The error to raise for something wrong in this table."""
        return FileNotReadable(sentence, place=self.place)

    def text(self, name: str, *, most: int = NAME_LENGTH, needed: bool = True) -> str:
        """Text of at most `most` characters; empty where it is absent and not needed."""
        try:
            return paragraph(self._take(name, str, ""), field=name, most=most, needed=needed)
        except BadInput as wrong:
            raise self.broken(str(wrong)) from wrong

    def number(self, name: str) -> int:
        return self._take(name, int, 0)

    def claim(self, name: str) -> bool:
        return self._take(name, bool, False)

    def words(self, name: str) -> tuple[str, ...]:
        """A list of different texts, in the order of the file."""
        words = self._take(name, list, [])
        if len(set(words)) != len(words):
            raise self.broken(_("“{field}” names something twice.").format(field=name))
        return tuple(str(word) for word in words)

    def numbers(self, name: str) -> tuple[int, ...]:
        numbers = self._take(name, list, [])
        if not all(isinstance(number, int) for number in numbers):
            raise self.broken(_("“{field}” takes whole numbers only.").format(field=name))
        return tuple(numbers)

    def term(self, name: str, vocabulary: type[_Term], default: _Term | None = None) -> _Term:
        """A term of a vocabulary, or the default where the field is absent."""
        if default is not None and name not in self:
            return default
        return self._term(self.text(name), name, vocabulary)

    def terms(self, name: str, vocabulary: type[_Term]) -> tuple[_Term, ...]:
        return tuple(self._term(word, name, vocabulary) for word in self.words(name))

    def day(self, name: str) -> date:
        return self._take(name, date, None)

    def moment(self, name: str, timezone: str) -> datetime:
        """A wall-clock time of the file, made aware in the zone."""
        clock = self._take(name, datetime, None)
        try:
            return clock.replace(tzinfo=ZoneInfo(timezone))
        except (OSError, ValueError, ZoneInfoNotFoundError) as wrong:
            raise self.broken(_("“{zone}” is not a time zone.").format(zone=timezone)) from wrong

    def table(self, name: str) -> Table | None:
        """A table inside this one, or None."""
        return Table(self._take(name, dict, {}), f"{self.place}, {name}") if name in self else None

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of an array, each with its number in the file."""
        for number, fields in enumerate(self._take(name, list, []), start=1):
            yield Table(fields, f"{self.place}, {name} {number}")

    def close(self) -> None:
        if self._fields:
            raise self.broken(_("Unknown field: {fields}.").format(fields=", ".join(self._fields)))

    def _term(self, word: str, name: str, vocabulary: type[_Term]) -> _Term:
        try:
            return vocabulary(word)
        except ValueError as wrong:
            sentence = _("“{word}” is not known as “{field}”.").format(word=word, field=name)
            raise self.broken(sentence) from wrong

    def _take(self, name: str, kind: type[_Value], default: _Value | None) -> _Value:
        value = self._fields.pop(name, default)
        if not isinstance(value, kind):
            raise self.broken(_("“{field}” is missing or of the wrong type.").format(field=name))
        return value


def read_table(path: Path) -> Table:
    """The file as a table; FileNotReadable where it is not TOML."""
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except (OSError, ValueError) as wrong:
        raise FileNotReadable(str(wrong), place=path.name) from wrong
