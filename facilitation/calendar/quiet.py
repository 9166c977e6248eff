"""The hours in which a network sleeps: when a message that can wait should go out instead."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from facilitation.calendar.rhythm import local, utc


@dataclass(frozen=True)
class QuietHours:
    """From `starts` until `ends` on the clock, usually over midnight; the same hour twice is never quiet."""

    starts: time = time(21)
    ends: time = time(8)

    def covers(self, clock: time) -> bool:
        if self.starts <= self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends


NIGHT = QuietHours()


def next_sensible_moment(moment: datetime, zone: str, quiet: QuietHours = NIGHT) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into; in UTC."""
    here = local(moment, zone)
    if not quiet.covers(here.time()):
        return moment.astimezone(UTC)
    end = datetime.combine(here.date(), quiet.ends)
    if end <= here:
        end += timedelta(days=1)
    return max(utc(end, zone), moment.astimezone(UTC))


def is_quiet(moment: datetime, zone: str, quiet: QuietHours = NIGHT) -> bool:
    return quiet.covers(local(moment, zone).time())
