"""One's own answer: a tap in the group or in private, and the private screen with all that belongs to it."""

from markupsafe import Markup

from facilitation.meetings.reasons import MeetingReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.rsvp import How, answering, needs, substitutes
from facilitation.rsvp.answering import Said
from facilitation.rsvp.reasons import RsvpReason
from facilitation.rsvp.turnout import Answers, answers
from handlers import posts
from handlers.meetings import card as meetings_card
from handlers.meetings import door
from handlers.meetings import words as meeting_words
from handlers.message import Button, Message, lines, paragraphs
from handlers.rsvp import card, telling, words
from handlers.visit import Visit
from storage import rsvp
from storage.meetings import Meeting, MeetingForm
from storage.people import Reach
from storage.rsvp import Answer


async def on_yes(visit: Visit, meeting_id: int) -> None:
    await _answer(visit, meeting_id, Answer.YES)


async def on_remote(visit: Visit, meeting_id: int) -> None:
    await _answer(visit, meeting_id, Answer.REMOTE)


async def on_no(visit: Visit, meeting_id: int) -> None:
    await _answer(visit, meeting_id, Answer.NO)


async def on_show(visit: Visit, meeting_id: int) -> None:
    """By a button, or by the link on the card."""
    meeting = await enter(visit, meeting_id)
    try:
        so_far = await answering.open_answers(visit.uow, meeting, visit.me, visit.now)
    except Refused as refusal:
        if refusal.reason is not RsvpReason.NOT_INVITED or not visit.may(Act.PLAN_MEETINGS):
            raise
        visit.edit(await overview(visit, await answers(visit.uow, meeting, visit.now)))
        return
    visit.edit(await screen(visit, so_far))


async def on_its_me(visit: Visit, meeting_id: int, named_by: int) -> None:
    """Whoever was known by name only has joined meanwhile."""
    meeting = await enter(visit, meeting_id)
    said = await substitutes.be_the_one(visit.uow, meeting, visit.me, named_by, visit.now)
    await taken(visit, said)
    visit.edit(await screen(visit, said.answers))


async def enter(visit: Visit, meeting_id: int, act: Act = Act.SEE_MEETINGS) -> Meeting:
    """A meeting, held against whoever taps at the same moment; the card in the group is seen by others, too."""
    try:
        return await door.enter(visit, meeting_id, act)
    except Refused as refusal:
        if refusal.reason is MeetingReason.GONE:
            raise Refused(RsvpReason.NOT_INVITED) from None
        raise


async def taken(visit: Visit, said: Said) -> None:
    """What follows from an answer: the card counts it, and whoever named this person hears."""
    meeting = said.answers.meeting
    await posts.refresh(visit, meetings_card.CARD, meeting.network_id, meeting.key)
    await telling.tell_those_represented(visit, said)


async def _answer(visit: Visit, meeting_id: int, wish: Answer) -> None:
    meeting = await enter(visit, meeting_id)
    said = await answering.answer(visit.uow, meeting, visit.me, wish, visit.now)
    await taken(visit, said)
    if visit.heard.private:
        visit.edit(await screen(visit, said.answers))
    visit.answer(_toast(visit, said))


def _toast(visit: Visit, said: Said) -> str:
    _, online = visit.reader, said.answers.meeting.form is MeetingForm.ONLINE
    if said.coming.answer is Answer.NO:
        return _("Saved: you don't come. Someone of your institution can come instead: “More…”.")
    if said.place and visit.me.reach is Reach.OPEN:
        return _("The room is full. Your place on the waiting list: {place}. I'll write when a seat is free.",
                 place=said.place)  # fmt: skip
    if said.place:
        return _("The room is full. Your place on the waiting list: {place}. Tap “More…” so that I can write to you.",
                 place=said.place)  # fmt: skip
    if said.coming.answer is Answer.REMOTE and not online:
        return _("Saved: you take part online.")
    return _("Saved: you come.")


async def screen(visit: Visit, so_far: Answers) -> Message:
    """One's own answer, with everything that can be said besides yes and no."""
    _, meeting, me = visit.reader, so_far.meeting, visit.me
    own, seat = so_far.of(me.key), so_far.one_who_comes(me.key)
    in_room = seat is not None and seat.how is How.IN_PERSON
    told = await rsvp.needs_of(visit.uow, meeting.key, me.key) if in_room else None
    text = paragraphs(words.own(_, so_far, me), words.needs(_, told))
    rows = [card.buttons(visit, _, meeting, own.answer if own else None)]
    named = substitutes.named_of(so_far, me)
    for row, other in named if seat is None else ():
        label = _("It's me: {name}", name=row.substitute_name)
        rows.append((Button(label, tap=visit.tap("rsvp", "itsme", meeting.key, other.key)),))
    if me.key in {person.key for person in so_far.asked}:
        rows.append((Button(_("Someone in my place…"), tap=visit.tap("rsvp", "standin", meeting.key)),))
    if in_room:
        rows.append((Button(_("Diet and other needs…"), tap=visit.tap("rsvp", "needs", meeting.key)),))
    if told is not None:
        rows.append((Button(_("Delete what I need"), tap=visit.tap("rsvp", "noneeds", meeting.key)),))
    shared = await overview(visit, so_far)
    names = frozenset(other.key for _, other in named) | _named(so_far, me.key)
    return Message(paragraphs(shared.text, text), (*rows, *shared.buttons), names)


async def overview(visit: Visit, so_far: Answers) -> Message:
    """Which meeting, how many come, and the ways to the lists."""
    _, meeting = visit.reader, so_far.meeting
    text = paragraphs(
        lines(Markup("<b>{}</b>").format(meeting_words.title(_, meeting)), meeting_words.when(_, meeting)),
        words.counts(_, so_far),
    )
    who = Button(_("Who comes"), tap=visit.tap("rsvp", "who", meeting.key))
    kitchen = Button(_("For the kitchen and the room"), tap=visit.tap("rsvp", "catering", meeting.key))
    back = Button(_("‹ The meeting"), tap=visit.tap("m", "one", meeting.key))
    cares = await needs.looks_after_needs(visit.uow, meeting.network_id, visit.roles, visit.now)
    lists = [who] if visit.me.key in {person.key for person in so_far.asked} or cares else []
    with_kitchen = cares and meeting.form is not MeetingForm.ONLINE
    return Message(text).with_buttons(lists, [kitchen] if with_kitchen else [], [back])


def _named(so_far: Answers, person_id: int) -> frozenset[int]:
    """Whom the words about one's own answer name."""
    own, seat = so_far.of(person_id), so_far.one_who_comes(person_id)
    substitute = {own.substitute_id} if own and own.substitute_id else set()
    return frozenset(substitute) | (words.names([seat]) if seat else frozenset())
