"""The words of dot voting and of private steps on the canvas."""

from __future__ import annotations

from sotecin_graph.language import _
from sotecin_graph.live.plurals import forms


def voting_words() -> dict[str, str]:
    """Texts by the key under which the canvas asks for them."""
    return {**_dots(), **_result(), **_waiting()}


def _dots() -> dict[str, str]:
    return {
        "dots.on": _("Your dots for this"),
        "dots.more": _("One dot more"),
        "dots.less": _("One dot less"),
        "dots.none": _("You have given all your dots. Take one back elsewhere to give it here."),
        "dots.others": _("This round is about other challenges."),
        "hint.dots": _("Choose a challenge to give it a dot. + and − give and take back."),
        "round.again": _("Vote again on these"),
        "round.begin": _("Begin"),
        **forms(
            "round.ask",
            "Begin a second round on {count} challenge, with {dots} for each person?",
            "Begin a second round on {count} challenges, with {dots} for each person?",
        ),
        **forms("dots", "{count} dot", "{count} dots"),
        **forms("dots.left", "{left} of {count} dot left", "{left} of {count} dots left"),
        **forms("dots.each", "Each person has {count} dot to give", "Each person has {count} dots to give"),
        **forms("dots.yours", "{count} dot of yours", "{count} dots of yours"),
    }


def _result() -> dict[str, str]:
    return {
        "result": _("Result of the vote"),
        "result.none": _("Nobody gave a dot."),
        "result.tied": _("{rank} ="),
        "result.gone": _("a challenge that is off the map"),
        **forms("result.people", "{count} person voted", "{count} people voted"),
        **forms(
            "fact.place",
            "Place {rank} in the vote: {dots} from {count} person.",
            "Place {rank} in the vote: {dots} from {count} people.",
        ),
        **forms(
            "fact.tied",
            "Place {rank} in the vote, shared: {dots} from {count} person.",
            "Place {rank} in the vote, shared: {dots} from {count} people.",
        ),
    }


def _waiting() -> dict[str, str]:
    return {
        "waits.none": _("What people add now waits to be revealed"),
        "waits.hidden": _("Only you see what you add, until it is revealed."),
        "waits.only": _("Only you see this until it is revealed."),
        "waits.only.short": _("only you see this"),
        "waits.leave": _("Only you see this until a facilitator has accepted it."),
        "waits.link": _("This can be linked once it is revealed."),
        "waits.back": _("Take it back"),
        "waits.back.done": _("“{name}” is taken back. Nobody has seen it."),
        "reveal": _("Reveal"),
        **forms("waits", "{count} waits to be revealed", "{count} wait to be revealed"),
        **forms(
            "waits.mine",
            "{count} of them is yours, and only you see it.",
            "{count} of them are yours, and only you see them.",
        ),
        **forms("reveal.ask", "Show it to everyone now?", "Show all {count} to everyone now?"),
        **forms("reveal.done", "{count} contribution is shown.", "{count} contributions are shown."),
    }
