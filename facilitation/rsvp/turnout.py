"""Who comes to a meeting and how, who is on the waiting list, who does not come, and who has not answered.

An answer holds for the day it was given for, and for nothing that is no longer offered. Whoever answered first has
a seat first; a meeting that is online needs none. All this follows from the answers and is never written down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from facilitation.calendar.rhythm import local
from facilitation.meetings.invited import invited
from storage import institutions, roles, rsvp
from storage import network as networks
from storage.institutions import Institution
from storage.meetings import Meeting, MeetingForm
from storage.people import Person
from storage.roles import Role
from storage.rsvp import Answer, Coming
from storage.unit_of_work import UnitOfWork


class How(Enum):
    """How someone takes part."""

    IN_PERSON = "in person"
    REMOTE = "remote"


@dataclass(frozen=True)
class Comes:
    """Someone who comes; `person` is None for a substitute who is known by name only.

    `answered_by` said so, `place` is theirs on the waiting list (0: not on it).
    """

    person: Person | None
    name: str
    institution: Institution | None
    how: How
    answered_by: Person
    instead_of: Person | None = None
    observer: bool = False
    place: int = 0


@dataclass
class Answers:
    """All answers for a meeting, with what it takes to count them: who is asked, observers, and who represents what."""

    meeting: Meeting
    zone: str
    rows: list[tuple[Coming, Person]]
    asked: Sequence[Person]
    observers: frozenset[int]
    places: Mapping[int, Institution]

    def holds(self, coming: Coming) -> bool:
        """Given for the day of the meeting, and still possible: nobody is there from afar in a room only."""
        remote = coming.answer is Answer.REMOTE or coming.substitute_remote
        is_offered = not remote or self.meeting.form is not MeetingForm.IN_PERSON
        return is_offered and self.is_for_this_day(coming)

    def is_for_this_day(self, coming: Coming) -> bool:
        """Whether the meeting is still on the day, in the network's zone, for which someone answered."""
        return local(coming.for_start, self.zone).date() == local(self.meeting.starts_at, self.zone).date()

    def of(self, person_id: int) -> Coming | None:
        """Someone's answer, if it holds."""
        return next((row for row, _ in self.holding() if row.person_id == person_id), None)

    def written(self, person_id: int) -> Coming | None:
        """Someone's answer, whether or not it holds."""
        return next((row for row, _ in self.rows if row.person_id == person_id), None)

    def holding(self) -> list[tuple[Coming, Person]]:
        return [(row, person) for row, person in self.rows if self.holds(row)]

    def represented_by(self, person_id: int) -> list[tuple[Coming, Person]]:
        """Those for whom someone comes, or is asked to."""
        return [(row, person) for row, person in self.holding() if row.substitute_id == person_id]

    @property
    def comes(self) -> list[Comes]:
        """Everyone who comes or would like to, in the order of arrival."""
        online = self.meeting.form is MeetingForm.ONLINE
        room = self.meeting.seats if self.meeting.seats is not None and not online else None
        found: list[Comes] = []
        in_room = 0
        for row, person in sorted(self.holding(), key=lambda each: (each[0].since, each[0].person_id)):
            if row.answer is Answer.NO or row.substitute_id is not None:
                continue
            remote = online or row.answer is Answer.REMOTE or row.substitute_remote
            in_room += not remote
            place = max(0, in_room - room) if room is not None and not remote else 0
            found.append(self._comes(row, person, How.REMOTE if remote else How.IN_PERSON, place))
        return found

    def _comes(self, row: Coming, person: Person, how: How, place: int) -> Comes:
        at = self.places.get(person.key)
        if row.answer is Answer.SUBSTITUTE:
            return Comes(None, row.substitute_name, at, how, person, person, place=place)
        instead_of = next((other for _, other in self.represented_by(person.key)), None)
        return Comes(
            person, person.name, at, how, person, instead_of, person.key in self.observers, place
        )  # fmt: skip

    @property
    def coming(self) -> list[Comes]:
        """Those who come and have a seat, where they need one."""
        return [each for each in self.comes if not each.place]

    @property
    def waiting(self) -> list[Comes]:
        return [each for each in self.comes if each.place]

    @property
    def declined(self) -> list[Person]:
        return [person for row, person in self.holding() if row.answer is Answer.NO]

    @property
    def unanswered(self) -> list[Person]:
        """Who was asked and has not answered, for this day at least."""
        answered = {row.person_id for row, _ in self.holding()}
        return [person for person in self.asked if person.key not in answered]

    @property
    def free(self) -> int | None:
        """Seats that nobody has; None where there are as many as it takes."""
        if self.meeting.seats is None or self.meeting.form is MeetingForm.ONLINE:
            return None
        return max(0, self.meeting.seats - sum(each.how is How.IN_PERSON for each in self.coming))

    def one_who_comes(self, person_id: int) -> Comes | None:
        """How someone comes, or whoever comes for them by name."""
        return next((each for each in self.comes if each.answered_by.key == person_id), None)


async def answers(uow: UnitOfWork, meeting: Meeting, now: datetime) -> Answers:
    """All answers for a meeting as they are now."""
    network = await networks.by_id(uow, meeting.network_id)
    assert network is not None
    rows = list(await rsvp.answers(uow, meeting.key))
    asked = await invited(uow, meeting, now)
    others = {person.key for _, person in rows} - {person.key for person in asked}
    held = await roles.holders(uow, meeting.network_id, Role.OBSERVER, now) if others else []
    observers = frozenset(person.key for person in held if person.key in others)
    everyone = {person.key for person in asked} | others
    found = await institutions.represented_by(uow, [meeting.network_id], everyone)
    places = {person: place for (_, person), place in found.items()}
    return Answers(meeting, network.zone, rows, asked, observers, places)


async def coming(uow: UnitOfWork, meeting: Meeting, now: datetime) -> list[Comes]:
    """Who comes to a meeting, in person and from afar, observers too; those on the waiting list do not."""
    return (await answers(uow, meeting, now)).coming
