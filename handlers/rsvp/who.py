"""Who comes, by institution: for everyone who is asked; who has not answered, for those who see to it."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.rsvp import Comes
from facilitation.rsvp.reasons import RsvpReason
from facilitation.rsvp.turnout import Answers, answers
from facilitation.text import folded
from handlers.message import Button, Document, Message, lines, paragraphs
from handlers.rsvp import own, telling, words
from handlers.visit import Visit
from locales.reader import Reader
from storage.people import Person
from storage.roles import Role

SEE_TO_IT = frozenset({Role.FACILITATOR, Role.GUARDIAN})


async def on_who(visit: Visit, meeting_id: int) -> None:
    """Names of those who come; of those who don't or have not said, only for those who have to know."""
    so_far = await _enter(visit, meeting_id)
    _ = visit.reader
    sees_to_it = not SEE_TO_IT.isdisjoint(visit.roles)
    text = paragraphs(
        _("<b>Who comes</b>"),
        telling.about(_, so_far.meeting),
        _listed(_, so_far.coming) if so_far.coming else _("Nobody has said yet that they come."),
        _waiting(_, so_far.waiting),
        words.counts(_, so_far),
        _others(_, so_far) if sees_to_it else None,
    )
    names = words.names(so_far.comes)
    if sees_to_it:
        names |= {person.key for person in (*so_far.declined, *so_far.unanswered)}
    back = Button(_("‹ Back"), tap=visit.tap("rsvp", "show", meeting_id))
    message = Message(text, names=names)
    if visit.may(Act.PLAN_MEETINGS) and so_far.comes:
        message = message.with_buttons([Button(_("As a file"), tap=visit.tap("rsvp", "file", meeting_id))])
    visit.edit(message.with_buttons([back]))


async def on_file(visit: Visit, meeting_id: int) -> None:
    """The same list as plain text, to print or to send on."""
    so_far = await _enter(visit, meeting_id, Act.PLAN_MEETINGS)
    if not so_far.comes:
        raise Refused(RsvpReason.NOBODY_COMES)
    _ = visit.reader
    text = paragraphs(
        telling.about(_, so_far.meeting),
        _listed(_, so_far.coming),
        _waiting(_, so_far.waiting),
        words.counts(_, so_far),
    )
    day = _.local(so_far.meeting.starts_at).date().isoformat()
    name = _("who-comes-{day}.txt", day=day).unescape()
    document = Document(name, _plain(text).encode())
    visit.reply(Message(_("Who comes: {when}", when=_.day(so_far.meeting.starts_at)),
                        names=words.names(so_far.comes), document=document))  # fmt: skip


async def _enter(visit: Visit, meeting_id: int, act: Act = Act.SEE_MEETINGS) -> Answers:
    """For everyone who is asked to come, and for those who plan."""
    meeting = await own.enter(visit, meeting_id, act)
    so_far = await answers(visit.uow, meeting, visit.now)
    asked = visit.me.key in {person.key for person in so_far.asked}
    if not asked and not visit.may(Act.PLAN_MEETINGS):
        raise Refused(RsvpReason.NOT_INVITED)
    return so_far


def _listed(_: Reader, coming: Sequence[Comes]) -> Markup:
    """An institution a line, by name; those without one last."""

    def place(seat: Comes) -> tuple[bool, str]:
        return seat.institution is None, folded(seat.institution.name) if seat.institution else ""

    found = []
    for _key, group in groupby(sorted(coming, key=place), key=place):
        those = list(group)
        people = _.list(words.named(_, seat) for seat in those)
        where = words.place(_, those[0].institution)
        found.append(Markup("<b>{}</b>: {}").format(where, people))
    return lines(*found)


def _waiting(_: Reader, waiting: Sequence[Comes]) -> Markup | None:
    if not waiting:
        return None
    those = [
        Markup("{}. {} – {}").format(seat.place, words.named(_, seat), words.place(_, seat.institution))
        for seat in waiting
    ]
    return lines(_("On the waiting list:"), *those)


def _others(_: Reader, so_far: Answers) -> Markup:
    return lines(
        _people(_, _("Not coming:"), so_far, so_far.declined),
        _people(_, _("No answer yet:"), so_far, so_far.unanswered),
    )


def _people(_: Reader, heading: Markup, so_far: Answers, those: Sequence[Person]) -> Markup | None:
    if not those:
        return None
    named = (
        Markup("{} ({})").format(person.name, words.place(_, so_far.places.get(person.key)))
        for person in those
    )
    return Markup("{} {}").format(heading, _.list(named))


def _plain(text: Markup) -> str:
    """Without markup, its lines kept."""
    return "\n".join(Markup(line).striptags() for line in str(text).split("\n"))  # noqa: S704
