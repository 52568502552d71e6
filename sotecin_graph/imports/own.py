"""Our own export of a map, in the wire form of `changes.py`: what went out comes back the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.draft import DraftElement, DraftLink, DraftMap, ReportLine, What
from sotecin_graph.imports.limits import check_elements, check_links
from sotecin_graph.imports.seen import line_of, position_of, text_of, whole_number
from sotecin_graph.imports.wording import cut
from sotecin_graph.language import _
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

FORMAT = "sotecin-graph-map"
VERSION = 1
MOST_NAMES = 50

T = TypeVar("T", bound=StrEnum)


def is_own(data: Any) -> bool:
    """True for a map that SoTecIn Graph exported."""
    return isinstance(data, Mapping) and data.get("format") == FORMAT


def read_own(data: Mapping[str, Any], name: str) -> DraftMap:
    """The draft of an exported map; FileNotReadable when a newer version wrote it, or its lists are not there."""
    version = data.get("version")
    if not isinstance(version, int) or version > VERSION:
        sentence = _(
            "This map was exported by a newer version of SoTecIn Graph ({version}). Update, or export it anew."
        )
        raise FileNotReadable(sentence.format(version=line_of(version)))
    elements, links = data.get("elements"), data.get("links")
    if not isinstance(elements, list) or not isinstance(links, list):
        raise FileNotReadable(_("This map has no list of elements or no list of links. Export it again."))
    check_elements(len(elements))
    check_links(len(links))
    reading = _Reading()
    for row, wire in enumerate(elements, 1):
        reading.take_element(row, wire)
    for row, wire in enumerate(links, 1):
        reading.take_link(row, wire)
    inner = data.get("map")
    title = line_of(data.get("name") or (inner.get("name") if isinstance(inner, Mapping) else ""))
    return DraftMap(
        name=cut(title or name, NAME_LENGTH),
        elements=tuple(reading.elements.values()),
        links=tuple(reading.links.values()),
        report=tuple(reading.report),
    )


class _Reading:
    """Elements and links as they are read; what no longer fits the vocabularies is said, and never stops the rest."""

    def __init__(self) -> None:
        self.elements: dict[str, DraftElement] = {}
        self.links: dict[tuple[str, str, LinkType], DraftLink] = {}
        self.report: list[ReportLine] = []

    def take_element(self, row: int, wire: Any) -> None:
        given = wire if isinstance(wire, Mapping) else {}
        key, name = line_of(given.get("id")), line_of(given.get("name"))
        if not key or not name:
            self._say(row, "skipped", name, _("It has no id or no name."))
        elif key in self.elements:
            self._say(row, "skipped", name, _("Its id is used twice."))
        else:
            element, unknown = _element(row, key, name, given)
            self.elements[key] = element
            self._say(row, "changed" if unknown else "kept", element.name, _unknown(unknown))

    def take_link(self, row: int, wire: Any) -> None:
        given = wire if isinstance(wire, Mapping) else {}
        source, target = line_of(given.get("source")), line_of(given.get("target"))
        type_ = _term(LinkType, given.get("type"))
        name = " → ".join(self.elements[end].name if end in self.elements else end for end in (source, target))
        if type_ is None or source not in self.elements or target not in self.elements:
            self._say(row, "skipped", name, _("One of its ends or its type is unknown."), is_link=True)
        elif source == target:
            self._say(row, "skipped", name, _("It leads back to the element it comes from."), is_link=True)
        elif (source, target, type_) in self.links:
            first = self.links[source, target, type_].row
            self._say(row, "merged", name, _("The same link as in row {row}.").format(row=first), is_link=True)
        elif not type_.fits(self.elements[source].kind, self.elements[target].kind):
            self._say(row, "skipped", name, _("Its type does not fit what it joins."), is_link=True)
        else:
            self.links[source, target, type_] = _link(row, source, target, type_, given)
            self._say(row, "kept", name, "", is_link=True)

    def _say(self, row: int, what: What, name: str, reason: str, *, is_link: bool = False) -> None:
        self.report.append(ReportLine(row, what, cut(name, NAME_LENGTH), reason, "link" if is_link else "element"))


def _element(row: int, key: str, name: str, given: Mapping[str, Any]) -> tuple[DraftElement, list[str]]:
    unknown: list[str] = []
    x, y = position_of(given)
    kind = _told(Kind, given.get("kind"), unknown.append) or Kind.UNSORTED
    element = DraftElement(
        key=key,
        name=cut(name, NAME_LENGTH),
        kind=kind,
        hub=_told(Hub, given.get("hub"), unknown.append),
        country=line_of(given.get("country"))[:2],
        chains=_terms(Chain, given.get("chains"), unknown.append),
        strategies=_terms(Strategy, given.get("strategies"), unknown.append),
        stages=_terms(Stage, given.get("stages"), unknown.append),
        problem=cut(text_of(given.get("problem")), PROBLEM_LENGTH),
        wish=cut(text_of(given.get("wish")), PROBLEM_LENGTH),
        note=text_of(given.get("note")),
        x=x,
        y=y,
        row=row,
        votes=whole_number(line_of(given.get("votes"))),
        aliases=_names(given.get("aliases")),
        also_by=_names(given.get("also_by")),
    )
    return element, unknown


def _link(row: int, source: str, target: str, type_: LinkType, given: Mapping[str, Any]) -> DraftLink:
    return DraftLink(
        source_key=source,
        target_key=target,
        type=type_,
        state=_term(LinkState, given.get("state")) or LinkState.EXISTING,
        is_circular=given.get("is_circular") is True,
        quantity=cut(line_of(given.get("quantity")), NAME_LENGTH),
        note=text_of(given.get("note")),
        row=row,
    )


def _term(terms: type[T], value: Any) -> T | None:
    return next((term for term in terms if term.value == value), None)


def _names(values: Any) -> tuple[str, ...]:
    """A list of names, each once; what is none is left out."""
    listed = values[:MOST_NAMES] if isinstance(values, list) else []
    return tuple(dict.fromkeys(cut(name, NAME_LENGTH) for each in listed if (name := line_of(each))))


def _told(terms: type[T], value: Any, miss: Callable[[str], None]) -> T | None:
    term = _term(terms, value)
    if term is None and value:
        miss(line_of(value))
    return term


def _terms(terms: type[T], values: Any, miss: Callable[[str], None]) -> tuple[T, ...]:
    listed: Iterable[Any] = values if isinstance(values, list) else ()
    return tuple(dict.fromkeys(term for value in listed if (term := _told(terms, value, miss)) is not None))


def _unknown(values: list[str]) -> str:
    return _("Not known here and left out: {words}.").format(words=cut(", ".join(values), 200)) if values else ""
