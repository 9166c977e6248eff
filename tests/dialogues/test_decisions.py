"""The decision log: votes that are over and decisions of final notes, searched by words, without what is internal."""

import pytest

from facilitation import decisions
from storage import notes, polls
from storage.notes import LineKind, NoteLine, NoteState
from storage.polls import PollKind
from tests.dialogues.conftest import Network
from tests.dialogues.test_notes import Met, met
from tests.dialogues.town_polls import put_to_the_vote, votes

__all__ = ["met"]


async def over(network: Network, question: str, **otherwise: object) -> int:
    poll = await put_to_the_vote(network, "Tak", "Nie", question=question, hours=24, **otherwise)
    await votes(network, poll, network.jan, 1)
    await votes(network, poll, network.ewa, 1)
    await network.town.passes(hours=24)
    return poll.key


async def final_note(met: Met, *said: tuple[str, bool]) -> None:
    """The note of the meeting is final; it says these decisions, some internal."""
    async with met.town.process.database.write() as uow:
        note = await notes.begin(uow, 1, 1)
        note.state, note.final_at = NoteState.FINAL, met.town.clock.now()
        for position, (words, internal) in enumerate(said):
            line = NoteLine(
                network_id=1, meeting_id=1, kind=LineKind.DECISION, words=words, internal=internal, position=position,
                said_at=met.town.clock.now(),
            )  # fmt: skip
            await notes.add_line(uow, line)


async def test_a_network_that_decided_nothing_yet_reads_how_decisions_come_here(network: Network) -> None:
    await network.jan.says("/decyzje")
    assert network.jan.sees().startswith("Decyzje sieci Miasto Cyfrowe: 0\n\nNie ma jeszcze żadnej decyzji.")


async def test_a_vote_that_is_over_stands_in_it_with_numbers_and_reasons(network: Network) -> None:
    key = await over(network, "Kupujemy czujniki smogu?")
    async with network.town.process.database.write() as uow:
        poll = await polls.to_change(uow, key)
        assert poll is not None
        poll.grounds = "Bo normy są przekroczone"
        uow.session.add(poll)
    await network.jan.says("/decyzje")
    assert network.jan.sees() == (
        "Decyzje sieci Miasto Cyfrowe: 1\n\n"
        "1. 8 września 2026\nGłosowanie: Kupujemy czujniki smogu?\n"
        "Postanowiono: Tak\nTo wybór wszystkich głosujących.\nGłosy: 2 z 3 (67%).\n"
        "Uzasadnienie: Bo normy są przekroczone\n\n"
        "Szukanie: /decyzje smog"
    )
    await network.jan.taps("1")
    assert network.jan.sees().startswith("Głosowanie zakończone: Kupujemy czujniki smogu?")
    assert "Uzasadnienie: Bo normy są przekroczone" in network.jan.sees()


async def test_what_nobody_voted_on_or_is_under_way_is_no_decision(network: Network) -> None:
    await put_to_the_vote(network, "Tak", "Nie", hours=24)
    await network.town.passes(hours=24)
    await put_to_the_vote(network, kind=PollKind.CONSENT)
    await network.jan.taps("Bez sprzeciwu", network.group)
    await network.jan.says("/decyzje")
    assert "Decyzje sieci Miasto Cyfrowe: 0" in network.jan.sees()


async def test_words_after_the_command_search_in_any_form(network: Network) -> None:
    await over(network, "Kupujemy czujniki smogu?")
    await over(network, "Jedziemy do Łodzi?")
    await network.jan.says("/decyzje SMOG")
    assert "Decyzje sieci Miasto Cyfrowe: 1" in network.jan.sees()
    assert "czujniki" in network.jan.sees()
    await network.jan.says("/decisions lodz")
    assert "Jedziemy do Łodzi?" in network.jan.sees()
    assert "czujniki" not in network.jan.sees()
    await network.jan.says("/decyzje rowery")
    assert "W żadnej decyzji nie ma tych słów." in network.jan.sees()
    await network.jan.taps("Wszystkie decyzje")
    assert "Decyzje sieci Miasto Cyfrowe: 2" in network.jan.sees()


async def test_the_newest_come_first_and_the_pages_keep_the_words(network: Network) -> None:
    for n in range(5):
        await over(network, f"Smog, pytanie {n}?")
    await over(network, "Coś innego?")
    await network.jan.says("/decyzje smog")
    assert "1. 12 września 2026\nGłosowanie: Smog, pytanie 4?" in network.jan.sees()
    await network.jan.taps("Wcześniejsze ›")
    assert "5. 8 września 2026\nGłosowanie: Smog, pytanie 0?" in network.jan.sees()
    assert "innego" not in network.jan.sees()
    await network.jan.taps("‹ Nowsze")
    assert "1. 12 września" in network.jan.sees()
    await network.jan.forges("dec:page:1:zz:~smog")
    assert "5. 8 września" in network.jan.sees()


async def test_decisions_of_a_final_note_stand_in_it_and_open_the_note(met: Met) -> None:
    await final_note(met, ("Spotykamy się w Łodzi", False))
    await met.jan.says("/decyzje")
    assert "1. 20 października 2026\nSpotykamy się w Łodzi\nNa spotkaniu: " in met.jan.sees()
    await met.jan.taps("1")
    assert "Spotykamy się w Łodzi" in met.jan.sees()
    assert met.jan.sees().startswith("Notatka")


async def test_observers_never_see_internal_decisions(met: Met) -> None:
    await final_note(met, ("Spotykamy się w Łodzi", False), ("Budżet Radlina obcinamy", True))
    await met.ula.says("/decyzje")
    assert "Spotykamy się w Łodzi" in met.ula.sees()
    assert "Decyzje sieci Miasto Cyfrowe: 1" in met.ula.sees()
    await met.ula.says("/decyzje Radlin")
    assert "Budżet" not in met.ula.sees()
    await met.jan.says("/decyzje Radlin")
    assert "Budżet Radlina obcinamy" in met.jan.sees()


async def test_a_note_that_is_not_final_decides_nothing_yet(met: Met) -> None:
    await met.jan.says("/decyzja Spotykamy się w Łodzi", met.group)
    await met.jan.says("/decyzje")
    assert "Decyzje sieci Miasto Cyfrowe: 0" in met.jan.sees()


async def test_in_the_group_the_log_goes_to_whoever_asked(network: Network) -> None:
    await over(network, "Kupujemy czujniki smogu?")
    before = len(network.jan.messages(network.group))
    await network.jan.says("/decyzje", network.group)
    assert "Decyzje sieci Miasto Cyfrowe: 1" in network.jan.sees()
    assert len(network.jan.messages(network.group)) == before


@pytest.mark.parametrize(
    ("typed", "text", "meant"),
    [
        ("kotły", "Wymiana kotłów", True),
        ("kotły Gdynia", "Wymiana kotłów", False),
        ("", "Wymiana kotłów", True),
        ("i w", "Wymiana kotłów", True),
        ("żółw " * 40, "Żółwie", True),
    ],
)
def test_words_are_meant_in_whatever_form(typed: str, text: str, meant: bool) -> None:
    words = decisions.wanted(typed)
    assert len(words.encode()) <= decisions.LONGEST
    assert decisions.is_meant(words, text) is meant
