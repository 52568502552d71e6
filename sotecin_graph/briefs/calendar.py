"""A workshop as a calendar file (RFC 5545): in its own time zone, with that zone's rules around the day, and no person.

Lines end with CRLF and are folded at 75 octets; text is escaped (section 3.3.11), so that nothing that people wrote can
begin a property of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sotecin_graph.agendas import planned_end
from sotecin_graph.language import _
from sotecin_graph.text import clean
from sotecin_graph.workshops import Workshop, spaced

_OCTETS = 75
_AROUND = timedelta(days=370)
_HOUR = timedelta(hours=1)


def workshop_calendar(workshop: Workshop, *, address: str, now: datetime) -> bytes:
    """The calendar file of a workshop, with the address and code to join by; `now` is when it was made."""
    zone, ends = ZoneInfo(workshop.timezone), planned_end(workshop)
    event = [
        f"UID:{workshop.id}@sotecin-graph",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART;TZID={workshop.timezone}:{_local(workshop.starts_at, zone)}",
        f"DTEND;TZID={workshop.timezone}:{_local(ends, zone)}",
        f"SUMMARY:{escaped(workshop.title)}",
        f"DESCRIPTION:{escaped(_how_to_join(workshop, address))}",
        f"URL:{address}",
    ]
    return _calendar(event, _zone_lines(workshop.timezone, workshop.starts_at, ends))


def reminder_calendar(*, title: str, on: date, address: str, ident: str, now: datetime) -> bytes:
    """A day in one's own calendar to look again at an address; `ident` makes the entry one of its kind."""
    event = [
        f"UID:{ident}@sotecin-graph",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART;VALUE=DATE:{on.strftime('%Y%m%d')}",
        f"SUMMARY:{escaped(title)}",
        f"DESCRIPTION:{escaped(address)}",
        f"URL:{address}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
    ]
    return _calendar(event)


def _calendar(event: Iterable[str], zone: Iterable[str] = ()) -> bytes:
    """A file with one event, in the zone that its times name."""
    begin = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SoTecIn Factory//SoTecIn Graph//EN", "CALSCALE:GREGORIAN"]
    lines = [*begin, *zone, "BEGIN:VEVENT", *event, "END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    """Text as the value of a property: backslash, semicolon, comma and line breaks escaped."""
    kept = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return kept.replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line in parts of at most 75 octets, never within a letter; each further part begins with a blank."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _OCTETS:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part])


def _how_to_join(workshop: Workshop, address: str) -> str:
    code = _("Code to join: {code}").format(code=spaced(workshop.code))
    return f"{address}\n{code}\n{_('It works while the workshop is open. You need no account.')}"


def _zone_lines(name: str, starts_at: datetime, ends_at: datetime) -> Iterator[str]:
    """The zone as its observances from a year before to a year after the day: one for each change of its clock."""
    zone = ZoneInfo(name)
    first = (starts_at - _AROUND).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    changes = [first, *_changes(zone, first, ends_at.astimezone(UTC) + _AROUND)]
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    for at in changes:
        before, after = (at - _HOUR).astimezone(zone), at.astimezone(zone)
        kind = "DAYLIGHT" if after.dst() else "STANDARD"
        offset = before.utcoffset() if at != first else after.utcoffset()
        yield f"BEGIN:{kind}"
        # the clock as it stood before the change says when it comes (RFC 5545, section 3.6.5)
        yield f"DTSTART:{(at + (offset or timedelta())).strftime('%Y%m%dT%H%M%S')}"
        yield f"TZOFFSETFROM:{_offset(offset)}"
        yield f"TZOFFSETTO:{_offset(after.utcoffset())}"
        yield f"TZNAME:{after.tzname()}"
        yield f"END:{kind}"
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The full hours, UTC, at which the zone's distance to UTC changes; zones of today change at full hours of UTC."""
    at = first
    while at < last:
        upcoming = at + _HOUR
        if upcoming.astimezone(zone).utcoffset() != at.astimezone(zone).utcoffset():
            yield upcoming
        at = upcoming


def _offset(offset: timedelta | None) -> str:
    minutes = int((offset or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"


def _local(when: datetime, zone: ZoneInfo) -> str:
    return when.astimezone(zone).strftime("%Y%m%dT%H%M%S")


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
