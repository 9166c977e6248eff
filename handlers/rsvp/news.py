"""What follows for the answers when something about a meeting, its network or its people is otherwise."""

from facilitation.facts import Left, SettingChanged, SpeechChanged
from facilitation.meetings.facts import Changed, MeetingChanged, MeetingTold
from facilitation.rsvp import answering, concerned, plan
from facilitation.rsvp.reminders import SETTINGS
from facilitation.rsvp.turnout import Answers, answers
from handlers import posts
from handlers.meetings import card as meetings_card
from handlers.meetings import words as meeting_words
from handlers.message import Button, Message, paragraphs
from handlers.rsvp import card, clock, telling, words
from handlers.visit import Visit
from storage import due_work, meetings, people
from storage import network as networks
from storage.due_work import DueWork
from storage.meetings import TAKING_PLACE, Meeting
from storage.network import Network
from storage.people import Person

CHANGED, AGAIN, LEFT = "rsvp.changed", "rsvp.again", "rsvp.left"
SAID_TO_ALL = frozenset({Changed.HOURS, Changed.FORM, Changed.PLACE, Changed.AGAIN, Changed.DATE})


async def on_changed(visit: Visit, fact: MeetingChanged) -> None:
    """What is planned follows at once; who has a seat is told after second thoughts."""
    meeting = await meetings.by_id(visit.uow, fact.meeting_id)
    if meeting is not None:
        await _replan(visit, meeting)
        await plan.plan_seats(visit.uow, meeting, visit.now + plan.SECOND_THOUGHTS)


async def on_setting(visit: Visit, fact: SettingChanged) -> None:
    if fact.name in {setting.name for setting in SETTINGS}:
        await _replan_all(visit, fact.network_id)


async def on_speech(visit: Visit, fact: SpeechChanged) -> None:
    """Another time zone has other mornings."""
    await _replan_all(visit, fact.network_id)


async def _replan_all(visit: Visit, network_id: int) -> None:
    for meeting in await meetings.of_network(visit.uow, network_id, TAKING_PLACE, visit.now):
        await _replan(visit, meeting)


async def _replan(visit: Visit, meeting: Meeting) -> None:
    network = await networks.by_id(visit.uow, meeting.network_id)
    assert network is not None
    await plan.replan(visit.uow, meeting, network.zone, visit.now)


async def on_left(visit: Visit, fact: Left) -> None:
    await due_work.plan(
        visit.uow, LEFT, f"{fact.network_id}-{fact.person_id}", visit.now, network_id=fact.network_id,
        person=fact.person_id,
    )  # fmt: skip


async def left(visit: Visit, work: DueWork) -> None:
    """Nobody counts on someone who left; whoever was to be represented by them hears."""
    assert work.network_id is not None
    let_down = await answering.leave(visit.uow, work.network_id, work.arguments["person"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    for meeting in await meetings.of_network(visit.uow, work.network_id, TAKING_PLACE, visit.now):
        await posts.refresh(visit, meetings_card.CARD, meeting.network_id, meeting.key)
        await plan.plan_seats(visit.uow, meeting, visit.now)
        others = await people.by_ids(visit.uow, set(let_down.get(meeting.key, [])))
        if network is not None:
            telling.tell_let_down(visit, meeting, list(others.values()))


async def on_told(visit: Visit, fact: MeetingTold) -> None:
    """Those concerned hear privately; who had answered for another day is asked again, in the same message."""
    meeting = await meetings.by_id(visit.uow, fact.meeting_id)
    network = await visit.leave_for_network(fact.network_id)
    if meeting is None or network is None:
        return
    so_far = await answers(visit.uow, meeting, visit.now)
    if Changed.CANCELLED in fact.changes:
        for person in concerned.had_said_they_come(so_far):
            _tell(visit, network, meeting, person, _what(visit, meeting, person, fact.changes))
    elif fact.changes & SAID_TO_ALL:
        _tell_changes(visit, network, so_far, fact.changes)


def _tell_changes(visit: Visit, network: Network, so_far: Answers, changes: frozenset[Changed]) -> None:
    """Those who come hear what changed and what they had answered; the others are asked again."""
    meeting, again = so_far.meeting, concerned.asked_again(so_far, changes)
    for person in again:
        _ = visit.reader_of(person)
        what = _what(visit, meeting, person, changes)
        text = paragraphs(what.text, _("<b>Do you come?</b> One tap is enough."))
        buttons = (card.buttons(visit, _, meeting), (clock.more(visit, _, meeting),))
        _tell(visit, network, meeting, person, Message(text, buttons), kind=AGAIN)
    for person in {seat.answered_by.key: seat.answered_by for seat in so_far.comes}.values():
        _ = visit.reader_of(person)
        what, own = _what(visit, meeting, person, changes), so_far.of(person.key)
        text = paragraphs(what.text, words.own(_, so_far, person))
        buttons = (
            card.buttons(visit, _, meeting, own.answer if own else None),
            (clock.more(visit, _, meeting),),
        )
        seat = so_far.one_who_comes(person.key)
        names = words.names([seat]) if seat else frozenset()
        _tell(visit, network, meeting, person, Message(text, buttons, names))


def _what(visit: Visit, meeting: Meeting, person: Person, changes: frozenset[Changed]) -> Message:
    _ = visit.reader_of(person)
    text = paragraphs(
        meeting_words.news_heading(_, meeting, changes), meeting_words.what_changed(_, meeting, changes)
    )
    page = Button(_("Details"), tap=visit.tap("m", "one", meeting.key))
    return Message(text, ((page,),))


def _tell(
    visit: Visit, network: Network, meeting: Meeting, person: Person, message: Message, kind: str = CHANGED
) -> None:
    visit.tell(person, message, kind=kind, network=network, not_after=meeting.ends_at, about=meeting.key)
