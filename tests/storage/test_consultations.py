"""A consultation is under way until it is evaluated, in its own network only; it goes with all that was said."""

from datetime import UTC, datetime

from storage import consultations, entries, people
from storage import network as networks
from storage.consultations import Consultation, EntryVoice, Stance, Verdict
from storage.engine import Database
from storage.entries import Entry
from storage.network import Network
from storage.people import Person

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)


async def test_what_is_evaluated_is_no_longer_under_way_and_what_goes_leaves_no_voice(
    database: Database,
) -> None:
    async with database.write() as uow:
        begun = []
        for n, verdict in ((1, None), (1, Verdict.TO_REWORK), (2, None)):
            here = await networks.by_chat(uow, -n) or await networks.add(uow, Network(
                chat_id=-n, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", since=NOW,
            ))  # fmt: skip
            entry = await entries.add(uow, Entry(network_id=here.key, title="Wpis", proposed_at=NOW))
            begun.append(await consultations.add(uow, Consultation(
                entry_id=entry.key, network_id=here.key, opened_at=NOW, closes_at=NOW, verdict=verdict,
            )))  # fmt: skip
        first = begun[0]
        assert [each.key for each in await consultations.under_way(uow, first.network_id)] == [first.key]
        person = await people.add(uow, Person(telegram_id=1, name="Ewa", since=NOW))
        await consultations.say(uow, EntryVoice(
            consultation_id=first.key, person_id=person.key, stance=Stance.SUPPORTS, said_at=NOW,
        ))  # fmt: skip
        number = first.key
        await consultations.remove(uow, first)
        assert await consultations.voices(uow, number) == []
