"""How fast one sender may go: a bucket that fills at a rate; whoever empties it waits, and nothing is dropped."""

from __future__ import annotations

import time


class Pace:
    """`rate` a second on average, `burst` at once; `start` where the first burst is smaller."""

    def __init__(self, *, rate: float, burst: float, start: float | None = None) -> None:
        self._rate, self.burst = rate, burst
        self._level, self._at = burst if start is None else start, time.monotonic()

    def level(self) -> float:
        """What may be sent at once now; below zero is owed."""
        now = time.monotonic()
        self._level = min(self.burst, self._level + (now - self._at) * self._rate)
        self._at = now
        return self._level

    def wait(self, cost: float = 1.0) -> float:
        """Take one; seconds to wait before going on."""
        self._level = self.level() - cost
        return max(0.0, -self._level / self._rate)

    def takes(self, cost: float = 1.0) -> bool:
        """Take one where it is there, else leave all as it is."""
        is_there = self.level() >= cost
        if is_there:
            self._level -= cost
        return is_there

    def settle(self) -> None:
        """After a wait: nothing has been saved up meanwhile."""
        self._level = min(self.level(), 0.0)

    def go_on(self) -> None:
        """After waiting for something else: that time earns nothing."""
        self._at = time.monotonic()
