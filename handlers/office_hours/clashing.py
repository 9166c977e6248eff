"""Dates of a draft against which something stands: a public holiday, a quiet time, another hour of the same people.

Before they are announced each can be left out, moved, or left as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from facilitation import quiet_times
from facilitation.calendar import clashes
from facilitation.calendar.moved import understand_move
from facilitation.calendar.rhythm import Occurrence, local
from facilitation.office_hours.plan import Exceptions
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import HALF_A_YEAR, Draft
from facilitation.refusals import Refused
from handlers import rhythms
from handlers.forms import Answers, choice
from handlers.message import Button, Message, Rows
from handlers.quiet_times import why
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings, office_hours

SKIP, KEEP, MOVE = "skip ", "keep ", "move "
MOST_LATER = 6


@dataclass(frozen=True)
class Date:
    """One date of a draft as it would take place, what stands against it in words, and what was decided about it."""

    usual: Occurrence
    actual: Occurrence
    clash: Markup | None
    skipped: bool

    @property
    def day(self) -> str:
        """The day of the rhythm that names it."""
        return self.usual.local.date().isoformat()

    @property
    def moved(self) -> bool:
        return self.actual != self.usual

    @property
    def is_open(self) -> bool:
        """Whether something stands against it about which nothing was decided."""
        return self.clash is not None and not (self.skipped or self.moved)


@dataclass(frozen=True)
class Outlook:
    """The dates that are read back: the `first` ones, and those `later` on about which there is something to decide."""

    first: Sequence[Date]
    later: Sequence[Date]
    until: int

    @property
    def every(self) -> Sequence[Date]:
        return (*self.first, *self.later)


async def outlook(visit: Visit, _: Reader, draft: Draft, most: int, *, further: bool) -> Outlook:
    """The next dates; with `further`, also those of the half year that will be planned at once."""
    ahead = list(draft.rhythm.occurrences(visit.now, visit.now + HALF_A_YEAR)) if further else []
    coming = ahead if len(ahead) > most else draft.rhythm.next(visit.now, most)
    every = await _dates(visit, _, draft, coming)
    noted = [date for date in every[most:] if date.clash or date.moved]
    seen = noted[:MOST_LATER] if len(noted) > MOST_LATER else every
    until = int(seen[-1].usual.starts.timestamp()) if seen else 0
    return Outlook(every[:most], noted[:MOST_LATER], until)


async def _dates(visit: Visit, _: Reader, draft: Draft, coming: Sequence[Occurrence]) -> list[Date]:
    """These dates with what stands against them; where somebody is elsewhere is not told."""
    if not coming:
        return []
    rest = await quiet_times.rest_of(visit.uow, visit.here.key)
    actual = [_actual(draft, each) for each in coming]
    first, last = min(each.starts for each in actual), max(each.ends for each in actual)
    busy = await office_hours.busy(visit.uow, draft.host_ids, first, last)
    meeting = await meetings.of_network(visit.uow, visit.here.key, meetings.TAKING_PLACE, first)
    found = []
    for usual, each in zip(coming, actual, strict=True):
        clash = clashes.clash(each.local.date(), _.language, rest)
        taken = any(session.starts_at < each.ends and each.starts < session.ends_at for session in busy)
        against = [why(_, clash)] if clash else []
        against += [_("already on duty at that time")] if taken else []
        meets = any(other.starts_at < each.ends and each.starts < other.ends_at for other in meeting)
        against += [_("a meeting of the network at that time")] if meets else []
        skipped = usual.local.date().isoformat() in draft.exceptions.skipped
        found.append(Date(usual, each, Markup("; ").join(against) or None, skipped))
    return found


def _actual(draft: Draft, occurrence: Occurrence) -> Occurrence:
    instead = draft.exceptions.moved.get(occurrence.local.date().isoformat())
    return draft.rhythm.at(instead) if instead else occurrence


def in_words(_: Reader, date: Date, now: datetime) -> Markup:
    """As in "piątek, 25 grudnia (święto: Boże Narodzenie)"."""
    day = rhythms.date_in_words(_, date.usual.starts, now)
    if date.skipped:
        return _("<s>{day}</s> – skipped ({why})", day=day, why=date.clash)
    if date.moved:
        instead = Markup("{}, {}").format(
            rhythms.date_in_words(_, date.actual.starts, now), _.time(date.actual.starts)
        )
        day = _("<s>{day}</s> – instead: {instead}", day=day, instead=instead)
    return Markup("{} ({})").format(day, date.clash) if date.clash else day


def hint(_: Reader, coming: Sequence[Date]) -> Markup | None:
    """What can be done about such dates."""
    if not any(date.is_open for date in coming):
        return None
    return _("Dates with a note are announced too, unless you skip or move them.")


# what is decided about single dates, as answers of the form keep it


def exceptions(answers: Answers) -> Exceptions:
    moved = {day: datetime.fromisoformat(starts) for day, starts in answers.get("moved", {}).items()}
    return Exceptions(frozenset(answers.get("skipped", ())), moved)


def choices(_: Reader, coming: Sequence[Date]) -> Rows:
    """For each date with a note: leave it out, or move it; or neither, where one of them was chosen before."""
    return tuple(_choice(_, date) for date in coming if date.clash or date.moved)


def _choice(_: Reader, date: Date) -> tuple[Button, ...]:
    day = _.short_date(date.usual.starts)
    if date.skipped or date.moved:
        return (choice(_("Keep: {date}", date=day), "confirm", f"{KEEP}{date.day}"),)
    skip = choice(_("Skip: {date}", date=day), "confirm", f"{SKIP}{date.day}")
    return skip, choice(_("Move: {date}", date=day), "confirm", f"{MOVE}{date.day}")


def pick(answers: Answers, value: str) -> bool:
    """Leave a date out, or take back what was decided about it; False for another choice."""
    if not value.startswith((SKIP, KEEP)):
        return False
    day = value.removeprefix(SKIP).removeprefix(KEEP)
    skipped, moved = set(answers.get("skipped", ())) - {day}, dict(answers.get("moved", {}))
    moved.pop(day, None)
    answers["skipped"] = sorted(skipped | {day} if value.startswith(SKIP) else skipped)
    answers["moved"] = moved
    return True


def _usual(draft: Draft, chosen: str) -> Occurrence:
    """The date whose "move" was tapped."""
    day = datetime.fromisoformat(chosen.removeprefix(MOVE)).date()
    return draft.rhythm.at(datetime.combine(day, draft.rhythm.starts.time()))


def ask_when(visit: Visit, draft: Draft, chosen: str) -> Message:
    _ = visit.reader
    usual = rhythms.date_in_words(
        Reader(_.language, draft.rhythm.zone), _usual(draft, chosen).starts, visit.now
    )
    return Message(
        _(
            "When instead of {date}? Write it like “on Wednesday at 10”, “29 December 10:00” or “an hour later”.",
            date=usual,
        )
    )


def take_when(visit: Visit, answers: Answers, draft: Draft, chosen: str, typed: str) -> None:
    """Move the date to where the words say; not into the past, nor into another date of the same rhythm."""
    usual, rhythm = _usual(draft, chosen), draft.rhythm
    starts = understand_move(typed, usual.starts, rhythm.zone, visit.now, visit.reader.language)
    if starts <= visit.now:
        raise Refused(OfficeHoursReason.PAST, date=starts)
    instead = rhythm.at(local(starts, rhythm.zone))
    around = rhythm.occurrences(instead.starts - rhythm.duration, instead.ends)
    other = next((each for each in around if each != usual and each.ends > instead.starts), None)
    if other is not None:
        raise Refused(OfficeHoursReason.OVERLAPS, date=other.starts)
    answers["moved"] = {**answers.get("moved", {}), usual.local.date().isoformat(): instead.local.isoformat()}
