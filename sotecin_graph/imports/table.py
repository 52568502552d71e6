"""The elements of a file as they come in: named ones kept, doubles merged, the others left out, each with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sotecin_graph.imports import words
from sotecin_graph.imports.countries import country_of
from sotecin_graph.imports.draft import NOTE_LENGTH, DraftElement, ReportLine, Row, What
from sotecin_graph.imports.seen import SeenElement, joined
from sotecin_graph.imports.wording import cut, worded
from sotecin_graph.language import _
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import Kind


@dataclass(slots=True)
class _Standing:
    """An element that came in, its type in the file, and what happened to it on the way."""

    element: DraftElement
    word: str
    reasons: list[str]
    is_changed: bool


class ElementTable:
    """The elements taken so far, found by id first and then by name."""

    def __init__(self) -> None:
        self._standing: dict[str, _Standing] = {}
        self._ids: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._left_out: dict[str, Row] = {}
        self._lines: list[ReportLine | str] = []

    def __len__(self) -> int:
        return len(self._standing)

    def __getitem__(self, key: str) -> DraftElement:
        return self._standing[key].element

    def take(self, seen: SeenElement) -> None:
        """Let one element in, merge it, or leave it out."""
        name = " ".join(seen.name.split())
        if seen.leave_out or not name:
            self._leave_out(name, seen)
            return
        same = self._same(name, seen)
        if same is None:
            self._add(name, seen)
        else:
            self._merge(same, name, seen)

    def make_end(self, name: str, row: Row) -> None:
        """Add an element for a name that only a connection knows."""
        if name and self.key_of(name) is None and self.left_out_row(name) is None:
            self._add(
                " ".join(name.split()), SeenElement(row, name, name), reason=_("It is named only in a connection.")
            )

    def key_of(self, reference: str) -> str | None:
        """The key of the element that a connection names by id or by name."""
        if reference in self._ids:
            return self._ids[reference]
        if reference in self._left_out:
            return None
        found = self._names.get(_folded(reference))
        return found[0] if found else None

    def left_out_row(self, reference: str) -> Row | None:
        """The row of the element of this id or name that was left out, or None."""
        return self._left_out.get(reference)

    def elements(self) -> tuple[DraftElement, ...]:
        """All that came in, in the file's order."""
        return tuple(one.element for one in self._standing.values())

    def report(self) -> list[ReportLine]:
        """One line for each row, in the file's order."""
        return [line if isinstance(line, ReportLine) else self._line(line) for line in self._lines]

    def _line(self, key: str) -> ReportLine:
        one = self._standing[key]
        what: What = "changed" if one.is_changed else "kept"
        return ReportLine(one.element.row, what, one.element.name, " ".join(one.reasons))

    def _leave_out(self, name: str, seen: SeenElement) -> None:
        for reference in filter(None, (seen.ident, name)):
            self._left_out.setdefault(reference, seen.row)
        reason = seen.leave_out or _("It has no name; it stays out with its connections.")
        self._lines.append(ReportLine(seen.row, "skipped", cut(name or seen.ident, NAME_LENGTH), reason))

    def _same(self, name: str, seen: SeenElement) -> str | None:
        for key in self._names.get(_folded(name), []):
            word = self._standing[key].word
            if not seen.kind_word or not word or _is_one_type(seen.kind_word, word):
                return key
        return None

    def _merge(self, key: str, name: str, seen: SeenElement) -> None:
        one = self._standing[key]
        if seen.ident:
            self._ids.setdefault(seen.ident, key)
        one.element = _filled(one.element, _drafted(key, name, seen)[0])
        one.word = one.word or seen.kind_word
        reason = _("Same name as row {row}; merged into it with its connections.").format(row=one.element.row)
        self._lines.append(ReportLine(seen.row, "merged", one.element.name, reason))

    def _add(self, name: str, seen: SeenElement, *, reason: str = "") -> None:
        key, reasons = seen.ident or f"row {seen.row}", [reason] if reason else []
        is_double = key in self._standing or key in self._ids
        if is_double:
            key = f"{key} (row {seen.row})"
            reasons.append(_("Its id is used twice; connections go to the first."))
        twins = self._names.setdefault(_folded(name), [])
        if twins:
            sentence = _("Same name as row {row} but another type; both are kept.")
            reasons.append(sentence.format(row=self[twins[0]].row))
        element, more, is_cut = _drafted(key, name, seen)
        self._standing[key] = _Standing(element, seen.kind_word, [*reasons, *more], is_cut or is_double)
        self._lines.append(key)
        twins.append(key)
        if seen.ident:
            self._ids.setdefault(seen.ident, key)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _is_one_type(word: str, other: str) -> bool:
    if words.plain(word) == words.plain(other):
        return True
    kind = words.kind_of(word)
    return kind is not None and kind is words.kind_of(other)


def _drafted(key: str, name: str, seen: SeenElement) -> tuple[DraftElement, list[str], bool]:
    """The element within all bounds, what is to be said about it, and whether its wording had to be cut."""
    kind, reasons = _judged(seen)
    wording = worded(name, seen, kind)
    element = DraftElement(
        key=key,
        name=wording.name,
        kind=kind,
        hub=words.hub_of(seen.hub),
        country=country_of(seen.country),
        chains=words.chains_of(seen.chains),
        strategies=words.strategies_of(seen.strategies),
        stages=words.stages_of(seen.stages),
        problem=wording.problem,
        wish=wording.wish,
        note=wording.note,
        x=seen.x,
        y=seen.y,
        row=seen.row,
        votes=seen.votes,
    )
    return element, [*reasons, *wording.reasons], wording.is_cut


def _judged(seen: SeenElement) -> tuple[Kind, list[str]]:
    kind = words.kind_of(seen.kind_word) or seen.kind
    if kind is None and seen.kind_word:
        sentence = _("“{word}” names no known group: not yet sorted.")
        return Kind.UNSORTED, [sentence.format(word=cut(seen.kind_word, 60))]
    return kind or Kind.UNSORTED, []


def _filled(first: DraftElement, second: DraftElement) -> DraftElement:
    """The first, with what only the second knows."""
    has_place = first.x is not None
    kind = second.kind if first.kind is Kind.UNSORTED else first.kind
    return replace(
        first,
        kind=kind,
        hub=first.hub or second.hub,
        country=first.country or second.country,
        chains=tuple(dict.fromkeys(first.chains + second.chains)),
        strategies=tuple(dict.fromkeys(first.strategies + second.strategies)),
        stages=tuple(dict.fromkeys(first.stages + second.stages)),
        problem=first.problem or (second.problem if kind is Kind.CHALLENGE else ""),
        wish=first.wish or (second.wish if kind is Kind.CHALLENGE else ""),
        note=cut(joined(first.note, second.note), NOTE_LENGTH),
        x=first.x if has_place else second.x,
        y=first.y if has_place else second.y,
        votes=first.votes + second.votes,
    )
