"""Ways into the form of a mission's brief: its parts, and which of them a check asks for."""

from __future__ import annotations

from typing import Literal

from pages.parts.ways import step
from sotecin_graph.language import N_, _
from sotecin_graph.missions import MissionId

PARTS = {
    "statement": N_("Statement"),
    "figures": N_("Figures"),
    "benefit": N_("Who benefits"),
    "scope": N_("Scope"),
    "members": N_("Members"),
    "council": N_("Council"),
    "steps": N_("Next steps"),
}
"""The parts of the form by the key of their tab."""

_OF_CHECK = {
    "deadline": ("figures", N_("Set a date")),
    "target": ("figures", N_("Set a target")),
    "baseline": ("figures", N_("Fill in")),
    "place": ("statement", N_("Choose")),
    "no-solution": ("statement", N_("Reword")),
    "cross-sector": ("members", N_("Add members")),
    "bottom-up": ("members", N_("Add challenges")),
    "strategies": ("statement", N_("Choose")),
    "one-sentence": ("statement", N_("Reword")),
    "benefit": ("benefit", N_("Say who")),
    "evidence": ("members", N_("Add members")),
    "ownership": ("council", N_("Settle it")),
    "readable": ("statement", N_("Reword")),
}
"""For each check the part of the form that it asks for, and the word on its button."""


def action_word(check: str) -> str:
    """What the button of a check says."""
    return _(_OF_CHECK.get(check, ("", N_("Edit")))[1])


def part_of(check: str) -> str:
    """The part of the form that a check asks for."""
    return _OF_CHECK.get(check, ("statement", ""))[0]


def way(
    words: str,
    mission: MissionId,
    part: str,
    *,
    key: str,
    icon: str | None = None,
    kind: Literal["secondary", "tertiary"] = "tertiary",
) -> None:
    """A button to the form, at one of PARTS."""
    step(words, key=key, icon=icon, kind=kind, mission=mission, write=part)
