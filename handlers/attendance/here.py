"""Saying that one is there: by a button, by the code of the screen, or by the link of its picture."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.attendance import checking_in as rules
from facilitation.permissions import Act, may
from facilitation.refusals import Refused
from handlers import forms
from handlers.attendance import card, guests, words
from handlers.forms import Answers, Form, Step
from handlers.meetings import door
from handlers.meetings import words as about
from handlers.meetings.one import show as show_page
from handlers.message import Message, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import attendance, meetings
from storage.attendance import Presence
from storage.meetings import TAKING_PLACE, Meeting, MeetingState

MARGIN = rules.AFTER


async def on_here(visit: Visit, meeting_id: int, how: int) -> None:
    """One tap, in the group or on one's own page; another tap changes how."""
    meeting = await door.enter(visit, meeting_id, Act.CHECK_IN)
    presence = presence_of(how)
    if presence is None:
        raise Refused(DoorReason.OLD_BUTTON)
    await _check_in(visit, meeting, presence)
    if visit.heard.private:
        await show_page(visit, meeting)


async def on_not_here(visit: Visit, meeting_id: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.CHECK_IN)
    await rules.change(visit.uow, meeting, visit.me.key, None, visit.now)
    await card.refresh(visit, meeting)
    visit.answer(visit.reader("You are no longer on the list."))
    await show_page(visit, meeting)


def presence_of(how: int) -> Presence | None:
    if not 0 <= how < len(words.NUMBERS):
        raise Refused(DoorReason.OLD_BUTTON)
    return words.NUMBERS[how]


async def _check_in(visit: Visit, meeting: Meeting, wished: Presence) -> Presence:
    """How the person is on the list now; a wish that differs from before counts."""
    _, me = visit.reader, visit.me.key
    presence = rules.presence_in(meeting, wished)
    if await rules.check_in(visit.uow, visit.here, meeting, me, presence, visit.now):
        visit.answer(_("You are on the attendance list: {how}.", how=_(words.HOW[presence])))
        await card.refresh(visit, meeting)
        return presence
    known = await attendance.of_person(visit.uow, meeting.key, me)
    if visit.heard.tap is not None and known is not None and known.presence is not presence:
        await rules.change(visit.uow, meeting, me, presence, visit.now)
        visit.answer(_("Changed: {how}.", how=_(words.HOW[presence])))
        return presence
    visit.answer(_("You are on the list already."))
    return known.presence if known else presence


async def _by_code(visit: Visit, meeting: Meeting) -> None:
    """Whoever has the code of the screen is on site, unless they say otherwise."""
    _ = visit.reader
    presence = await _check_in(visit, meeting, Presence.IN_PERSON)
    text = lines(
        _("<b>You are on the attendance list: {how}</b>", how=_(words.HOW[presence])),
        about.title(_, meeting),
        about.when(_, meeting),
    )
    visit.edit(Message(text, card.own_buttons(visit, _, meeting, presence)))


# the code


async def show(visit: Visit, typed: str) -> None:
    """`/obecnosc K7P3M`; without a code it is asked for."""
    open_now = await _open_now(visit)
    if not open_now:
        visit.reply(await _nothing(visit))
    elif not typed:
        await forms.begin(visit, FORM, network_id=visit.here.key)
    elif (found := await _meant(visit, open_now, typed)) is not None:
        await _by_code(visit, found)
    else:
        visit.reply(Message(await _wrong(visit, open_now)))


async def _open_now(visit: Visit) -> list[Meeting]:
    states = (*TAKING_PLACE, MeetingState.CLOSED)
    found = await meetings.of_network(visit.uow, visit.here.key, states, visit.now - MARGIN)
    return [each for each in found if rules.is_open(each, visit.now) and await door.may_see(visit, each)]


async def _nothing(visit: Visit) -> Message:
    _ = visit.reader
    coming = await meetings.next_meeting(visit.uow, visit.here.key, visit.now)
    text = paragraphs(
        _("No check-in is open now. It opens an hour before a meeting and closes an hour after it."),
        _("Next meeting: {when}", when=about.when(_, coming)) if coming else None,
    )
    return Message(text)


async def _meant(visit: Visit, open_now: Sequence[Meeting], typed: str) -> Meeting | None:
    """The meeting whose code this is."""
    for meeting in open_now:
        if await rules.is_code(visit.uow, meeting, visit.me.key, typed):
            return meeting
    return None


async def _wrong(visit: Visit, open_now: Sequence[Meeting]) -> Markup:
    _ = visit.reader
    left = min([await rules.tries_left(visit.uow, each, visit.me.key) for each in open_now], default=0)
    if not left:
        return paragraphs(_("That is not the code either."), _too_often(visit))
    again = _.plural("You have {n} more try.", "You have {n} more tries.", left)
    return paragraphs(
        _("That is not the code. It has {n} letters and digits, and stands on the screen.", n=rules.LENGTH),
        again,
    )


def _too_often(visit: Visit) -> Markup:
    return visit.reader(
        "Please tap the button on the meeting's card in the group, or let those who lead tick you off."
    )


async def _ask_code(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    if "code" in answers:
        return Message(await _wrong(visit, await _open_now(visit)))
    return Message(_("Please send the code that stands on the screen, e.g. <code>K7P3M</code>."))


async def _take_code(visit: Visit, answers: Answers, typed: str) -> int | None:
    visit.require(Act.CHECK_IN)
    found = await _meant(visit, await _open_now(visit), typed)
    return found.key if found else None


async def _done(visit: Visit, answers: Answers) -> None:
    await _by_code(visit, await door.enter(visit, answers["code"], Act.CHECK_IN))


FORM = Form(
    "attendance",
    (Step("code", _ask_code, take=_take_code, settled=lambda answer: answer is not None),),
    _done,
)


# the link of the picture


async def on_link(visit: Visit, meeting_id: int, code: str) -> None:
    """Whoever reads the picture: someone of the network is on the list, someone else may give their name."""
    _ = visit.reader
    meeting = await meetings.by_id(visit.uow, meeting_id)
    if meeting is None or not rules.is_open(meeting, visit.now):
        visit.reply(Message(_("This code does not count now: check-in opens an hour before a meeting and closes an "
                              "hour after it.")))  # fmt: skip
        return
    person = await visit.become_known()
    if not await rules.is_code(visit.uow, meeting, person.key, code):
        visit.reply(
            Message(_("This is not the code of the meeting. Please scan the picture on the screen again."))
        )
        return
    if may(visit.roles_in.get(meeting.network_id, frozenset()), Act.CHECK_IN):
        await _by_code(visit, await door.enter(visit, meeting_id, Act.CHECK_IN))
    else:
        await guests.introduce(visit, meeting, code)
