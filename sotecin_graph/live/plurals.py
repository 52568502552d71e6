"""Texts of the canvas that depend on a number, one for each plural form."""

from __future__ import annotations

from sotecin_graph.language import ngettext

SAMPLES = {"one": 1, "few": 2, "other": 20}
"""A number of each plural form (CLDR) that our languages have: 20 is "other" in Romanian, 2 is "few"."""


def forms(key: str, one: str, many: str) -> dict[str, str]:
    """``{"votes.one": …, "votes.few": …, "votes.other": …}`` in the reader's language."""
    return {f"{key}.{form}": ngettext(one, many, sample) for form, sample in SAMPLES.items()}
