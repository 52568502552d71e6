"""Themes: what the groups of a map are about, told by the tags that are common in them and rare elsewhere.

A single tag may be missing or wrong. What a tag says is therefore read from all who have it: an element is about a
theme as far as its tags occur in that theme more often than on the whole map (naive Bayes, with 3 imagined members).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sotecin_graph.likeness import FIELD_COLUMNS, TAGS, Places, Vectors, of_length_one

LEAST_MEMBERS = 5
"""Smaller groups say too little to be a theme."""

_IMAGINED = 3.0


@dataclass(frozen=True, slots=True)
class Themes:
    """How much oftener each tag is in each theme than on the map, as natural logarithms: tags x themes."""

    ratios: Vectors

    def to_wire(self) -> list[list[float]]:
        """As stored: a row per tag, in the order of `TAGS`."""
        wire: list[list[float]] = self.ratios.tolist()
        return wire

    def vectors(self, worn: Vectors) -> Vectors:
        """What each element is about: its probability of each theme above even chance, length 1; 0 without tags."""
        told = worn @ self.ratios
        told = np.exp(told - told.max(axis=1, keepdims=True))
        told /= told.sum(axis=1, keepdims=True)
        return of_length_one(told - 1.0 / told.shape[1])


def themes_from_wire(wire: Any) -> Themes | None:
    """The themes of a stored object; None for what was stored with other tags."""
    if not isinstance(wire, list) or len(wire) != len(TAGS) or not wire[0]:
        return None
    return Themes(np.array(wire))


def learnt(worn: Vectors, groups: Sequence[Places]) -> Themes | None:
    """The themes of groups of places of at least 5; None where there are fewer than two of them."""
    large = [group for group in groups if len(group) >= LEAST_MEMBERS]
    if len(large) < 2:
        return None
    counts = np.array([worn[group].sum(axis=0) for group in large]).T
    ratios = np.zeros_like(counts)
    for columns in FIELD_COLUMNS:
        of_all = worn[:, columns].sum(axis=0)
        share = (of_all / max(of_all.sum(), 1.0))[:, None]
        here = (counts[columns] + _IMAGINED * share) / (counts[columns].sum(axis=0) + _IMAGINED)
        ratios[columns] = np.log(np.divide(here, share, out=np.ones_like(here), where=share > 0))
    return Themes(np.round(ratios, 6))
