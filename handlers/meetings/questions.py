"""The questions about a meeting: when, in which form, where, with whom as host, what for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from facilitation.calendar.moved import understand_move
from facilitation.calendar.phrases import understand
from facilitation.calendar.rhythm import local, utc
from facilitation.meetings import hosting, planning
from facilitation.meetings.planning import USUAL_LENGTH
from facilitation.meetings.reasons import MeetingReason
from facilitation.refusals import Refused
from handlers import picker, rhythms
from handlers.forms import Answers, Step, choice
from handlers.meetings.words import ABOUT_WORK_FORMATS, WORK_FORMATS, form_name
from handlers.message import Message, columns, lines, paragraphs
from handlers.picker import Option
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import institutions
from storage.meetings import Meeting, MeetingForm, WorkFormat

# when


def understood(visit: Visit, typed: str) -> Any:
    """The hours that the words mean; kept with the words, so that what was assumed can be said."""
    zone, language = visit.here.zone, visit.reader.language
    found = understand(typed, visit.now, zone, language)
    if found.rhythm.rule:
        raise Refused(MeetingReason.HAS_A_RHYTHM)
    first = found.rhythm.at(found.rhythm.starts)
    ends = first.starts + USUAL_LENGTH if found.lasts_as_usual else first.ends
    typed_then = {"words": typed, "at": visit.now.timestamp(), "zone": zone, "language": language}
    return kept(first.starts, ends) | {"typed": typed_then}


def moved(visit: Visit, meeting: Meeting, typed: str) -> Any:
    """Other hours of a meeting; where the words name no end, it lasts as long as before."""
    zone, language = visit.here.zone, visit.reader.language
    try:
        found = understand(typed, visit.now, zone, language)
    except Refused:
        return _as_long(meeting, understand_move(typed, meeting.starts_at, zone, visit.now, language), zone)
    if found.rhythm.rule:
        raise Refused(MeetingReason.HAS_A_RHYTHM)
    first = found.rhythm.at(found.rhythm.starts)
    return _as_long(meeting, first.starts, zone) if found.lasts_as_usual else kept(first.starts, first.ends)


def _as_long(meeting: Meeting, starts: datetime, zone: str) -> dict[str, Any]:
    """As long as before, on the clock."""
    lasting = local(meeting.ends_at, zone) - local(meeting.starts_at, zone)
    return kept(starts, utc(local(starts, zone) + lasting, zone))


def kept(starts: datetime, ends: datetime) -> dict[str, Any]:
    return {"starts": int(starts.timestamp()), "ends": int(ends.timestamp())}


def hours(answers: Answers) -> tuple[datetime, datetime]:
    when = answers["when"]
    return datetime.fromtimestamp(when["starts"], UTC), datetime.fromtimestamp(when["ends"], UTC)


def assumed(_: Reader, answers: Answers) -> list[Markup]:
    """What was taken for granted in reading the words."""
    typed = answers["when"].get("typed")
    if typed is None:
        return []
    at = datetime.fromtimestamp(typed["at"], UTC)
    found = understand(typed["words"], at, typed["zone"], typed["language"])
    minutes = int(USUAL_LENGTH.total_seconds() // 60)
    usual = _("No length was given, so I assume: {length}.", length=_.duration(minutes))
    told = rhythms.assumptions_in_words(_, found)
    return [*told, usual] if found.lasts_as_usual else told


async def _ask_when(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("When? Write the day and the hours, like “14 January 10:00–15:00”."))


async def _take_when(visit: Visit, answers: Answers, typed: str) -> Any:
    when = understood(visit, typed)
    starts, ends = hours({"when": when})
    network = visit.here
    await planning.refuse_then(
        visit.uow, network.key, starts, ends, visit.now, besides=answers.get("proposal")
    )
    return when


async def free(visit: Visit, when: Any, besides: int | None = None) -> Any:
    """The same hours; refused where they are past, or another meeting takes place then."""
    starts, ends = hours({"when": when})
    await planning.refuse_then(visit.uow, visit.here.key, starts, ends, visit.now, besides=besides)
    return when


# in which form, where


async def _ask_form(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    those = [choice(form_name(_, form), "form", form.value) for form in MeetingForm]
    return Message(_("How do people meet?"), columns(those, 1))


async def _pick_form(_visit: Visit, _answers: Answers, value: Value) -> Value:
    return one_of(MeetingForm, value)


async def _ask_place(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("Where? Write the place as people need it to get there: town, building, street, room."))


async def _take_place(_visit: Visit, _answers: Answers, typed: str) -> str:
    return planning.checked_place(typed)


async def _ask_link(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("By which link do people take part from afar? It can also be added later."))


async def _take_link(_visit: Visit, _answers: Answers, typed: str) -> str:
    return planning.checked_link(typed)


async def _ask_seats(visit: Visit, _answers: Answers) -> Message:
    return Message(
        visit.reader("How many people fit into the room? Skip this if there is room for everyone.")
    )


async def _take_seats(_visit: Visit, _answers: Answers, typed: str) -> int | None:
    return planning.checked_seats(typed)


# with whom as host


async def _ask_host(visit: Visit, _answers: Answers) -> Markup:
    _ = visit.reader
    turn = await hosting.hosts_in_turn(visit.uow, visit.here.key)
    return paragraphs(
        _("Which institution is the host?"),
        _("Whose turn it is comes first: they have offered, and hosted least or longest ago.")
        if turn
        else None,
    )


async def host_options(visit: Visit, _answers: Answers) -> Sequence[Option]:
    """Those whose turn it is first, then all others by name."""
    _ = visit.reader
    turn = await hosting.hosts_in_turn(visit.uow, visit.here.key)
    first = {institution.key for institution in turn}
    every = await institutions.of_network(visit.uow, visit.here.key)
    others = [institution for institution in every if institution.key not in first]
    offered = _("has offered").unescape()
    return [Option(each.key, each.name, offered) for each in turn] + [
        Option(each.key, each.name) for each in others
    ]


def _host() -> Step:
    asked = picker.step("host", _ask_host, host_options, when=_in_room)
    return Step("host", asked.ask, asked.take, asked.pick, asked.when, optional=True, settled=asked.settled)


# what for


async def _ask_format(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("Which work format? It gives the agenda its frame."),
        lines(*(
            Markup("• <b>{}</b>: {}").format(_(WORK_FORMATS[each]), _(ABOUT_WORK_FORMATS[each])) for each in WorkFormat
        )),
    )  # fmt: skip
    return Message(
        text, columns([choice(_(WORK_FORMATS[each]), "format", each.value) for each in WorkFormat], 2)
    )


async def _pick_format(_visit: Visit, _answers: Answers, value: Value) -> Value:
    return one_of(WorkFormat, value)


async def _ask_title(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("What is it about? Write a title in a few words."))


async def _take_title(_visit: Visit, _answers: Answers, typed: str) -> str:
    return planning.checked_title(typed)


def one_of(words: type[MeetingForm] | type[WorkFormat], value: Value) -> Value:
    if value not in {each.value for each in words}:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


def _in_room(answers: Answers) -> bool:
    return answers.get("form") != MeetingForm.ONLINE.value


def _remote(answers: Answers) -> bool:
    return answers.get("form") != MeetingForm.IN_PERSON.value


STEPS = (
    Step("when", _ask_when, _take_when),
    Step("form", _ask_form, None, _pick_form),
    _host(),
    Step("place", _ask_place, _take_place, when=_in_room, optional=True),
    Step("seats", _ask_seats, _take_seats, when=_in_room, optional=True),
    Step("link", _ask_link, _take_link, when=_remote, optional=True),
    Step("format", _ask_format, None, _pick_format, optional=True),
    Step("title", _ask_title, _take_title, optional=True),
)

LABELS = {
    "when": mark("When"),
    "form": mark("How"),
    "host": mark("Host"),
    "place": mark("Place"),
    "seats": mark("Seats"),
    "link": mark("Link"),
    "format": mark("Work format"),
    "title": mark("Title"),
}
