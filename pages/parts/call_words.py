"""What the fields of calls and call challenges say, as texts to put side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sotecin_graph.briefs.dates import moment
from sotecin_graph.calls import Wording
from sotecin_graph.language import _
from sotecin_graph.vocabulary import label


def value_words(_name: str, value: Any, timezone: str = "UTC") -> str:
    """A wording on three lines, a time with its zone, value chains by name, anything else as it is."""
    if isinstance(value, Wording):
        wish = f"{_('We are looking for a solution that')} {value.wish or '…'}"
        return f"{value.title}\n{value.problem}\n{wish}"
    if isinstance(value, datetime):
        return moment(value, timezone)
    if isinstance(value, tuple):
        return ", ".join(label(each) for each in value)
    return "" if value is None else str(value)
