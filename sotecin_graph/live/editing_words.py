"""The words of editing together on the canvas: picking several, undo, merging, carrying over, and the map's past."""

from __future__ import annotations

from sotecin_graph.language import _
from sotecin_graph.live.plurals import forms


def editing_words() -> dict[str, str]:
    """Texts by the key under which the canvas asks for them."""
    return {**_together(), **_past(), **_counted()}


def _counted() -> dict[str, str]:
    return {
        **forms("several.picked", "{count} element picked", "{count} elements picked"),
        **forms("removed.many", "{count} element is off the map.", "{count} elements are off the map."),
        **forms(
            "copied",
            "{count} element copied. Paste it on another map.",
            "{count} elements copied. Paste them on another map.",
        ),
        **forms("pasted", "{count} element stands on this map too.", "{count} elements stand on this map too."),
        **forms("paste.here", "Paste {count} here", "Paste {count} here"),
        **forms("nudged", "{count} element moved", "{count} elements moved"),
        **forms("waiting", "{count} change is waiting.", "{count} changes are waiting."),
        **forms("past.since", "{count} change since then.", "{count} changes since then."),
        **forms("conflict.long", "{count} character too many", "{count} characters too many"),
    }


def _together() -> dict[str, str]:
    """Picking several, taking back, merging, carrying over to another map."""
    return {
        "conflict.both": _("Keep both"),
        "undo": _("Undo"),
        "undo.mine": _("Undo mine"),
        "undo.this": _("Undo: {what}"),
        "undo.gone": _("undone"),
        "undo.done": _("Undone: {what}"),
        "undo.done.plain": _("Undone."),
        "redo": _("Do it again"),
        "redo.done": _("Done again: {what}"),
        "redo.done.plain": _("Done again."),
        "removed": _("“{name}” is off the map."),
        "tidied": _("The map is tidied up."),
        "lasso": _("Pick with a line drawn around"),
        "hint.lasso": _("Draw a line around what you want to pick. Escape to stop."),
        "several.move": _("Pull one of them, or use the arrow keys, to move them all."),
        "several.others": _("Some of these were added by others, who alone can remove them. Nothing was changed."),
        "several.letgo": _("Let go"),
        "copy": _("Copy"),
        "paste.nothing": _("Nothing to paste. Copy elements on a map first."),
        "paste.there": _("These are on this map already."),
        "merge": _("Merge"),
        "merge.both": _("Merge the two"),
        "merge.over": _("Let go to merge with “{name}”."),
        "merge.ask": _("Merge “{name}” into “{kept}”?"),
        "merge.keeps": _("Names, links, authors and votes of both are kept. You can undo it."),
        "merge.name": _("The name on the map"),
        "merge.move": _("Only move here"),
        "merged": _("“{name}” is now part of “{kept}”."),
        "fact.aliases": _("Also: {names}."),
        "revive": _("Bring it back"),
        "revive.leave": _("Leave it removed"),
        "revive.title": _("{by} removed “{name}” while you were writing"),
        "revive.yours": _("Yours, {field}"),
        "did.merged": _("{by} merged “{name}” into “{kept}”."),
        "did.several": _("{by} changed {count} things."),
        "did.undone": _("{by} undid: {what}"),
        "did.undone.plain": _("{by} undid an earlier change."),
        "did.redone": _("{by} did again: {what}"),
        "did.redone.plain": _("{by} did again what had been undone."),
    }


def _past() -> dict[str, str]:
    """The map as it was, moment by moment."""
    return {
        "past": _("History of the map"),
        "past.reading": _("Reading what has happened …"),
        "past.when": _("The map on {when}"),
        "past.latest": _("The map as it is now"),
        "past.readonly": _("To look at only."),
        "past.begin": _("The map is made."),
        "past.slider": _("Moment"),
        "past.previous": _("One step back"),
        "past.next": _("One step on"),
        "past.play": _("Play"),
        "past.pause": _("Pause"),
        "past.speed": _("Speed"),
        "past.speed.slow": _("slow"),
        "past.speed.normal": _("normal"),
        "past.speed.fast": _("fast"),
        "past.now": _("Back to now"),
        "past.restore": _("Bring the map back to this moment"),
        "past.restore.ask": _("Bring the map back to {when}, for everyone? Votes and clusters stay. You can undo it."),
        "past.restore.yes": _("Bring the map back"),
        "past.restored": _("The map is as it was on {when}."),
    }
