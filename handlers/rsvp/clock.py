"""What the clock says to whom: reminders to those who come, a question to those who have not answered."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.rsvp import Comes, How, concerned, plan
from facilitation.rsvp.concerned import Concerned, Seating
from handlers.meetings import calendar
from handlers.meetings import card as meetings_card
from handlers.meetings import words as meeting_words
from handlers.message import Button, Message, lines, paragraphs
from handlers.rsvp import card, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import roles
from storage.due_work import DueWork
from storage.institutions import Institution
from storage.meetings import Meeting, MeetingForm
from storage.network import Network
from storage.roles import Role

ASKED, UNREACHED, SEAT = "rsvp.asked", "rsvp.unreached", "rsvp.seat"


async def remind(visit: Visit, work: DueWork) -> None:
    """A week, a day or an hour before."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    found = await concerned.by_reminder(
        visit.uow, work.kind, work.arguments["meeting"], network.zone, visit.now
    )
    if found is None:
        return
    meeting = found.answers.meeting
    host = await meetings_card.host_of(visit, meeting)
    for seat in found.reminded:
        person = seat.person or seat.answered_by
        if seat.person is not None or work.kind == plan.DAY:
            message = _reminder(visit, visit.reader_of(person), work.kind, meeting, seat, host)
            visit.tell(person, message, kind=work.kind, network=network, not_after=work.not_after,
                       about=meeting.key)  # fmt: skip
    for person in found.asked:
        message = _question(visit, visit.reader_of(person), meeting, host)
        visit.tell(person, message, kind=ASKED, network=network, not_after=work.not_after, about=meeting.key)
    if found.unreached:
        await _name_unreached(visit, network, found)


def _reminder(
    visit: Visit, _: Reader, kind: str, meeting: Meeting, seat: Comes, host: Institution | None
) -> Message:
    online = seat.how is How.REMOTE and bool(meeting.link)
    link = _("Link: {link}", link=meeting.link) if kind == plan.HOUR and online else None
    about = meeting_words.when(_, meeting) if link else meeting_words.about(_, meeting, host)
    text = paragraphs(words.headed(_, meeting, visit.now), link, about, _own(_, meeting, seat))
    join = [Button(_("Join online"), url=meeting.link)] if online and kind != plan.WEEK else []
    needs = [Button(_("Diet and other needs…"), tap=visit.tap("rsvp", "needs", meeting.key))]
    page = [
        calendar.button(visit, _, meeting),
        Button(_("Details"), tap=visit.tap("m", "one", meeting.key)),
    ]
    change = [Button(_("Change my answer…"), tap=visit.tap("rsvp", "show", meeting.key))]
    with_needs = kind == plan.WEEK and seat.how is How.IN_PERSON and not seat.place
    message = Message(text, names=words.names([seat]))
    return message.with_buttons(join, needs if with_needs else [], page, change)


def _own(_: Reader, meeting: Meeting, seat: Comes) -> Markup:
    """How this person comes, or who comes in their place."""
    if seat.person is None:
        return lines(
            _("In your place: {name}", name=seat.name),
            words.waits(_, meeting, seat) or _("Please pass this on: I can't write to them."),
        )
    if seat.place:
        return lines(words.waits(_, meeting, seat))
    if seat.how is How.REMOTE and meeting.form is MeetingForm.HYBRID:
        return _("Your answer: you take part online.")
    return _("Your answer: you come.")


def _question(visit: Visit, _: Reader, meeting: Meeting, host: Institution | None) -> Message:
    text = paragraphs(
        words.headed(_, meeting, visit.now),
        meeting_words.about(_, meeting, host),
        _("<b>Do you come?</b> One tap is enough."),
    )
    return Message(text, (card.buttons(visit, _, meeting), (more(visit, _, meeting),)))


def more(visit: Visit, _: Reader, meeting: Meeting) -> Button:
    return Button(_("More…"), tap=visit.tap("rsvp", "show", meeting.key))


async def _name_unreached(visit: Visit, network: Network, found: Concerned) -> None:
    """Facilitators hear once who has not answered and can't be asked."""
    meeting, link = found.answers.meeting, visit.link("rsvp", found.answers.meeting.key)
    for facilitator in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(facilitator)
        those = (
            Markup("{} ({})").format(person.name, words.place(_, found.answers.places.get(person.key)))
            for person in found.unreached
        )
        text = paragraphs(
            _("<b>Not asked whether they come: I can't write to them</b>"),
            lines(meeting_words.title(_, meeting), meeting_words.when(_, meeting)),
            lines(*those),
            _("Under this link they answer, and I can write to them from then on: {link}", link=link),
        )
        names = frozenset(person.key for person in found.unreached)
        visit.tell(facilitator, Message(text, names=names), kind=UNREACHED, network=network,
                   not_after=meeting.starts_at, about=meeting.key)  # fmt: skip


async def tell_of_seats(visit: Visit, work: DueWork) -> None:
    """Whoever moves up from the waiting list is told, and so is whoever has no seat any more."""
    found = await concerned.seating(visit.uow, work.arguments["meeting"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if found is None or network is None:
        return
    _tell_seats(visit, network, found, found.seated, seated=True)
    _tell_seats(visit, network, found, found.unseated, seated=False)


def _tell_seats(
    visit: Visit, network: Network, found: Seating, seats: Sequence[Comes], *, seated: bool
) -> None:
    meeting = found.answers.meeting
    for seat in seats:
        _ = visit.reader_of(seat.answered_by)
        title = meeting_words.title(_, meeting)
        text = paragraphs(
            _("<b>There is a seat for you: {title}</b>", title=title)
            if seated
            else _("<b>There are fewer seats now: {title}</b>", title=title),
            meeting_words.when(_, meeting),
            _("In your place: {name}", name=seat.name) if seat.person is None else None,
            words.waits(_, meeting, seat),
        )
        answer = None if seat.person is None else found.answers.of(seat.person.key)
        buttons = card.buttons(visit, _, meeting, answer.answer if answer else None)
        message = Message(text, (buttons, (more(visit, _, meeting),)), words.names([seat]))
        visit.tell(seat.answered_by, message, kind=SEAT, network=network, not_after=meeting.ends_at,
                   about=meeting.key)  # fmt: skip
