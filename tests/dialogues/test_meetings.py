"""A meeting is planned, stands on one card, is changed with one message, begins and ends by itself."""

from datetime import datetime

import pytest_asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Resident
from tests.dialogues.town_meetings import plan


def cards(who: Resident, group: int, about: str = "Spotkanie sieci") -> list[str]:
    """The cards of meetings as someone sees them in the group."""
    return [text for text in who.all_texts(group) if text.startswith(about) and "Forma:" in text]


async def changes(who: Resident, *labels: str) -> None:
    """Someone of the team opens the meeting's page and changes it."""
    await who.says("/spotkanie")
    await who.taps("20 paź")
    await who.taps("Zmień…")
    for label in labels:
        await who.taps(label)


@pytest_asyncio.fixture
async def meeting(planned: Network) -> Network:
    """Ola has planned a meeting in Gdynia."""
    return planned


def day(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, 20, hour, minute, tzinfo=WARSAW)


async def test_a_meeting_is_planned_by_questions_and_announced_on_a_card(network: Network) -> None:
    await plan(network.ola)
    (card,) = cards(network.jan, network.group)
    assert "wtorek, 20 października, 10:00–15:00" in card
    assert "Forma: na żywo\nGdzie: Gdynia, ratusz" in card
    assert "Zapowiedź jest już w grupie" in network.ola.sees()


async def test_on_second_thoughts_any_answer_can_be_given_again_before_it_is_announced(
    network: Network,
) -> None:
    await network.ola.says("/spotkanie 20 października 10:00")
    await network.ola.taps("Online")
    await network.ola.says("meet.example.org/siec")
    await network.ola.taps("Szukanie rozwiązań")
    await network.ola.says("Smog w małych gminach")
    assert "10:00–15:00" in network.ola.sees()
    assert "Nie podano czasu trwania, więc przyjmuję: 5 godzin" in network.ola.sees()
    await network.ola.taps("Zmień…")
    await network.ola.taps("Forma")
    await network.ola.taps("Na żywo i online")
    await network.ola.taps("Pomiń")
    await network.ola.says("Łódź, sala 5")
    await network.ola.taps("Pomiń")
    assert "Gdzie: Łódź, sala 5\nLink: https://meet.example.org/siec" in network.ola.sees()
    await network.ola.taps("‹ Wstecz")
    assert network.ola.sees().startswith("O czym będzie?")
    await network.ola.says("Smog w małych gminach")
    await network.ola.taps("Tak, zapowiedz")
    (card,) = cards(network.jan, network.group, "Smog w małych gminach")
    assert "Format: Szukanie rozwiązań" in card


async def test_changes_are_told_in_one_message_after_second_thoughts(meeting: Network) -> None:
    await changes(meeting.ola, "Miejsce")
    await meeting.ola.says("Radlin, biblioteka")
    await meeting.ola.taps("Zmień…")
    await meeting.ola.taps("Data i godziny")
    await meeting.ola.says("27 października")
    await meeting.ola.taps("Tak, przenieś")
    assert posts(meeting.jan, meeting.group, "Spotkanie przeniesione") == []
    await meeting.town.passes(minutes=2)
    (news,) = posts(meeting.jan, meeting.group, "Spotkanie przeniesione")
    assert "Nowy termin: wtorek, 27 października, 10:00–15:00\nNowe miejsce: Radlin, biblioteka" in news
    assert len(cards(meeting.jan, meeting.group)) == 1


async def test_a_meeting_moved_there_and_back_is_no_news(meeting: Network) -> None:
    for when in ("27 października 10:00–15:00", "20 października 10:00–15:00"):
        await meeting.ola.says("/spotkanie")
        await meeting.ola.taps("paź")
        await meeting.ola.taps("Zmień…")
        await meeting.ola.taps("Data i godziny")
        await meeting.ola.says(when)
        await meeting.ola.taps("Tak, przenieś")
    await meeting.town.passes(minutes=5)
    assert posts(meeting.jan, meeting.group, "Spotkanie przeniesione") == []


async def test_a_cancelled_meeting_says_why_and_can_take_place_after_all(meeting: Network) -> None:
    await changes(meeting.ola, "Odwołaj spotkanie")
    await meeting.ola.says("Awaria ogrzewania")
    await meeting.ola.taps("Tak, odwołaj")
    await meeting.town.passes(minutes=2)
    (news,) = posts(meeting.jan, meeting.group, "Spotkanie się nie odbędzie")
    assert "Powód: Awaria ogrzewania" in news
    await meeting.ola.taps("Przywróć")
    await meeting.town.passes(minutes=2)
    assert len(posts(meeting.jan, meeting.group, "Spotkanie jednak się odbędzie")) == 1


async def test_a_meeting_begins_and_ends_by_itself(meeting: Network) -> None:
    await meeting.town.move_to(day(10))
    assert "Spotkanie trwa." in cards(meeting.jan, meeting.group)[0]
    await meeting.town.move_to(day(15))
    assert "To spotkanie już za nami." in cards(meeting.jan, meeting.group)[0]


async def test_two_meetings_at_once_are_refused(meeting: Network) -> None:
    await meeting.ola.says("/spotkanie 20 października 12:00")
    assert "W tym czasie jest inne spotkanie" in meeting.ola.sees()


async def test_the_rhythm_proposes_the_next_meeting_with_the_host_whose_turn_it_is(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.jan.says("/spotkanie")
    await network.jan.taps("Chętnie ugościmy spotkanie")
    assert "Na liście gospodarzy: Łódź" in (network.jan.toast or "")
    await network.ola.says("/spotkanie")
    for label in ("Rytm spotkań", "Ustal rytm…", "Co 3 miesiące", "Tak, niech będzie ten rytm"):
        await network.ola.taps(label)
    assert "18 listopada" in network.ola.sees()
    await network.town.move_to(at(9, 24, 12))
    for leader in (network.ola, network.ewa):
        (proposal,) = heard(leader, "Pora zaplanować kolejne spotkanie")
        assert "środa, 18 listopada, 10:00–15:00" in proposal
        assert "W kolejce na gospodarza: Łódź." in proposal
    assert cards(network.jan, network.group) == []
    await network.ola.taps("Zaplanuj")
    await network.ola.taps("Na żywo")
    for _ in range(4):
        await network.ola.taps("Pomiń")
    assert "Gospodarz: Łódź" in network.ola.sees()
    await network.ola.taps("Tak, zapowiedz")
    assert "Gospodarz: Łódź" in cards(network.jan, network.group)[0]
    await network.ewa.taps("Nie tym razem")
    assert "Tego spotkania już nie ma" in (network.ewa.toast or "")


async def test_an_institution_that_was_merged_hosts_and_offers_as_the_whole(network: Network) -> None:
    await network.jan.says("/spotkanie")
    await network.jan.taps("Chętnie ugościmy spotkanie")
    await network.ola.says("/instytucje")
    await network.ola.taps("Połącz")
    await network.ola.taps("Łódź")
    await network.ola.taps("Gdynia")
    await network.ola.taps("Tak")
    await network.ewa.says("/spotkanie")
    assert "Chętni gospodarze, według kolejki: Gdynia" in network.ewa.sees()
    await network.ewa.taps("Wycofujemy się z listy gospodarzy")
    assert "Chętni gospodarze" not in network.ewa.sees()


async def test_those_who_lead_hear_when_the_network_rests_on_the_day_of_a_meeting(meeting: Network) -> None:
    await meeting.ola.says("/siec")
    await meeting.ola.taps("Święta i przerwy…")
    await meeting.ola.taps("Dodaj przerwę…")
    await meeting.ola.says("19–23 października urlopy")
    (told,) = heard(meeting.ola, "Spotkanie wypada w czasie przerwy sieci")
    assert "wtorek, 20 października, 10:00–15:00" in told
    assert heard(meeting.jan, "Spotkanie wypada") == []


async def test_a_proposal_is_seen_by_those_who_plan_only(network: Network) -> None:
    await network.ola.says("/spotkanie")
    for label in ("Rytm spotkań", "Ustal rytm…", "Co 3 miesiące", "Tak, niech będzie ten rytm"):
        await network.ola.taps(label)
    await network.town.move_to(at(9, 24, 12))
    await network.jan.says("/spotkanie")
    assert "Na razie żadne nie jest zaplanowane" in network.jan.sees()
    await network.jan.starts("meeting-1")
    assert "Tego spotkania już nie ma" in network.jan.sees()
    await network.ola.says("/spotkanie")
    assert "To na razie propozycja" in network.ola.sees()


async def test_a_found_date_becomes_a_meeting_with_a_tap(network: Network) -> None:
    await network.ola.says("/termin Warsztat o smogu: 20.10 10:00-15:00, 21.10 10:00-15:00")
    await network.ola.taps("Tak, zapytaj grupę")
    await network.ola.taps("Wyniki")
    await network.ola.taps("21 paź")
    await network.ola.taps("Tak, ten termin")
    (proposal,) = heard(network.ola, "Pora zaplanować kolejne spotkanie")
    assert "środa, 21 października, 10:00–15:00" in proposal
    await network.ola.taps("Zaplanuj")
    for label in ("Online", "Pomiń", "Pomiń", "Pomiń", "Tak, zapowiedz"):
        await network.ola.taps(label)
    assert "środa, 21 października, 10:00–15:00" in cards(network.jan, network.group)[0]


async def test_another_date_is_found_for_a_planned_meeting_which_moves_there(meeting: Network) -> None:
    await meeting.ola.says("/spotkanie")
    await meeting.ola.taps("20 paź")
    await meeting.ola.taps("Znajdź termin…")
    await meeting.ola.says("27.10 10:00-15:00, 28.10 10:00-15:00")
    await meeting.ola.taps("To już wszystkie")
    await meeting.ola.says("15 października")
    await meeting.ola.taps("Tak, zapytaj grupę")
    await meeting.ola.taps("Wyniki")
    await meeting.ola.taps("28 paź")
    await meeting.ola.taps("Tak, ten termin")
    await meeting.town.passes(minutes=3)
    (news,) = posts(meeting.jan, meeting.group, "Spotkanie przeniesione")
    assert "środa, 28 października, 10:00–15:00" in news
    assert len(cards(meeting.jan, meeting.group)) == 1


async def test_a_meeting_is_proposed_for_the_nearest_week_in_which_the_network_does_not_rest(
    network: Network,
) -> None:
    await network.ola.says("/siec")
    await network.ola.taps("Święta i przerwy…")
    await network.ola.taps("Dodaj przerwę…")
    await network.ola.says("16–20 listopada urlopy")
    await network.ola.says("/spotkanie")
    for label in ("Rytm spotkań", "Ustal rytm…", "Co 3 miesiące", "Tak, niech będzie ten rytm"):
        await network.ola.taps(label)
    await network.town.move_to(at(9, 24, 12))
    (proposal,) = heard(network.ola, "Pora zaplanować kolejne spotkanie")
    assert "środa, 25 listopada, 10:00–15:00" in proposal


async def test_a_proposal_of_which_nobody_decides_comes_once_more_a_week_later(network: Network) -> None:
    await network.ola.says("/spotkanie")
    for label in ("Rytm spotkań", "Ustal rytm…", "Co 3 miesiące", "Tak, niech będzie ten rytm"):
        await network.ola.taps(label)
    await network.town.move_to(at(10, 30, 12))
    assert len(heard(network.ola, "Pora zaplanować kolejne spotkanie")) == 2
    await network.ola.taps("Nie tym razem")
    await network.ola.says("/spotkanie")
    assert "Żadne nie jest zaplanowane" in network.ola.sees()


# away from the group


async def away(network: Network) -> None:
    network.town.world.remove_member(network.ola.id, network.group, network.town.world.bot.id)
    await network.town.settle()


async def test_what_changed_while_the_bot_was_away_is_told_when_it_is_back(meeting: Network) -> None:
    await changes(meeting.ola, "Odwołaj spotkanie")
    await meeting.ola.says("Awaria ogrzewania")
    await meeting.ola.taps("Tak, odwołaj")
    await away(meeting)
    await meeting.town.passes(hours=1)
    await meeting.town.add_bot(meeting.ola, meeting.group)
    await meeting.town.passes(minutes=3)
    assert len(posts(meeting.jan, meeting.group, "Spotkanie się nie odbędzie")) == 1


async def test_a_proposal_that_fell_due_while_the_bot_was_away_comes_when_it_is_back(
    network: Network,
) -> None:
    await network.ola.says("/spotkanie")
    for label in ("Rytm spotkań", "Ustal rytm…", "Co 3 miesiące", "Tak, niech będzie ten rytm"):
        await network.ola.taps(label)
    await away(network)
    await network.town.move_to(at(10, 1, 12))
    assert heard(network.ola, "Pora zaplanować kolejne spotkanie") == []
    await network.town.add_bot(network.ola, network.group)
    await network.town.passes(minutes=1)
    assert len(heard(network.ola, "Pora zaplanować kolejne spotkanie")) == 1
