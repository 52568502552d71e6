"""The fields of elements and links as people give them: from plain values to the vocabulary's, or BadInput."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, StrEnum
from typing import Any, TypeVar

from sotecin_graph.errors import BadInput
from sotecin_graph.language import N_, _
from sotecin_graph.text import PROBLEM_LENGTH, line, paragraph
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

E = TypeVar("E", bound=StrEnum)

WISH_LENGTH = 300
NOTE_LENGTH = 2000
_FIELD_NAMES = {
    "name": N_("name"),
    "kind": N_("kind"),
    "hub": N_("hub"),
    "country": N_("country"),
    "chains": N_("value chains"),
    "strategies": N_("R strategies"),
    "stages": N_("stages"),
    "problem": N_("problem"),
    "wish": N_("solution sought"),
    "note": N_("note"),
    "type": N_("type"),
    "state": N_("state"),
    "quantity": N_("quantity"),
}
_ALIASES = {"EL": "GR", "UK": "GB"}
"""The Commission's country codes that differ from ISO 3166-1 alpha-2."""


def field_name(field: str) -> str:
    """The field in the reader's language."""
    return _(_FIELD_NAMES.get(field, field))


def term(vocabulary: type[E], value: object, *, field: str) -> E:
    """The term of a vocabulary, or BadInput that names the possible ones."""
    try:
        return vocabulary(str(value))
    except ValueError:
        possible = ", ".join(each.value for each in vocabulary)
        sentence = _("“{value}” is not a {field} that we know. Possible: {possible}.")
        text = sentence.format(value=str(value)[:40], field=field_name(field), possible=possible)
        raise BadInput(text, field=field) from None


def _terms(vocabulary: type[E]) -> Callable[[Any, str], tuple[E, ...]]:
    def read(value: Any, field: str) -> tuple[E, ...]:
        if not isinstance(value, Iterable) or isinstance(value, str):
            raise BadInput(_("“{field}” needs a list.").format(field=field_name(field)), field=field)
        chosen = {term(vocabulary, each, field=field) for each in value}
        return tuple(each for each in vocabulary if each in chosen)

    return read


def _text(most: int) -> Callable[[Any, str], str]:
    return lambda value, field: paragraph(_plain(value, field), field=field_name(field), most=most)


def _plain(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise BadInput(_("“{field}” needs text.").format(field=field_name(field)), field=field)
    return value


def _country(value: Any, field: str) -> str:
    code = _plain(value, field).strip().upper()
    code = _ALIASES.get(code, code)
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise BadInput(_("A country is given as two letters, such as NL or TR."), field=field)
    return code


def _flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise BadInput(_("“{field}” is either on or off.").format(field=field_name(field)), field=field)
    return value


_READ: dict[str, Callable[[Any, str], Any]] = {
    "name": lambda value, field: line(_plain(value, field), field=field_name(field)),
    "kind": lambda value, field: term(Kind, value, field=field),
    "hub": lambda value, field: term(Hub, value, field=field) if value else None,
    "country": _country,
    "chains": _terms(Chain),
    "strategies": _terms(Strategy),
    "stages": _terms(Stage),
    "problem": _text(PROBLEM_LENGTH),
    "wish": _text(WISH_LENGTH),
    "note": _text(NOTE_LENGTH),
    "type": lambda value, field: term(LinkType, value, field=field),
    "state": lambda value, field: term(LinkState, value, field=field),
    "is_circular": _flag,
    "quantity": lambda value, field: line(_plain(value, field), field=field_name(field), needed=False),
}


def read_field(field: str, value: Any) -> Any:
    """The value of a field in the vocabulary's types, or BadInput with what to change."""
    return _READ[field](value, field)


def read_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Several fields at once; a value of None counts as not given."""
    return {field: read_field(field, value) for field, value in given.items() if value is not None}


def plain(value: Any) -> Any:
    """A field's value in the form that is stored and sent: terms as text, tuples as lists."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value
