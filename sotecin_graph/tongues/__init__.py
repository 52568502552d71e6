"""What the hubs' working languages share and where they differ: words of one concept, and each language's mean vector.

words/ lists the words of circular value chains by concept (lexicon); sentences.toml holds everyday sentences of our
own, from which `python -m sotecin_graph.tongues` makes means.json.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.tongues.telling import folded

Vectors = NDArray[np.float32]
HERE = Path(__file__).parent

__all__ = ["HERE", "Vectors", "folded", "means", "sentences"]


def sentences() -> dict[str, list[str]]:
    """The everyday sentences by language."""
    with (HERE / "sentences.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def means() -> Vectors:
    """The mean vector of each language in the order of its sentences, as made by `python -m sotecin_graph.tongues`."""
    kept = json.loads((HERE / "means.json").read_text(encoding="utf-8"))
    return np.array(list(kept["means"].values()), dtype=np.float32)
