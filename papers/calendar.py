"""Calendars as other programs read them: iCalendar (RFC 5545), in UTC."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event

PRODUCT = "-//Spoiwo//Spoiwo//PL"
MEDIA_TYPE = "text/calendar; charset=utf-8"
LOOK_AGAIN = "PT1H"
UNKNOWN = ("Cc", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class Entry:
    """Something at a time. `uid` names it for good, `revision` counts its changes, `changed` is the last of them.

    What is `off` stays, as cancelled, so that calendars that have it take it out.
    """

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    changed: datetime
    description: str = ""
    place: str = ""
    revision: int = 0
    off: bool = False


@dataclass(frozen=True)
class Timetable:
    """A calendar with a name."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def changed(self) -> datetime | None:
        """When the last of the entries changed."""
        return max((_utc(entry.changed) for entry in self.entries), default=None)


def as_ics(timetable: Timetable) -> bytes:
    """What calendars read; the same entries give the same bytes."""
    whole = Calendar()
    whole.add("PRODID", PRODUCT)
    whole.add("VERSION", "2.0")
    whole.add("CALSCALE", "GREGORIAN")
    whole.add("METHOD", "PUBLISH")
    whole.add("X-WR-CALNAME", _plain(timetable.name))
    whole.add("X-PUBLISHED-TTL", LOOK_AGAIN)
    for entry in timetable.entries:
        whole.add_component(_event(entry))
    content: bytes = whole.to_ical(sorted=False)
    return content


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", _utc(entry.changed))
    event.add("LAST-MODIFIED", _utc(entry.changed))
    event.add("SEQUENCE", entry.revision)
    event.add("STATUS", "CANCELLED" if entry.off else "CONFIRMED")
    event.add("DTSTART", _utc(entry.starts))
    event.add("DTEND", _utc(entry.ends))
    event.add("SUMMARY", _plain(entry.summary))
    if entry.place:
        event.add("LOCATION", _plain(entry.place))
    if entry.description:
        event.add("DESCRIPTION", _plain(entry.description))
    return event


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _plain(text: str) -> str:
    """With a space for each sign that would end a line or that iCalendar does not know."""
    return "".join(" " if sign != "\n" and unicodedata.category(sign) in UNKNOWN else sign for sign in text)
