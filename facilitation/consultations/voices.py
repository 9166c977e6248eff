"""What people say in a consultation, who has not yet, and what the group may see of it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.consultations.reasons import ConsultationReason
from facilitation.permissions import ALLOWED, Act
from facilitation.refusals import Refused
from facilitation.typed import several_lines
from storage import consultations, roles
from storage.consultations import Consultation, EntryVoice, Stance
from storage.entries import Entry
from storage.people import Person
from storage.roles import Role
from storage.unit_of_work import UnitOfWork

SHOWN_FROM = 3
"""Voices of a group of people from which on it is shown how many of them say what."""
LONGEST = 1500


def is_open(consultation: Consultation, now: datetime) -> bool:
    """By the clock: also what came in just before the end and is handled after it still counts."""
    return consultation.verdict is None and now < consultation.closes_at


@dataclass(frozen=True)
class Tally:
    """How many have spoken, and what the group may see of it: counts of members, of observers, or of all together.

    Empty as long as so few have spoken that a count would tell who said what.
    """

    spoken: int
    members: Counter[Stance]
    observers: Counter[Stance]
    together: Counter[Stance]


def tally(voices: Sequence[EntryVoice]) -> Tally:
    counted = {
        observer: Counter(each.stance for each in voices if each.observer is observer)
        for observer in (False, True)
    }
    nobody: Counter[Stance] = Counter()
    if len(voices) < SHOWN_FROM:
        return Tally(len(voices), nobody, nobody, nobody)
    if all(group.total() >= SHOWN_FROM for group in counted.values()):
        return Tally(len(voices), counted[False], counted[True], nobody)
    return Tally(len(voices), nobody, nobody, counted[False] + counted[True])


def checked_words(typed: str) -> str:
    return several_lines(
        typed, LONGEST, ConsultationReason.WORDS_LONG, least=1, too_short=ConsultationReason.WORDS_NEEDED
    )


async def say(
    uow: UnitOfWork,
    consultation: Consultation,
    person: Person,
    stance: Stance,
    words: str,
    *,
    observer: bool,
    since: datetime,
) -> None:
    """One voice of each person, in a held consultation; only who supports it may leave the words out.

    `since` is when it came in.
    """
    if not is_open(consultation, since):
        raise Refused(ConsultationReason.CLOSED)
    if stance is not Stance.SUPPORTS and not words:
        raise Refused(ConsultationReason.WORDS_NEEDED)
    known = await consultations.voices(uow, consultation.key)
    voice = of_person(known, person) or EntryVoice(
        consultation_id=consultation.key, person_id=person.key, stance=stance, said_at=since
    )
    voice.stance, voice.words, voice.observer, voice.said_at = stance, words, observer, since
    await consultations.say(uow, voice)


async def take_back(uow: UnitOfWork, consultation: Consultation, person: Person, since: datetime) -> None:
    if not is_open(consultation, since):
        raise Refused(ConsultationReason.CLOSED)
    voice = of_person(await consultations.voices(uow, consultation.key), person)
    if voice is not None:
        await consultations.take_back(uow, voice)


def of_person(voices: Sequence[EntryVoice], person: Person) -> EntryVoice | None:
    return next((each for each in voices if each.person_id == person.id), None)


def has_heard_earlier(entry: Entry, voice: EntryVoice) -> bool:
    """Whether it was said to what the entry said before."""
    return entry.changed_at is not None and voice.said_at < entry.changed_at


def observes(held: Collection[Role]) -> bool:
    """Whether somebody with these roles only looks on."""
    return Role.OBSERVER in held and not set(held) & (ALLOWED[Act.CONSULT] - {Role.OBSERVER})


# who hears what


async def roles_of(uow: UnitOfWork, network_id: int, now: datetime) -> dict[int, tuple[Person, set[Role]]]:
    """Everyone of a network with their roles."""
    found: dict[int, tuple[Person, set[Role]]] = {}
    for grant, person in await roles.grants(uow, network_id, now):
        found.setdefault(person.key, (person, set()))[1].add(grant.role)
    return found


async def leaders(uow: UnitOfWork, network_id: int, now: datetime) -> list[Person]:
    found = await roles_of(uow, network_id, now)
    return [person for person, held in found.values() if held & ALLOWED[Act.LEAD_CONSULTATIONS]]


async def silent(uow: UnitOfWork, consultation: Consultation, entry: Entry, now: datetime) -> list[Person]:
    """Members and observers who have not spoken; those who evaluate it, and its author, need not."""
    spoken = {each.person_id for each in await consultations.voices(uow, consultation.key)}
    found = await roles_of(uow, consultation.network_id, now)
    return [
        person
        for key, (person, held) in found.items()
        if held & {Role.MEMBER, Role.OBSERVER}
        and not held & ALLOWED[Act.LEAD_CONSULTATIONS]
        and key not in spoken | {entry.author_id}
    ]


async def follow_roles(uow: UnitOfWork, consultation: Consultation, now: datetime) -> None:
    """Who observed and is a member now speaks as one, as long as it is not over; and the other way round."""
    if consultation.closed_at is not None:
        return
    found = await roles_of(uow, consultation.network_id, now)
    for voice in await consultations.voices(uow, consultation.key):
        if voice.person_id in found:
            voice.observer = observes(found[voice.person_id][1])
            uow.session.add(voice)
