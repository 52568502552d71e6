"""Themes: what the groups of a map are about, told by the tags that are common in them and rare elsewhere.

A single tag may be missing or wrong. What a tag says is therefore read from all who have it: an element is about a
theme as far as its tags occur in that theme more often than on the whole map (naive Bayes, with 3 imagined members),
and as far as those are about it whom links bind it to (belief propagation, as for the stochastic block model: Decelle,
Krzakala, Moore and Zdeborova 2011, doi:10.1103/PhysRevE.84.066106). The hub is no part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sotecin_graph.likeness import FIELD_COLUMNS, TAGS, Bonds, Places, Vector, Vectors, of_length_one

LEAST_MEMBERS = 5
"""Smaller groups say too little to be a theme."""

_IMAGINED = 3.0

_SAME = 0.6
"""How likely the ends of a link of weight 1 or more are about the same; lighter links say less in proportion."""

_STEPS, _SHARPENED = 3, 4
"""What an element is about is heard so many links away; so many times themes are learnt again from all of them."""

_FAINT = 0.01
"""Themes that an element is about with less probability are not passed on."""


@dataclass(frozen=True, slots=True)
class Themes:
    """How much oftener each tag is in each theme than on the map, as natural logarithms (tags x themes), and the share
    of the map that is about each theme."""

    ratios: Vectors
    shares: Vector

    def to_wire(self) -> dict[str, Any]:
        """As stored: a row per tag, in the order of `TAGS`, and the shares."""
        return {"ratios": self.ratios.tolist(), "shares": self.shares.tolist()}

    def told(self, worn: Vectors, links: Bonds | None = None) -> Vectors:
        """The probability of each theme for each element, by its tags and, if given, by whom links bind it to:
        elements x themes."""
        own: Vectors = worn @ self.ratios + np.log(self.shares)
        told = _probable(own)
        if links is None:
            return told
        spoken = np.zeros(2 * len(links.one) * own.shape[1])
        for _step in range(_STEPS):
            heard, spoken = self._heard(told, spoken, links)
            told = _probable(own + heard)
        return told

    def vectors(self, worn: Vectors, links: Bonds | None = None) -> Vectors:
        """What each element is about: its probability of each theme above even chance, length 1 or 0."""
        told = self.told(worn, links)
        return of_length_one(told - 1.0 / told.shape[1])

    def _heard(self, told: Vectors, spoken: Vector, links: Bonds) -> tuple[Vectors, Vector]:
        """What links add to the logarithms, for each element from what those at the other ends are about; and the
        probabilities said along each link, from either end.

        What the hearer said along a link a step earlier is taken out of what comes back, so that nobody hears an echo.
        """
        count, many = told.shape
        ends, others = np.concatenate([links.one, links.other]), np.concatenate([links.other, links.one])
        same = _SAME * np.minimum(np.concatenate([links.weight, links.weight]), 1.0)
        odds = same / (1.0 - same)
        rows, themes = np.nonzero(told >= _FAINT)
        starts = np.searchsorted(rows, np.arange(count + 1))
        sizes = np.diff(starts)[others]
        link = np.repeat(np.arange(len(ends)), sizes)
        at = np.arange(len(link)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + starts[others][link]
        theme = themes[at]
        loud, scale = told[rows[at], theme], odds[link] / self.shares[theme]
        back = (link + len(links.one)) % len(ends)
        said = loud / (1.0 + scale * spoken[back * many + theme])
        said /= (1.0 + np.bincount(link, said - loud, len(ends)))[link]
        heard: Vectors = np.bincount(ends[link] * many + theme, np.log1p(scale * said), count * many).astype(np.float64)
        now = np.zeros_like(spoken)
        now[link * many + theme] = said
        return heard.reshape(count, many), now


def themes_from_wire(wire: Any) -> Themes | None:
    """The themes of a stored object; None for what was stored with other tags or in another form."""
    if not isinstance(wire, dict) or len(wire["ratios"]) != len(TAGS):
        return None
    return Themes(np.array(wire["ratios"]), np.array(wire["shares"]))


def learnt(worn: Vectors, groups: Sequence[Places], links: Bonds | None = None) -> Themes | None:
    """The themes of groups of places of at least 5; None where there are fewer than two of them.

    Where links are given, themes are learnt again from all who are about them by tags and links, each as far as it is.
    """
    large = [group for group in groups if len(group) >= LEAST_MEMBERS]
    if len(large) < 2:
        return None
    themes = _of(np.array([worn[group].sum(axis=0) for group in large]).T, worn, np.ones(len(large)))
    for _turn in range(_SHARPENED if links else 0):
        told = themes.told(worn, links)
        themes = _of(worn.T @ told, worn, told.sum(axis=0) + _IMAGINED)
    return themes


def _of(counts: Vectors, worn: Vectors, sizes: Vector) -> Themes:
    """The themes that have each tag so many times (tags x themes), of such sizes."""
    ratios = np.zeros_like(counts)
    for columns in FIELD_COLUMNS:
        of_all = worn[:, columns].sum(axis=0)
        share = (of_all / max(of_all.sum(), 1.0))[:, None]
        here = (counts[columns] + _IMAGINED * share) / (counts[columns].sum(axis=0) + _IMAGINED)
        ratios[columns] = np.log(np.divide(here, share, out=np.ones_like(here), where=share > 0))
    return Themes(np.round(ratios, 6), np.round(sizes / sizes.sum(), 6))


def _probable(logarithms: Vectors) -> Vectors:
    told = np.exp(logarithms - logarithms.max(axis=1, keepdims=True))
    probable: Vectors = np.round(told / told.sum(axis=1, keepdims=True), 6)
    return probable
