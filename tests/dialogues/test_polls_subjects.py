"""Votes about a question, an item of an agenda or an entry of the log: begun there, seen there, and in the report."""

import pytest

from storage import entries, polls
from storage.entries import Entry, EntryState
from storage.polls import Poll, PollKind, Subject
from tests.dialogues.conftest import Network
from tests.dialogues.test_questions import asks
from tests.dialogues.test_roles import give
from tests.dialogues.town_polls import YES_NO, put_to_the_vote, votes

ASKED = "Jak przekonać mieszkańców?"


@pytest.fixture
async def asked(network: Network) -> Network:
    """Jan has asked the network something."""
    await asks(network.jan, ASKED)
    return network


async def polls_there(network: Network) -> list[Poll]:
    async with network.town.process.database.read() as uow:
        return [Poll(**each.model_dump()) for each in await polls.by_ids(uow, range(1, 10))]


async def test_a_leader_puts_a_question_to_the_vote_from_its_page(asked: Network) -> None:
    await asked.ola.starts("question-1")
    await asked.ola.taps("Zagłosujmy o tym…")
    await asked.ola.says("Spotkaniami / Ulotkami")
    await asked.ola.taps("To już wszystkie")
    assert ASKED in asked.ola.sees()
    await asked.ola.taps("Tak, zacznij głosowanie")
    (poll,) = await polls_there(asked)
    assert (poll.question, poll.subject_kind, poll.subject_id) == (ASKED, Subject.QUESTION, 1)
    await asked.jan.taps("Spotkaniami", asked.group)
    await asked.ewa.starts("question-1")
    assert f"Głosowanie: {ASKED}\nGłosy przyjmuję do" in asked.ewa.sees()
    await asked.town.passes(days=30)
    await asked.ewa.starts("question-1")
    assert f"Głosowanie zakończone: {ASKED}\nPostanowiono: Spotkaniami" in asked.ewa.sees()
    await asked.ewa.taps("Głosowanie: ")
    assert asked.ewa.sees().startswith("Głosowanie zakończone:")


async def test_only_those_who_lead_can_put_something_to_the_vote(asked: Network) -> None:
    await asked.ewa.starts("question-1")
    assert "Zagłosujmy o tym…" not in asked.ewa.buttons()
    await asked.ewa.forges("poll:about:~question:1:0")
    assert "Spotkaniami" not in asked.ewa.sees()
    assert "nie" in (asked.ewa.toast or asked.ewa.sees()).lower()
    assert await polls_there(asked) == []


@pytest.mark.parametrize(
    "forged", ["~question:9:0", "~entry:9:0", "~agenda item:9:9", "~agenda item:1:1", "~person:1:0", "~:1:0"]
)
async def test_what_is_not_there_can_not_be_put_to_the_vote(asked: Network, forged: str) -> None:
    before = len(asked.ola.messages())
    await asked.ola.says("/pomoc")
    await asked.ola.forges(f"poll:about:{forged}")
    assert "Jak mają odpowiadać" not in asked.ola.sees()
    assert len(asked.ola.messages()) >= before
    assert await polls_there(asked) == []


async def test_an_item_of_an_agenda_is_put_to_the_vote_with_its_meeting(planned: Network) -> None:
    await planned.ola.says("/program")
    await planned.ola.taps("Bez szablonu")
    await planned.ola.taps("Dodaj punkt…")
    await planned.ola.says("Wspólny przetarg na czujniki")
    await planned.ola.taps("30")
    await planned.ola.taps("Zagłosujmy o tym…")
    await planned.ola.says("Tak / Nie")
    await planned.ola.taps("To już wszystkie")
    await planned.ola.taps("Tak, zacznij głosowanie")
    (poll,) = await polls_there(planned)
    assert (poll.subject_kind, poll.subject_id, poll.meeting_id) == (Subject.AGENDA_ITEM, 4, 1)
    assert poll.question == "Wspólny przetarg na czujniki"
    await planned.jan.starts("meeting-1")
    assert "Głosowanie: Wspólny przetarg na czujniki\nGłosy przyjmuję do" in planned.jan.sees()
    await planned.ola.forges("agenda:item:1:4")
    assert "Głosowanie: Wspólny przetarg na czujniki" in planned.ola.sees()


async def test_the_title_of_an_internal_item_does_not_become_the_question_by_itself(planned: Network) -> None:
    await planned.ola.says("/program")
    await planned.ola.taps("Bez szablonu")
    await planned.ola.taps("Dodaj punkt…")
    await planned.ola.says("Budżet Radlina")
    await planned.ola.taps("30")
    await planned.ola.taps("Wewnętrzne")
    await planned.ola.taps("Zagłosujmy o tym…")
    assert "Budżet" not in planned.ola.sees()
    assert "Napisz pytanie" in planned.ola.sees()


async def test_votes_of_another_meeting_are_not_about_the_same_item(planned: Network) -> None:
    await put_to_the_vote(planned, *YES_NO, subject_kind=Subject.AGENDA_ITEM, subject_id=1, meeting_id=1)
    async with planned.town.process.database.read() as uow:
        assert len(await polls.of_subject(uow, 1, Subject.AGENDA_ITEM, 1, 1)) == 1
        assert await polls.of_subject(uow, 1, Subject.AGENDA_ITEM, 1, 2) == []
        assert await polls.of_subject(uow, 1, Subject.QUESTION, 1) == []


async def test_an_entry_of_the_log_is_put_to_the_vote(network: Network) -> None:
    async with network.town.process.database.write() as uow:
        now = network.town.clock.now()
        await entries.add(
            uow,
            Entry(
                network_id=1, title="Mierzenie smogu", words="Czujniki na szkołach", state=EntryState.KEPT,
                proposed_at=now, kept_at=now,
            ),
        )  # fmt: skip
    await network.ola.starts("entry-1")
    await network.ola.taps("Zagłosujmy o tym…")
    await network.ola.says("Robimy / Nie robimy")
    await network.ola.taps("To już wszystkie")
    await network.ola.taps("Tak, zacznij głosowanie")
    (poll,) = await polls_there(network)
    assert (poll.question, poll.subject_kind, poll.subject_id) == ("Mierzenie smogu", Subject.ENTRY, 1)
    await network.ewa.starts("entry-1")
    assert "Głosowanie: Mierzenie smogu" in network.ewa.sees()
    assert "Zagłosujmy o tym…" not in network.ewa.buttons()


async def test_observers_see_the_votes_about_an_entry_and_begin_none(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Obserwator")
    async with network.town.process.database.write() as uow:
        now = network.town.clock.now()
        kept = Entry(
            network_id=1, title="Smog", words="Czujniki", state=EntryState.KEPT, proposed_at=now, kept_at=now
        )
        await entries.add(uow, kept)
    await put_to_the_vote(network, *YES_NO, subject_kind=Subject.ENTRY, subject_id=1)
    await network.ewa.starts("entry-1")
    assert "Głosowanie: Czy zapraszamy prelegenta?" in network.ewa.sees()
    await network.ewa.forges("poll:about:~entry:1:0")
    assert len(await polls_there(network)) == 1


async def test_the_report_of_a_meeting_lists_what_was_voted_on(planned: Network) -> None:
    poll = await put_to_the_vote(planned, *YES_NO, meeting_id=1)
    await votes(planned, poll, planned.jan, 1)
    await put_to_the_vote(planned, kind=PollKind.CONSENT, question="Nikt nie odpowie?", meeting_id=1)
    await planned.town.passes(hours=72)
    await planned.ola.forges("print:as:1:~report:~text")
    report = planned.ola.sees()
    assert (
        "Głosowanie: Czy zapraszamy prelegenta? Postanowiono: Tak To wybór wszystkich głosujących. "
        "Głosy: 1 z 3 (33%)." in report.replace("\n", " ").replace("\xa0", " ")
    )
    assert "Nikt nie odpowie?" not in report
