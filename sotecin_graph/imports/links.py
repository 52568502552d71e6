"""The connections of a file as links: their type is judged by words and direction and made to fit what they join.

Between stakeholders there are exchanges; a stakeholder faces, owns or helps a challenge; a challenge is about a
stakeholder or depends on another challenge.
"""

from __future__ import annotations

from dataclasses import replace

from sotecin_graph.imports import words
from sotecin_graph.imports.draft import NOTE_LENGTH, DraftLink, ReportLine, What
from sotecin_graph.imports.seen import SeenLink, joined
from sotecin_graph.imports.table import ElementTable
from sotecin_graph.imports.wording import cut
from sotecin_graph.language import _, speaking
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import Kind, LinkState, LinkType, label

_Triple = tuple[str, str, LinkType]


class LinkTable:
    """The links taken so far, each once for a pair and a type."""

    def __init__(self, elements: ElementTable) -> None:
        self._elements = elements
        self._links: dict[_Triple, DraftLink] = {}
        self._report: list[ReportLine] = []

    def take(self, seen: SeenLink) -> None:
        """Let one connection in, merge it, or leave it out."""
        source, target = self._elements.key_of(seen.source), self._elements.key_of(seen.target)
        if source is None or target is None:
            self._say(seen, "skipped", self._missing(seen))
        elif source == target:
            self._say(seen, "skipped", _("It leads back to the element it comes from."))
        else:
            self._join(seen, source, target)

    def links(self) -> tuple[DraftLink, ...]:
        """All that came in, in the file's order."""
        return tuple(self._links.values())

    def report(self) -> list[ReportLine]:
        """One line for each link that came in, and for each connection that did not."""
        return self._report

    def _join(self, seen: SeenLink, source: str, target: str) -> None:
        known = words.link_type_of(seen.word) or words.link_type_of(seen.label)
        guessed = LinkType.REGULATION if seen.is_directed else LinkType.COLLABORATION
        kinds = self._elements[source].kind, self._elements[target].kind
        type_ = _fitting(known or guessed, *kinds)
        is_turned = type_ is not known if known else False
        self._keep(seen, source, target, type_, is_turned)
        if seen.is_mutual and known and known.is_exchange and type_ is not LinkType.COLLABORATION:
            back = _fitting(known, *reversed(kinds))
            self._keep(seen, target, source, back, back is not known)

    def _keep(self, seen: SeenLink, source: str, target: str, type_: LinkType, is_turned: bool) -> None:
        link = _drafted(seen, source, target, type_)
        triple = source, target, type_
        if type_ is LinkType.COLLABORATION and (target, source, type_) in self._links:
            # Working together has no direction, so the way back is the same link.
            triple = target, source, type_
        first = self._links.get(triple)
        if first is None:
            self._links[triple] = link
            self._say(seen, "changed" if is_turned else "kept", _turned(type_) if is_turned else "")
        else:
            self._links[triple] = replace(first, note=cut(joined(first.note, link.note), NOTE_LENGTH))
            self._say(seen, "merged", _("The same link as in row {row}.").format(row=first.row))

    def _missing(self, seen: SeenLink) -> str:
        for end in (seen.source, seen.target):
            row = self._elements.left_out_row(end)
            if self._elements.key_of(end) is None and row is not None:
                return _("One of its ends, row {row}, stays out.").format(row=row)
            if not end:
                return _("One of its ends is empty.")
        unknown = next(end for end in (seen.source, seen.target) if self._elements.key_of(end) is None)
        return _("There is no element “{name}” in the file.").format(name=cut(unknown, 60))

    def _say(self, seen: SeenLink, what: What, reason: str) -> None:
        name = f"{self._called(seen.source)} → {self._called(seen.target)}"
        self._report.append(ReportLine(seen.row, what, name, reason, "link"))

    def _called(self, reference: str) -> str:
        key = self._elements.key_of(reference)
        return cut(self._elements[key].name if key else reference, NAME_LENGTH // 2)


def _fitting(type_: LinkType, source: Kind, target: Kind) -> LinkType:
    """The type itself where it fits the two kinds, else the one that says least between them."""
    if type_.fits(source, target):
        return type_
    if source.is_stakeholder:
        return LinkType.REGULATION if target.is_stakeholder else LinkType.FACES
    return LinkType.ABOUT if target.is_stakeholder else LinkType.DEPENDS


def _turned(type_: LinkType) -> str:
    return _("Its type does not fit what it joins; read as “{type}”.").format(type=label(type_))


def _own_words(type_: LinkType) -> tuple[str, str]:
    """What our own exports call the type."""
    with speaking("en"):
        return type_.value, words.plain(label(type_))


def _drafted(seen: SeenLink, source: str, target: str, type_: LinkType) -> DraftLink:
    said = _("Type in the file: {word}").format(word=seen.word) if seen.word else ""
    if words.plain(seen.word) in _own_words(type_):
        said = ""
    return DraftLink(
        source_key=source,
        target_key=target,
        type=type_,
        state=words.state_of(seen.state) or LinkState.EXISTING,
        is_circular=words.is_yes(seen.circular),
        quantity=cut(" ".join(seen.quantity.split()), NAME_LENGTH),
        note=cut(joined(seen.label, seen.note, said), NOTE_LENGTH),
        row=seen.row,
    )
