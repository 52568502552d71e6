"""How fast one sender may go: a bucket that fills at a rate; whoever empties it waits, and nothing is dropped."""

from __future__ import annotations

import time


class Pace:
    """`rate` a second on average, `burst` at once."""

    def __init__(self, *, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._level, self._at = burst, time.monotonic()

    def wait(self) -> float:
        """Take one; seconds to wait before going on."""
        now = time.monotonic()
        self._level = min(self._burst, self._level + (now - self._at) * self._rate) - 1
        self._at = now
        return max(0.0, -self._level / self._rate)
