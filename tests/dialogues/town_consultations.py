"""Consultations as dialogues need them: a recommendation in the log, begun, and what people say."""

from datetime import timedelta
from typing import Any

from storage import consultations, people
from storage.consultations import Consultation, EntryVoice, Stance
from storage.entries import EntryKind
from storage.unit_of_work import UnitOfWork
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.town import Resident
from tests.dialogues.town_log import opens, stands

SMOG_LAW = "Uchwała antysmogowa w każdej gminie"
WANTED = "Sejmik powinien przyjąć jedną uchwałę dla całego województwa."


async def recommended(network: Network, **otherwise: Any) -> int:
    """Ewa's recommendation stands in the log."""
    values = {"kind": EntryKind.RECOMMENDATION, "done": WANTED, **otherwise}
    return await stands(network, network.ewa, SMOG_LAW, **values)


async def begun(network: Network, days: str = "7 dni", **otherwise: Any) -> int:
    """Ola has begun to consult it."""
    number = await recommended(network, **otherwise)
    await begins(network.ola, number, days)
    return number


async def begins(who: Resident, number: int, days: str = "7 dni", label: str = "Skonsultuj") -> None:
    await opens(who, number)
    await who.taps(label)
    await who.taps(days)
    await who.taps("Zaczynamy")


async def comes(who: Resident, number: int = 1, *labels: str) -> None:
    """By the link on the card, and taps."""
    await who.starts(f"consult-{number}")
    for label in labels:
        await who.taps(label)


async def supports(who: Resident, number: int = 1) -> None:
    await comes(who, number, "Popieram")


async def remarks(who: Resident, words: str, number: int = 1, label: str = "z uwagami…") -> None:
    await comes(who, number, label)
    await who.says(words)


async def evaluates(who: Resident, number: int, verdict: str, words: str) -> None:
    await comes(who, number, "Oceń…", verdict)
    await who.says(words)
    await who.taps("Tak, zgadza się")


def cards(who: Resident, group: int) -> list[str]:
    """What stands in the group about consultations."""
    return [text for text in who.all_texts(group) if text.startswith(("Konsultacje: ", "Wpisu, którego"))]


def told(who: Resident, words: str) -> list[str]:
    return [text for text in who.all_texts() if words in text]


async def a_consultation(uow: UnitOfWork, entry_id: int, by: Resident | None = None) -> Consultation:
    """One that is only remembered: for a week from Monday morning on; with a voice where somebody began it."""
    new = Consultation(
        entry_id=entry_id,
        network_id=1,
        opened_at=MONDAY_MORNING,
        closes_at=MONDAY_MORNING + timedelta(days=7),
    )
    made = await consultations.add(uow, new)
    person = await people.by_telegram_id(uow, by.id) if by else None
    if person is not None:
        voice = EntryVoice(
            consultation_id=made.key, person_id=person.key, stance=Stance.AGAINST, words="Gdynia woli inaczej.",
            said_at=MONDAY_MORNING,
        )  # fmt: skip
        await consultations.say(uow, voice)
    return made
