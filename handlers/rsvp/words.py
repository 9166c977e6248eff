"""Who comes, in words: counts, one's own answer, how soon it is."""

from datetime import datetime

from markupsafe import Markup

from facilitation.rsvp import Comes, How
from facilitation.rsvp.needs import Diet
from facilitation.rsvp.turnout import Answers
from handlers.meetings import words
from handlers.message import lines
from locales.reader import Reader, mark
from storage.institutions import Institution
from storage.meetings import Meeting, MeetingForm
from storage.people import Person
from storage.rsvp import Answer, Needs

ANSWERS = {
    Answer.YES: mark("you come"),
    Answer.REMOTE: mark("you take part online"),
    Answer.NO: mark("you don't come"),
    Answer.SUBSTITUTE: mark("someone comes in your place"),
}
DIETS = {
    Diet.VEGETARIAN: mark("vegetarian"),
    Diet.VEGAN: mark("vegan"),
    Diet.GLUTEN_FREE: mark("gluten-free"),
    Diet.LACTOSE_FREE: mark("lactose-free"),
}


def counts(_: Reader, answers: Answers) -> Markup:
    """How many come and how, of how many institutions, and how many seats are left."""
    if not answers.holding():
        return lines(_("Nobody has answered yet; one tap is enough."), _seats(_, answers))
    members = [each for each in answers.coming if not each.observer]
    observers = len(answers.coming) - len(members)
    instead = sum(each.instead_of is not None for each in members)
    room = sum(each.how is How.IN_PERSON and each.instead_of is None for each in members)
    remote = len(members) - instead - room
    declined = len(answers.declined)
    if answers.meeting.form is MeetingForm.ONLINE:
        room, remote = remote, 0
    parts = [
        _("Coming: {count}", count=room),
        _("online: {count}", count=remote) if remote else None,
        _("substitutes: {count}", count=instead) if instead else None,
        _("not coming: {count}", count=declined) if declined else None,
        _("observers: {count}", count=observers) if observers else None,
    ]
    return lines(
        Markup(" · ").join(part for part in parts if part),
        _("Institutions: {present} of {all}", present=len(_represented(members)), all=len(_asked(answers))),
        _seats(_, answers),
    )


def _represented(members: list[Comes]) -> set[int]:
    return {each.institution.key for each in members if each.institution}


def _asked(answers: Answers) -> set[int]:
    places = (answers.places.get(person.key) for person in answers.asked)
    return {place.key for place in places if place is not None}


def _seats(_: Reader, answers: Answers) -> Markup | None:
    if answers.free is None:
        return None
    if answers.waiting:
        return _("The room is full; on the waiting list: {count}", count=len(answers.waiting))
    return _("Free seats: {count}", count=answers.free)


def own(_: Reader, answers: Answers, person: Person) -> Markup:
    """What this person has answered."""
    coming, seat = answers.of(person.key), answers.one_who_comes(person.key)
    if coming is None:
        return _("You have not answered yet.")
    if coming.answer is Answer.SUBSTITUTE:
        return _represented_by(_, answers, person)
    if coming.answer is Answer.NO or seat is None:
        return _("Your answer: you don't come.")
    return lines(
        _("Your answer: you take part online.") if seat.how is How.REMOTE else _("Your answer: you come."),
        _("You stand in for: {name}", name=seat.instead_of.name) if seat.instead_of else None,
        waits(_, answers.meeting, seat),
    )


def _represented_by(_: Reader, answers: Answers, person: Person) -> Markup:
    coming, seat = answers.of(person.key), answers.one_who_comes(person.key)
    if seat is not None:
        online = seat.how is How.REMOTE and answers.meeting.form is MeetingForm.HYBRID
        named = (
            _("In your place, online: {name}", name=seat.name)
            if online
            else _("In your place: {name}", name=seat.name)
        )
        return lines(named, waits(_, answers.meeting, seat))
    colleague = next(each for each in answers.asked if coming and each.key == coming.substitute_id)
    if coming and coming.agreed:
        return _("In your place: {name}", name=colleague.name)
    return _("You asked {name} to come in your place; there is no answer yet.", name=colleague.name)


def waits(_: Reader, meeting: Meeting, seat: Comes) -> Markup | None:
    """Whoever has no seat is told their place on the waiting list."""
    if not seat.place:
        return None
    return lines(
        _("The room is full. Place on the waiting list: {place}.", place=seat.place),
        _("Taking part online is possible, too.") if meeting.form is MeetingForm.HYBRID else None,
    )


def named(_: Reader, seat: Comes) -> Markup:
    """A name with what tells how they come."""
    notes = [
        _("remotely") if seat.how is How.REMOTE else None,
        _("for {name}", name=seat.instead_of.name) if seat.instead_of else None,
        _("observer") if seat.observer else None,
    ]
    known = ", ".join(note for note in notes if note)
    return Markup("{} ({})").format(seat.name, Markup(known)) if known else Markup("{}").format(seat.name)  # noqa: S704


def names(seats: list[Comes]) -> frozenset[int]:
    """Whom such a list names."""
    return frozenset(
        person.key
        for seat in seats
        for person in (seat.person, seat.answered_by, seat.instead_of)
        if person is not None
    )


def place(_: Reader, institution: Institution | None) -> Markup:
    return Markup("{}").format(institution.name) if institution else _("without an institution")


def needs(_: Reader, told: Needs | None) -> Markup | None:
    """What this person has told the guardian."""
    if told is None:
        return None
    return lines(
        _("Diet: {diet}", diet=told.diet) if told.diet else None,
        _("Other needs: {needs}", needs=told.access) if told.access else None,
    )


def headed(_: Reader, meeting: Meeting, now: datetime) -> Markup:
    """As in "Jutro: Spotkanie sieci"."""
    return _("<b>{when}: {title}</b>", when=_soon(_, meeting.starts_at, now), title=words.title(_, meeting))


def _soon(_: Reader, moment: datetime, now: datetime) -> Markup:
    minutes = round((moment - now).total_seconds() / 60)
    if 55 <= minutes <= 60:
        return _("In an hour")
    if minutes < 55:
        return _.plural("In {n} minute", "In {n} minutes", max(minutes, 1))
    days = (_.local(moment).date() - _.local(now).date()).days
    if days > 1:
        return _.plural("In {n} day", "In {n} days", days)
    return _("Tomorrow") if days else _("Today")
