"""The wording of an element within all bounds: what is too long is cut at a word, and kept whole in a longer field."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.imports import words
from sotecin_graph.imports.draft import NOTE_LENGTH, TITLE_LENGTH
from sotecin_graph.imports.seen import SeenElement, joined
from sotecin_graph.language import _
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH
from sotecin_graph.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of an element as they fit, and what is to be said about the fitting."""

    name: str
    problem: str
    wish: str
    note: str
    reasons: tuple[str, ...] = ()
    is_cut: bool = False


def cut(text: str, most: int) -> str:
    """The text, or its start up to the last whole word that fits, with an ellipsis: at most `most` characters."""
    if len(text) <= most:
        return text
    start = text[: most - 1]
    shorter = start if text[most - 1].isspace() else start.rsplit(None, 1)[0]
    # A single endless word, or a language without spaces, has no place to be cut at.
    kept = shorter if len(shorter) >= most // 2 else start
    return kept.rstrip(" \n,;:–-") + "…"


def worded(name: str, seen: SeenElement, kind: Kind) -> Wording:
    """The element's texts within their bounds, none of the wording lost up to the bound of the note."""
    reasons: list[str] = []
    title = cut(name, TITLE_LENGTH if seen.is_statement else NAME_LENGTH)
    is_cut = title != name and not seen.is_statement
    if is_cut:
        reasons.append(_("The name was too long; its whole wording is kept with it."))
    told = seen.problem
    if kind is Kind.CHALLENGE and not told and (seen.is_statement or is_cut):
        told = name
    note = joined(name if is_cut and name != told else "", seen.note, _untold_type(seen, kind))
    problem = cut(told, PROBLEM_LENGTH) if kind is Kind.CHALLENGE else ""
    wish = cut(seen.wish, PROBLEM_LENGTH) if kind is Kind.CHALLENGE else ""
    note = joined(told if problem != told else "", seen.wish if wish != seen.wish else "", note)
    if kind is Kind.CHALLENGE and (problem != told or wish != seen.wish):
        sentence = _("What is longer than {most} characters was cut; the whole is in the note.")
        reasons.append(sentence.format(most=PROBLEM_LENGTH))
        is_cut = True
    if len(note) > NOTE_LENGTH:
        reasons.append(_("The note was cut to {most} characters.").format(most=NOTE_LENGTH))
        note, is_cut = cut(note, NOTE_LENGTH), True
    return Wording(title, problem, wish, note, tuple(reasons), is_cut)


def _untold_type(seen: SeenElement, kind: Kind) -> str:
    if not seen.kind_word or kind is not Kind.UNSORTED or words.kind_of(seen.kind_word) is not None:
        return ""
    return _("Type in the file: {word}").format(word=seen.kind_word)
