"""What a search for a date asks of whoever starts or changes it: what for, which dates, how long, until when."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from markupsafe import Markup

from facilitation import quiet_times
from facilitation.calendar import clashes
from facilitation.calendar.phrases import Understanding
from facilitation.calendar.rhythm import Rhythm, local
from facilitation.date_polls import polls, reading
from facilitation.date_polls.polls import MOST, Slot
from facilitation.date_polls.reading import Read
from facilitation.date_polls.reasons import DatePollReason
from facilitation.refusals import Refused
from handlers import rhythms
from handlers.forms import Answers, choice
from handlers.message import Message, columns, lines, paragraphs
from handlers.quiet_times import why
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage.network import Network

LENGTHS = (60, 120, 180, 240, 300, 360)
READY, USUAL, DROP = "ready", "usual", "drop "
SHORT_OF_LENGTH = timedelta(hours=1)


def there(visit: Visit) -> Reader:
    """Dates are typed and read back in the network's zone."""
    return Reader(visit.reader.language, visit.here.zone)


# what for


async def ask_title(visit: Visit, _answers: Answers, _step: str = "title") -> Message:
    return Message(
        visit.reader("What do you look for a date for? Write it in a few words, e.g. Meeting in Gdynia.")
    )


async def take_title(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return reading.checked_title(typed)


# which dates


def dates_of(answers: Answers) -> list[dict[str, Any]]:
    """What was read so far: starts, ends where it was said, and what was taken for granted in words."""
    found: list[dict[str, Any]] = (answers.get("dates") or {}).get("all", [])
    return found


def slots(answers: Answers) -> list[Slot]:
    """The dates as they would be proposed; one without an end lasts as long as the others."""
    lasting = usual_length(answers) or SHORT_OF_LENGTH
    found = []
    for each in dates_of(answers):
        starts = datetime.fromisoformat(each["starts"])
        found.append(Slot(starts, datetime.fromisoformat(each["ends"]) if each["ends"] else starts + lasting))
    return sorted(found, key=lambda slot: slot.starts_at)


def usual_length(answers: Answers) -> timedelta | None:
    """The length that was chosen, or that of the first date with an end."""
    if answers.get("length") is not None:
        return timedelta(minutes=answers["length"])
    for each in dates_of(answers):
        if each["ends"]:
            return datetime.fromisoformat(each["ends"]) - datetime.fromisoformat(each["starts"])
    return None


def needs_length(answers: Answers) -> bool:
    return usual_length(answers) is None


def is_one_without_end(answers: Answers) -> bool:
    return any(not each["ends"] for each in dates_of(answers))


def is_more(answers: Answers) -> bool:
    """Whether these dates join others that are proposed already."""
    return "poll" in answers


async def ask_dates(visit: Visit, answers: Answers, step: str = "dates") -> Message:
    """Which ones; or what was read so far, with a way to take one out."""
    _ = visit.reader
    found = dates_of(answers)
    if not found:
        return Message(
            _(
                "Which dates? Up to {most}, in one message or several, e.g.:\n"
                "14 January 10:00–15:00\n15 January 10:00–15:00\nFriday 9:30",
                most=MOST,
            )
        )
    text = paragraphs(
        await read_back(visit, answers),
        _("Write more dates, or tap what is right."),
    )
    out = [
        choice(f"✗ {_label(visit, each['starts'])}", step, f"{DROP}{n}")
        for n, each in enumerate(_in_order(found))
    ]
    ready = choice(_("These are all"), step, READY, style="success")
    return Message(text, (*columns(out, 2), (ready,)))


def _in_order(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda each: str(each["starts"]))


def _label(visit: Visit, starts: str) -> str:
    _, moment = there(visit), datetime.fromisoformat(starts)
    return f"{_.short_date(moment)}, {_.time(moment)}"


async def take_dates(visit: Visit, answers: Answers, typed: str) -> Any:
    """What was typed joins what was read before; nothing of it is kept if one of them can't be read."""
    read = reading.read_dates(typed, visit.now, visit.here.zone, visit.reader.language)
    every = [*dates_of(answers), *(_kept(visit, each) for each in read)]
    polls.checked(slots({**answers, "dates": {"all": every}}), visit.now)
    return {"all": every, "ready": False}


async def pick_dates(visit: Visit, answers: Answers, value: Value) -> Any:
    found = _in_order(dates_of(answers))
    if value == READY:
        if len(found) < (1 if is_more(answers) else polls.FEWEST):
            raise Refused(DatePollReason.TOO_FEW)
        return {"all": found, "ready": True}
    gone = str(value).removeprefix(DROP)
    if not gone.isdecimal() or int(gone) >= len(found):
        raise Refused(DoorReason.OLD_BUTTON)
    return {"all": [each for n, each in enumerate(found) if n != int(gone)], "ready": False}


def _kept(visit: Visit, read: Read) -> dict[str, Any]:
    _, zone = visit.reader, visit.here.zone
    lasting = (read.ends_at or read.starts_at + SHORT_OF_LENGTH) - read.starts_at
    rhythm = Rhythm(local(read.starts_at, zone), lasting, zone)
    said = rhythms.assumed_in_words(_, Understanding(rhythm, read.assumptions))
    if read.as_before:
        date = rhythms.date_in_words(there(visit), read.starts_at, visit.now)
        said.append(_("{date}: no hour was given, so I take that of the date before.", date=date))
    return {
        "starts": read.starts_at.astimezone(UTC).isoformat(),
        "ends": read.ends_at.astimezone(UTC).isoformat() if read.ends_at else None,
        "said": [str(each) for each in said],
    }


# how long


async def ask_length(visit: Visit, _answers: Answers, step: str = "length") -> Message:
    _ = visit.reader
    buttons = [choice(_.duration(minutes), step, minutes) for minutes in LENGTHS]
    return Message(_("How long will it take? Tap, or write it, e.g. “90 minutes”."), columns(buttons, 3))


async def take_length(visit: Visit, _answers: Answers, typed: str) -> Any:
    return int(reading.read_length(typed, visit.reader.language).total_seconds() // 60)


async def pick_length(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in LENGTHS:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


# until when


def deadline(visit: Visit, answers: Answers) -> datetime:
    """What was said, or a usual one."""
    said = answers.get("until")
    if said:
        return datetime.fromisoformat(said["at"])
    return reading.usual_deadline(slots(answers)[0].starts_at, visit.now, visit.here.zone)


async def ask_until(visit: Visit, answers: Answers, step: str = "until") -> Message:
    _ = visit.reader
    usual = reading.usual_deadline(slots(answers)[0].starts_at, visit.now, visit.here.zone)
    button = choice(there(visit).plain_moment(usual), step, USUAL)
    return Message(_("Until when shall I take answers? Tap, or write it, e.g. “Friday” or “14 January 12:00”."),
                   ((button,),))  # fmt: skip


async def take_until(visit: Visit, answers: Answers, typed: str) -> Any:
    at, assumed = reading.read_deadline(typed, visit.now, visit.here.zone, visit.reader.language)
    polls.checked_deadline(at, slots(answers)[0].starts_at, visit.now)
    return {"at": at.isoformat(), "evening": assumed}


async def pick_until(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value != USUAL:
        raise Refused(DoorReason.OLD_BUTTON)
    return None


# read back


async def read_back(visit: Visit, answers: Answers) -> Markup:
    """Every date with its weekday, what stands against it, and what was taken for granted."""
    _, found = visit.reader, slots(answers)
    said = [Markup(each) for date in dates_of(answers) for each in date["said"]]  # noqa: S704  (rendered before)
    chosen = answers.get("length") is not None and not is_more(answers)
    if is_one_without_end(answers) and not (chosen or needs_length(answers)):
        lasting = usual_length(answers) or SHORT_OF_LENGTH
        length = _.duration(int(lasting.total_seconds() // 60))
        said.append(_("Where no end was given, I assume: {length}.", length=length))
    shown = await against(visit, visit.here, found)
    length_known = not needs_length(answers)
    return paragraphs(
        lines(
            *(_date(visit, n, each, shown.get(each), ends=length_known) for n, each in enumerate(found, 1))
        ),
        lines(*dict.fromkeys(said)),
    )


def _date(visit: Visit, number: int, time: Slot, note: Markup | None, *, ends: bool) -> Markup:
    _ = there(visit)
    date, hours = rhythms.date_in_words(_, time.starts_at, visit.now), _.time(time.starts_at)
    if ends:
        hours = Markup("{}–{}").format(hours, _.time(time.ends_at))
    text = Markup("{}. {}, {}").format(number, date, hours)
    return Markup("{} ({})").format(text, note) if note else text


async def against(visit: Visit, network: Network, times: Sequence[Slot]) -> dict[Slot, Markup]:
    """What stands against a date: a holiday, a quiet time, something else that the network does then. Only shown."""
    _ = visit.reader
    if not times:
        return {}
    rest = await quiet_times.rest_of(visit.uow, network.key)
    busy = [
        entry
        for feature in visit.registry.features
        if feature.calendar is not None
        for entry in await feature.calendar(visit, network, _, min(each.starts_at for each in times))
        if not entry.off
    ]
    found: dict[Slot, Markup] = {}
    for each in times:
        clash = clashes.clash(local(each.starts_at, network.zone).date(), _.language, rest)
        notes = [why(_, clash)] if clash else []
        meets = [one.summary for one in busy if one.starts < each.ends_at and each.starts_at < one.ends]
        notes += [_("at the same time: {what}", what=what) for what in dict.fromkeys(meets)]
        if notes:
            found[each] = Markup("; ").join(notes)
    return found
