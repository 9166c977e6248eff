"""An hour begins later, ends earlier or lasts longer: with a tap or in words; only those in line are written to."""

import pytest

from storage import people, questions
from storage.office_hours import Turn
from storage.questions import AlsoAsking, Question
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce, cards
from tests.dialogues.test_office_hours_changes import changes
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


async def stands_in_line(hours: Network, who: Resident, *also: Resident) -> None:
    """Someone has a question in the line of the first date, in which others are interested too."""
    async with hours.town.process.database.write() as uow:
        asker = await people.by_telegram_id(uow, who.id)
        assert asker is not None
        now = hours.town.clock.moment
        question = Question(network_id=1, asker_id=asker.key, words="Jak?", asked_at=now, changed_at=now)
        await questions.add(uow, question)
        uow.session.add(Turn(session_id=1, question_id=question.key, place=1))
        for other in also:
            person = await people.by_telegram_id(uow, other.id)
            assert person is not None
            uow.session.add(AlsoAsking(question_id=question.key, person_id=person.key, since=now))


@pytest.mark.parametrize(
    "typed",
    [
        "/dyzur 10 minut później",
        "/dyzur spóźnię się 10 minut",
        "/dyzur Spoznie sie o 10 min",
        "/dyzur dziesięć minut spóźnienia",
        "/office_hours 10 minutes late",
        "/office_hours running late by 10 minutes",
    ],
)
async def test_ten_minutes_later_in_words(hours: Network, typed: str) -> None:
    await hours.town.move_to(at(9, 8, 9, 55))
    await hours.ewa.says(typed)
    assert hours.ewa.sees().startswith("Dyżur zacznie się o 10:10.\nwtorek, 8 września, 10:10–11:10")
    assert "Najbliższy: wtorek, 8 września, 10:10" in cards(hours.jan, hours.group)[0]


async def test_only_those_who_wait_in_line_are_told(hours: Network) -> None:
    lea = hours.town.resident("Lea")
    hours.town.world.add_member(hours.ola.id, hours.group, lea.id)
    await hours.town.settle()
    await hours.town.joins(lea, hours.group)
    await stands_in_line(hours, hours.jan, lea)
    await hours.town.move_to(at(9, 8, 9, 55))
    before = hours.ola.all_texts(), len(hours.jan.all_texts(hours.group))
    await hours.ewa.says("/dyzur 10 minut później")
    assert "Wiedzą o tym 2 osoby, które czekają w kolejce." in hours.ewa.sees()
    for who in (hours.jan, lea):
        assert who.sees().startswith("Dyżur zacznie się o 10:10: Ewa Żak\n\n10 minut później, niż planowano.")
    assert (hours.ola.all_texts(), len(hours.jan.all_texts(hours.group))) == before
    await hours.town.move_to(at(9, 8, 10, 9))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    await hours.town.move_to(at(9, 8, 10, 10))
    assert "Do 11:10." in posts(hours.jan, hours.group, "Dyżur trwa")[0]
    await hours.town.move_to(at(9, 8, 11, 10))
    assert len(posts(hours.jan, hours.group, "Dyżur 8 września dobiegł końca")) == 1
    assert heard(hours.ola, "Ten dyżur") == []


async def test_from_the_reminder_with_two_taps(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9))
    await hours.ewa.taps("Spóźnię się")
    assert "O ile później zaczniesz?" in hours.ewa.sees()
    await hours.ewa.taps("15 minut")
    assert "Dyżur zacznie się o 10:15." in hours.ewa.sees()
    assert "W kolejce nikt nie czeka, więc do nikogo nie piszę." in hours.ewa.sees()


async def test_said_after_the_reminder_nobody_is_reminded_twice(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 2))
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1
    await hours.ewa.says("/dyzur 10 minut później")
    await hours.town.move_to(at(9, 8, 9, 30))
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1


async def test_a_day_before_the_reminder_offers_no_lateness(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 10))
    assert "Nie dam rady" in hours.ewa.buttons()
    assert "Spóźnię się" not in hours.ewa.buttons()


async def test_two_tap_at_once_and_it_counts_once(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 30))
    await hours.ewa.taps("Spóźnię się")
    await changes(hours.ola, "8 wrz", "Spóźnię się")
    await hours.ewa.taps("10 minut")
    await hours.ola.taps("10 minut")
    assert "Najbliższy: wtorek, 8 września, 10:10" in cards(hours.jan, hours.group)[0]
    assert "wtorek, 8 września, 10:10–11:10" in hours.ola.sees()


async def test_within_the_hour_the_live_post_says_when_it_begins(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 3))
    await hours.ewa.says("/dyzur 10 minut później")
    (post,) = posts(hours.jan, hours.group, "Dyżur trwa")
    assert "Zaczynamy o 10:10.\nDo 11:10." in post
    await hours.town.move_to(at(9, 8, 10, 12))
    await hours.ewa.says("/dyzur 5 minut później")
    (post,) = posts(hours.jan, hours.group, "Dyżur trwa")
    assert "Zaczynamy o 10:15.\nDo 11:15." in post
    await hours.town.move_to(at(9, 8, 11, 15))
    assert len(posts(hours.jan, hours.group, "Dyżur 8 września dobiegł końca")) == 1


async def test_too_much_lateness_is_a_move_and_too_far_ahead_it_makes_no_sense(hours: Network) -> None:
    await hours.ewa.says("/dyzur 10 minut później")
    assert "W najbliższych godzinach nie prowadzisz dyżuru." in hours.ewa.sees()
    await hours.town.move_to(at(9, 8, 9))
    await hours.ewa.says("/dyzur 90 minut później")
    assert "Najwyżej 60 minut później." in hours.ewa.sees()
    await hours.ola.says("/dyzur 10 minut później")
    assert "W najbliższych godzinach nie prowadzisz dyżuru." in hours.ola.sees()
    await hours.jan.says("/dyzur spóźnię się 10 minut")
    assert "potrzebna jest rola" in hours.jan.sees()
    assert "Najbliższy: wtorek, 8 września, 10:00" in cards(hours.jan, hours.group)[0]


async def test_written_in_the_group_it_is_answered_privately(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 55))
    before = len(hours.jan.all_texts(hours.group))
    await hours.ewa.says("/dyzur 10 minut później", hours.group)
    assert "Dyżur zacznie się o 10:10." in hours.ewa.sees()
    assert len(hours.jan.all_texts(hours.group)) == before


async def test_people_who_heard_of_the_lateness_hear_of_a_cancellation_too(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 30))
    await hours.ewa.says("/dyzur 30 minut później")
    await hours.town.move_to(at(9, 8, 9, 45))
    await changes(hours.ewa, "8 wrz", "Odwołaj")
    await hours.town.passes(minutes=2)
    assert (
        len(heard(hours.jan, "Ten dyżur się nie odbędzie: Ewa Żak\n\nwtorek, 8 września, 10:30–11:30")) == 1
    )


# ending early, lasting longer


async def test_the_host_ends_it_early(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 40))
    await hours.ewa.says("/dyzur")
    await hours.ewa.taps("Twój najbliższy: wt., 8 wrz, 10:00")
    assert "Ten dyżur trwa." in hours.ewa.sees()
    await hours.ewa.taps("Zakończ teraz")
    assert "To koniec tego dyżuru. Dziękuję!" in hours.ewa.sees()
    assert hours.town.local == at(9, 8, 10, 40)
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert len(posts(hours.jan, hours.group, "Dyżur 8 września dobiegł końca (Ewa Żak)")) == 1
    assert "Najbliższy: wtorek, 22 września, 10:00" in cards(hours.jan, hours.group)[0]
    await hours.town.move_to(at(9, 22, 10))
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1


async def test_a_facilitator_lets_it_last_longer(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 50))
    await changes(hours.ola, "8 wrz", "+15 minut")
    assert "wtorek, 8 września, 10:00–11:15" in hours.ola.sees()
    assert "Do 11:15." in posts(hours.jan, hours.group, "Dyżur trwa")[0]
    await hours.ola.taps("+30 minut")
    assert "Do 11:45." in posts(hours.jan, hours.group, "Dyżur trwa")[0]
    await hours.town.move_to(at(9, 8, 11, 44))
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1
    await hours.town.move_to(at(9, 8, 11, 45))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []


async def test_two_leaders_lengthen_it_at_once_and_it_counts_once(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 50))
    await changes(hours.ola, "8 wrz")
    await changes(hours.ewa, "8 wrz")
    await hours.ola.taps("+15 minut")
    await hours.ewa.taps("+15 minut")
    assert "wtorek, 8 września, 10:00–11:15" in hours.ewa.sees()


async def test_it_does_not_last_into_the_next_hour_of_the_same_expert(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur jednorazowo jutro 11:20")
    await hours.town.move_to(at(9, 8, 10, 50))
    await hours.ola.says("/dyzur")
    await hours.ola.taps("Zmień: Ewa Żak, wtorek 10:00")
    await hours.ola.taps("8 wrz")
    await hours.ola.taps("+30 minut")
    assert "zaczyna się wtorek, 8 września, 11:20" in (hours.ola.toast or "")
    await hours.ola.taps("+15 minut")
    assert "10:00–11:15" in hours.ola.sees()


async def test_an_expert_who_does_not_hold_it_cannot_end_it(hours: Network) -> None:
    await give(hours.ola, "Jan Łoś", "Ekspert")
    await hours.town.move_to(at(9, 8, 10, 20))
    await changes(hours.jan, "8 wrz")
    assert "Zakończ teraz" not in hours.jan.buttons()
    await hours.jan.forges("hours:endnow:1:1")
    assert "O tym decyduje osoba, która prowadzi ten dyżur" in (hours.jan.toast or "")
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1


async def test_what_is_over_is_not_prolonged_from_an_older_button(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 55))
    await changes(hours.ewa, "8 wrz")
    await hours.town.move_to(at(9, 8, 11))
    await hours.ewa.taps("+15 minut")
    assert "nie można już zmienić" in (hours.ewa.toast or "")
