"""An alias to begin with, so that who has none at hand need not type: an animal of hedges and waters, and a number."""

from __future__ import annotations

import random

from pages.parts.desk import Desk
from sotecin_graph.language import N_, _

_KEPT = "join.suggested"
ANIMALS = (
    N_("Badger"),
    N_("Beaver"),
    N_("Dragonfly"),
    N_("Hare"),
    N_("Hedgehog"),
    N_("Heron"),
    N_("Kingfisher"),
    N_("Otter"),
    N_("Robin"),
    N_("Squirrel"),
    N_("Swallow"),
    N_("Wren"),
)


def suggested(desk: Desk) -> str:
    """The alias for this visit, in the reader's language; the same each time the page is drawn."""
    animal, number = desk.keep.values.setdefault(_KEPT, (random.choice(ANIMALS), random.randint(10, 99)))
    return f"{_(animal)} {number}"
