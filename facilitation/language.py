"""The language and the time zone that a person chose for themselves."""

from facilitation.facts import LanguageChanged
from facilitation.refusals import Reason, Refused
from facilitation.zones import find_zone
from storage.people import Person
from storage.unit_of_work import UnitOfWork


class LanguageReason(Reason):
    """Why a choice does not fit."""

    NO_SUCH_ZONE = "no such zone"


def speak(uow: UnitOfWork, person: Person, language: str | None) -> None:
    """Speak `language` with this person; None: as Telegram does."""
    if person.language == language:
        return
    person.language = language
    uow.session.add(person)
    uow.tell(LanguageChanged(person.key))


def live_in(uow: UnitOfWork, person: Person, zone: str | None) -> None:
    """Tell this person the time of `zone`; None: of their network."""
    found = find_zone(zone) if zone is not None else None
    if zone is not None and found is None:
        raise Refused(LanguageReason.NO_SUCH_ZONE, zone=zone[:40])
    person.zone = found
    uow.session.add(person)
