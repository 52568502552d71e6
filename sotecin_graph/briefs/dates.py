"""Dates, times, zones and lists as a reader of a document expects them, by Babel in the document's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time, get_timezone_location
from babel.lists import format_list

from sotecin_graph.language import _, locale, spoken
from sotecin_graph.vocabulary import HUBS


def day(when: date) -> str:
    """A date in full words: "14 June 2024"."""
    return str(format_date(when, format="long", locale=locale()))


def listed(words: Iterable[str]) -> str:
    """Words as a list of the language: "a, b and c"."""
    return str(format_list(list(words), locale=locale()))


def moment(when: datetime, timezone: str) -> str:
    """A time that cannot be misread: "Friday 27 September 2024, 17:00 Brussels time (CEST, UTC+2)"."""
    local = when.astimezone(ZoneInfo(timezone))
    return _("{day}, {time} {city} time ({zone})").format(
        day=format_date(local, format="EEEE d MMMM y" if spoken() == "en" else "full", locale=locale()),
        time=format_time(local, format="short", locale=locale()),
        city=city(timezone),
        zone=_zone_words(local),
    )


def clock(when: datetime, timezone: str) -> str:
    """The time of day in a zone: "17:00"."""
    return str(format_time(when.astimezone(ZoneInfo(timezone)), format="short", locale=locale()))


def elsewhere(when: datetime, timezone: str) -> str:
    """What the moment means in two hub cities of other zones, each zone once: "16:00 in Lisbon, 18:00 in Bucharest"."""
    home = when.astimezone(ZoneInfo(timezone))
    zones: dict[timedelta | None, str] = {home.utcoffset(): timezone}
    for facts in HUBS.values():
        zones.setdefault(when.astimezone(ZoneInfo(facts.timezone)).utcoffset(), facts.timezone)
    return ", ".join(_clock(when, zone, home) for zone in [*zones.values()][1:3])


def city(timezone: str) -> str:
    """The city by which people know a zone, in the reader's language; UTC stays UTC."""
    if "/" not in timezone:
        return timezone
    return str(get_timezone_location(ZoneInfo(timezone), locale=locale(), return_city=True))


def _clock(when: datetime, timezone: str, home: datetime) -> str:
    local = when.astimezone(ZoneInfo(timezone))
    if local.date() == home.date():
        time = format_time(local, format="short", locale=locale())
    else:
        time = format_datetime(local, "EEEE HH:mm", locale=locale())
    return _("{time} in {city}").format(time=time, city=city(timezone))


def _zone_words(local: datetime) -> str:
    """The zone's letters, where it has some, and its distance to UTC."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    distance = f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
    letters = local.tzname() or ""
    return f"{letters}, {distance}" if letters.isalpha() and letters != "UTC" else distance
