"""A search for a date is started: in one line or by questions, read back with its weekdays, and confirmed."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

THREE = "/termin Spotkanie w Radlinie: 19.09 10:00-15:00, 21.09 10:00-15:00, 22.09 9:30-14:30"


async def look_for_a_date(who: Resident, typed: str = THREE) -> None:
    await who.says(typed)
    await who.taps("Tak, zapytaj")


def cards(who: Resident, group: int) -> list[str]:
    beginnings = ("Szukamy terminu", "Nie szukamy", "Termin ustalony")
    return [text for text in who.all_texts(group) if text.startswith(beginnings)]


# in one line


async def test_a_facilitator_writes_it_in_one_line_and_reads_it_back_with_weekdays(network: Network) -> None:
    ola = network.ola
    await ola.says("/termin Spotkanie w Radlinie: 14.01 10:00, 15.01 10:00-15:00, środa 20 stycznia 9:30")
    assert (
        "Spotkanie w Radlinie\n\n"
        "1. czwartek, 14 stycznia 2027, 10:00–15:00\n"
        "2. piątek, 15 stycznia 2027, 10:00–15:00\n"
        "3. środa, 20 stycznia 2027, 09:30–14:30\n\n"
        "Gdzie nie ma końca, przyjmuję, że potrwa: 5 godzin.\n\n"
        "Odpowiedzi przyjmuję do: poniedziałek, 14 września, 20:00"
    ) in ola.sees()
    assert cards(ola, network.group) == []
    await ola.taps("Tak, zapytaj")
    assert "Pytanie jest już w grupie „Miasto Cyfrowe”" in ola.sees()
    (card,) = cards(network.jan, network.group)
    assert card == (
        "Szukamy terminu: Spotkanie w Radlinie\n\n"
        "1. czwartek, 14 stycznia, 10:00–15:00\n\n"
        "2. piątek, 15 stycznia, 10:00–15:00\n\n"
        "3. środa, 20 stycznia, 09:30–14:30\n\n"
        "Odpowiedzi: 0 z 3.\n"
        "Odpowiedzi przyjmuję do: poniedziałek, 14 września, 20:00."
    )
    assert network.jan.buttons(network.group) == ["Powiedz, kiedy możesz"]


async def test_from_the_group_it_goes_on_in_private_chat(network: Network) -> None:
    before = network.jan.all_texts(network.group)
    await network.ola.says(THREE, network.group)
    assert "Czy wszystko się zgadza?" in network.ola.sees()
    assert network.jan.all_texts(network.group) == before


async def test_whoever_can_not_be_written_to_is_shown_the_way(network: Network) -> None:
    await network.ola.blocks_the_bot()
    await network.ola.says(THREE, network.group)
    assert "w rozmowie prywatnej" in network.ola.sees(network.group)
    assert network.ola.buttons(network.group) == ["Otwórz rozmowę prywatną"]


async def test_an_expert_may_and_a_member_may_not(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ewa.says(THREE)
    assert "Czy wszystko się zgadza?" in network.ewa.sees()
    await network.jan.says(THREE)
    assert "„szukanie i wybór terminu”" in network.jan.sees()


async def test_dates_alone_ask_what_for_and_a_title_alone_asks_for_dates(network: Network) -> None:
    ola = network.ola
    await ola.says("/termin 19.09 10:00-15:00, 21.09 10:00-15:00")
    assert "Na co szukamy terminu?" in ola.sees()
    await ola.says("Spotkanie")
    assert "Spotkanie\n\n1. sobota, 19 września, 10:00–15:00" in ola.sees()
    await ola.says("/termin Spotkanie w Gdyni")
    assert "Jakie terminy?" in ola.sees()


async def test_someone_who_reads_english_starts_it_in_english(network: Network) -> None:
    await network.ola.says("/jezyk")
    await network.ola.taps("English")
    await network.ola.says("/find_date Meeting: 19 September 10am-3pm and 21 September 10:00, until Friday")
    assert "I see no date in “until Friday”" in network.ola.sees()
    await network.ola.says("/find_date Meeting: 19 September 10am-3pm and 21 September 10:00")
    assert (
        "1. Saturday, 19 September, 10:00–15:00\n2. Monday, 21 September, 10:00–15:00" in network.ola.sees()
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Spotkanie: 19.09 10:00, kiedyś", "Nie widzę terminu w „kiedyś”"),
        ("Spotkanie: 19 września, 21.09 10:00", "„19 września”: o której godzinie?"),
        ("Spotkanie: dzisiaj 8:00, jutro 8:00", "„dzisiaj 8:00” to termin, który już minął"),
        (
            "Spotkanie: 19.09 10:00, 19.09 10:00",
            "Ten termin jest podany dwa razy: sobota, 19 września, 10:00",
        ),
        ("Spotkanie: " + ", ".join(f"{n}.10 10:00" for n in range(10, 21)), "najwyżej tyle terminów: 10"),
        ("x" * 101 + ": 19.09 10:00, 20.09 10:00", "101"),
    ],
)
async def test_what_does_not_fit_is_answered_with_what_to_do(
    network: Network, typed: str, answer: str
) -> None:
    await network.ola.says(f"/termin {typed}")
    assert answer in network.ola.sees()
    assert cards(network.jan, network.group) == []


async def test_one_date_is_no_choice_so_more_are_asked_for(network: Network) -> None:
    ola = network.ola
    await ola.says("/termin Spotkanie: 19.09 10:00-15:00")
    assert "1. sobota, 19 września, 10:00–15:00" in ola.sees()
    await ola.taps("To już wszystkie")
    assert ola.toast is not None
    assert "przynajmniej dwa terminy" in ola.toast
    await ola.says("21.09")
    assert "nie ma godziny, więc przyjmuję tę z poprzedniego terminu" not in ola.sees()
    assert "„21.09”: o której godzinie?" in ola.sees()


# by questions


async def test_the_questions_one_by_one(network: Network) -> None:
    ola = network.ola
    await ola.says("/termin")
    assert "Teraz żadnego. Napisz, czego dotyczy" in ola.sees()
    await ola.taps("Szukaj terminu")
    await ola.says("Spotkanie w Gdyni")
    await ola.says("sobota 19 września 10\nponiedziałek 21 września 10")
    assert "1. sobota, 19 września, 10:00\n2. poniedziałek, 21 września, 10:00" in ola.sees()
    await ola.says("22.09 o 9")
    await ola.taps("✗ pon., 21 wrz, 10:00")
    await ola.taps("To już wszystkie")
    assert "Jak długo to potrwa?" in ola.sees()
    await ola.taps("4 godziny")
    assert "Do kiedy przyjmować odpowiedzi?" in ola.sees()
    await ola.says("do piątku")
    assert "1. sobota, 19 września, 10:00–14:00\n2. wtorek, 22 września, 09:00–13:00" in ola.sees()
    assert (
        "Odpowiedzi przyjmuję do: piątek, 11 września, 20:00\nNie ma godziny, więc przyjmuję wieczór."
        in ola.sees()
    )
    await ola.taps("Tak, zapytaj")
    assert "2. wtorek, 22 września, 09:00–13:00" in cards(network.jan, network.group)[0]


async def test_what_is_read_back_can_be_changed_and_an_older_message_confirms_nothing(
    network: Network,
) -> None:
    ola = network.ola
    await ola.says(THREE)
    older = ola.messages()[-1]
    yes = older["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ola.taps("Czego dotyczy…")
    await ola.says("Warsztaty")
    await ola.taps("Terminy…")
    await ola.says("23.09 8:00-9:00")
    await ola.taps("To już wszystkie")
    await ola.taps("Do kiedy…")
    await ola.says("18 września 12:00")
    assert "Warsztaty\n\n1. sobota" in ola.sees()
    assert "4. środa, 23 września, 08:00–09:00" in ola.sees()
    assert "Odpowiedzi przyjmuję do: piątek, 18 września, 12:00" in ola.sees()
    await ola.forges(yes)
    assert ola.toast is not None
    assert "mamy już za sobą" in ola.toast
    assert cards(network.jan, network.group) == []
    await ola.taps("Tak, zapytaj")
    assert cards(network.jan, network.group)[0].startswith("Szukamy terminu: Warsztaty")


async def test_a_deadline_comes_before_the_first_date(network: Network) -> None:
    await network.ola.says(THREE)
    await network.ola.taps("Do kiedy…")
    await network.ola.says("20 września")
    assert (
        "Odpowiedzi muszą być przed pierwszym z terminów (sobota, 19 września, 10:00)" in network.ola.sees()
    )


async def test_what_was_read_back_yesterday_is_what_is_asked(network: Network) -> None:
    """The usual end does not move on while nobody confirms."""
    await network.ola.says(THREE)
    await network.town.passes(hours=20)
    await network.ola.taps("Tak, zapytaj")
    assert (
        "Odpowiedzi przyjmuję do: poniedziałek, 14 września, 20:00." in cards(network.jan, network.group)[0]
    )


# what stands against a date is shown, and forbids nothing


async def test_holidays_quiet_times_and_what_the_network_does_then_are_shown(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await announce(network.ewa)
    await network.ola.says(
        "/termin Spotkanie: 22.09 10:30-12:00, 11.11 10:00-12:00, 29.12 10:00-12:00, 8.01 9:00-10:00"
    )
    assert (
        "1. wtorek, 22 września, 10:30–12:00 (w tym samym czasie: Dyżur – Miasto Cyfrowe)\n"
        "2. środa, 11 listopada, 10:00–12:00 (święto: Narodowe Święto Niepodległości)\n"
        "3. wtorek, 29 grudnia, 10:00–12:00 (okres świąt i Nowego Roku; w tym samym czasie: Dyżur – Miasto Cyfrowe)\n"
        "4. piątek, 8 stycznia 2027, 09:00–10:00"
    ) in network.ola.sees()
    await network.ola.taps("Tak, zapytaj")
    assert len(cards(network.jan, network.group)) == 1


# who sees what


async def test_the_list_shows_each_what_they_can_do(network: Network) -> None:
    await network.jan.says("/termin")
    assert "Teraz żadnego. Gdy będzie, w grupie pojawi się karta." in network.jan.sees()
    await look_for_a_date(network.ola)
    await network.jan.says("/termin")
    assert (
        "Spotkanie w Radlinie\nOdpowiedzi przyjmuję do: poniedziałek, 14 września, 20:00."
        in network.jan.sees()
    )
    assert network.jan.buttons() == ["Odpowiedz: Spotkanie w Radlinie"]
    await network.ola.says("/termin")
    assert network.ola.buttons() == [
        "Odpowiedz: Spotkanie w Radlinie", "Wyniki: Spotkanie w Radlinie", "Szukaj terminu",
    ]  # fmt: skip
    await network.ola.says("/termin", network.group)
    assert network.ola.buttons(network.group) == ["Odpowiedz: Spotkanie w Radlinie", "Szukaj terminu"]


async def test_an_observer_sees_how_it_stands_is_not_asked_and_does_not_answer(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await look_for_a_date(network.ola)
    assert "Odpowiedzi: 0 z 2." in cards(network.jan, network.group)[0]
    await network.jan.taps("Powiedz, kiedy możesz", network.group)
    assert "Szukamy terminu: Spotkanie w Radlinie" in network.jan.sees()
    assert "reply_markup" not in network.jan.messages()[-1]
    await network.jan.forges("date:all:1:~yes")
    assert network.jan.toast is not None
    assert "„odpowiedzi, kiedy kto może”" in network.jan.toast
    before = network.jan.all_texts()
    await network.town.passes(days=8)
    assert network.jan.all_texts() == before


async def test_so_many_dates_are_looked_for_at_a_time_and_no_more(network: Network) -> None:
    for _ in range(5):
        await look_for_a_date(network.ola)
    await network.ola.says(THREE)
    assert "Sieć szuka już terminu w 5 sprawach" in network.ola.sees()
