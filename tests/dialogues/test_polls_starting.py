"""A poll is started: in one line or by questions, read back as people will see it, changed, and confirmed."""

import pytest
from sqlmodel import col, delete

from storage import polls
from storage.polls import Unit
from storage.roles import Grant, Role
from tests.dialogues.conftest import Network
from tests.dialogues.test_institutions import merges
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import cards, put_to_the_vote

ONE_LINE = "/glosowanie Czy zapraszamy prelegenta? Tak / Nie / Obojętne do piątku"


async def begin(who: Resident, typed: str = ONE_LINE) -> None:
    await who.says(typed)
    await who.taps("Tak, zacznij")


def card(network: Network) -> str:
    (one,) = cards(network.jan, network.group)
    return one


# in one line


async def test_one_line_is_read_back_as_people_will_see_it_and_begins_when_confirmed(
    network: Network,
) -> None:
    ola = network.ola
    await ola.says(ONE_LINE)
    assert ola.sees() == (
        "Czy wszystko się zgadza?\n\n"
        "Głosowanie: Czy zapraszamy prelegenta?\n\n"
        "1. Tak\n2. Nie\n3. Obojętne\n\n"
        "Wybierz jedną odpowiedź.\nKażda osoba ma jeden głos.\nJawne: w sieci widać, kto jak głosował.\n\n"
        "Głosy przyjmuję do: piątek, 11 września, 20:00.\nNie ma godziny, więc przyjmuję wieczór.\n"
        "Strefa czasowa: Warszawa\n"
        "Na bieżąco widać, jak rozkładają się głosy.\nGłos można zmienić aż do końca.\n\n"
        "Osoby uprawnione do głosowania: 3.\n\n"
        "Po potwierdzeniu w grupie „Miasto Cyfrowe” pojawi się karta."
    )
    assert cards(ola, network.group) == []
    await ola.taps("Tak, zacznij głosowanie")
    assert "Głosowanie trwa: jego karta jest w grupie „Miasto Cyfrowe”" in ola.sees()
    assert card(network).startswith(
        "Głosowanie: Czy zapraszamy prelegenta?\n\nTak – 0\nNie – 0\nObojętne – 0"
    )
    await ola.taps("Przejdź do głosowania")
    assert "Głosowanie: Czy zapraszamy prelegenta?" in ola.sees()


async def test_what_is_usual_is_three_days_until_the_evening(network: Network) -> None:
    await network.ola.says("/glosowanie Czy zapraszamy? Tak / Nie")
    assert "Głosy przyjmuję do: czwartek, 10 września, 20:00.\nStrefa czasowa" in network.ola.sees()


async def test_what_was_read_back_yesterday_is_what_begins(network: Network) -> None:
    """The usual end does not move on while nobody confirms."""
    await network.ola.says("/glosowanie Czy zapraszamy? Tak / Nie")
    await network.town.passes(hours=20)
    await network.ola.taps("Tak, zacznij")
    assert "Głosy przyjmuję do: czwartek, 10 września, 20:00." in card(network)


async def test_words_before_the_question_say_how(network: Network) -> None:
    await network.ola.says(
        "/glosowanie ranking, na instytucję: Gdzie się spotykamy? Gdynia; Łódź; Radlin za 2 dni"
    )
    assert "Ułóż odpowiedzi od najlepszej" in network.ola.sees()
    assert "Instytucje uprawnione do głosowania: 2." in network.ola.sees()
    await network.ola.taps("Tak, zacznij")
    assert "Gdynia" in card(network)


async def test_someone_who_reads_english_starts_it_in_english(network: Network) -> None:
    await network.ola.says("/jezyk")
    await network.ola.taps("English")
    await network.ola.says("/vote Shall we invite a speaker? Yes / No until Friday 6pm")
    assert "Vote: Shall we invite a speaker?\n\n1. Yes\n2. No\n\n" in network.ola.sees()
    assert "Votes are taken until Friday, 11 September, 18:00." in network.ola.sees()
    await network.ola.taps("Yes, begin the vote")
    assert card(network).startswith("Głosowanie: Shall we invite a speaker?\n\nYes – 0")


async def test_without_answers_they_are_asked_for_and_the_usual_ones_take_one_tap(network: Network) -> None:
    ola = network.ola
    await ola.says("/glosowanie Czy zapraszamy prelegenta? do środy 18:00")
    assert "Jakie odpowiedzi do wyboru?" in ola.sees()
    assert ola.buttons()[:2] == ["Tak / Nie / Wstrzymuję się", "Tak / Nie"]
    await ola.taps("Tak / Nie / Wstrzymuję się")
    assert "1. Tak\n2. Nie\n3. Wstrzymuję się" in ola.sees()
    assert "środa, 9 września, 18:00.\nStrefa" in ola.sees()


async def test_answers_without_a_question_ask_for_it(network: Network) -> None:
    await network.ola.says("/glosowanie Gdynia / Łódź / Radlin")
    assert "Nad czym głosujemy?" in network.ola.sees()
    await network.ola.says("Gdzie się spotykamy?")
    assert "Głosowanie: Gdzie się spotykamy?\n\n1. Gdynia\n2. Łódź\n3. Radlin" in network.ola.sees()


async def test_words_behind_the_question_that_are_no_choice_describe_it(network: Network) -> None:
    await network.ola.says(
        "/glosowanie Czy zapraszamy prelegenta? Chodzi o Marię Kos, która zna się na smogu."
    )
    await network.ola.taps("Tak / Nie")
    assert (
        "Czy zapraszamy prelegenta?\n\nChodzi o Marię Kos, która zna się na smogu.\n\n1. Tak"
        in network.ola.sees()
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Czy? Tak / tak", "„tak” powtarza się"),
        ("Czy? Tak / Nie do wczoraj", "Ten moment już minął"),
        ("Czy? " + " / ".join(str(n) for n in range(13)), "12"),
        ("x" * 300 + "? Tak / Nie", "301"),
    ],
)
async def test_what_does_not_fit_is_said_with_what_to_change(
    network: Network, typed: str, answer: str
) -> None:
    await network.ola.says(f"/glosowanie {typed}")
    assert answer in network.ola.sees(), network.ola.sees()
    assert "Tak, zacznij głosowanie" not in network.ola.buttons()
    assert cards(network.jan, network.group) == []


async def test_from_the_group_it_goes_on_in_private_chat(network: Network) -> None:
    before = network.jan.all_texts(network.group)
    await network.ola.says(ONE_LINE, network.group)
    assert "Czy wszystko się zgadza?" in network.ola.sees()
    assert network.jan.all_texts(network.group) == before


async def test_whoever_can_not_be_written_to_is_shown_the_way(network: Network) -> None:
    await network.ola.blocks_the_bot()
    await network.ola.says(ONE_LINE, network.group)
    assert "w rozmowie prywatnej" in network.ola.sees(network.group)
    assert network.ola.buttons(network.group) == ["Otwórz rozmowę prywatną"]


async def test_an_expert_may_and_a_member_hears_who_does(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ewa.says(ONE_LINE)
    assert "Czy wszystko się zgadza?" in network.ewa.sees()
    await network.jan.says(ONE_LINE)
    assert "potrzebna jest rola: ekspert-moderator lub koordynacja i facylitacja" in network.jan.sees()
    assert "Czy wszystko się zgadza?" not in network.jan.sees()


async def test_whoever_leads_no_more_begins_nothing_from_a_summary_of_before(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ewa.says(ONE_LINE)
    async with network.town.process.database.write() as uow:
        await uow.session.exec(delete(Grant).where(col(Grant.role) == Role.EXPERT))
    await network.ewa.taps("Tak, zacznij")
    assert cards(network.jan, network.group) == []


async def test_a_secret_vote_begins_without_live_results_and_without_votes_that_change(
    network: Network,
) -> None:
    await begin(network.ola, "/glosowanie tajne: Czy zapraszamy prelegenta? Tak / Nie do piątku")
    assert "Tajne" in card(network)
    async with network.town.process.database.read() as uow:
        poll = await polls.by_id(uow, 1)
        assert poll is not None
        assert (poll.secret, poll.live, poll.revote) == (True, False, False)
    await network.jan.says("/glosowanie")
    assert "Twojego głosu jeszcze nie ma." in network.jan.sees()


async def test_a_form_that_was_begun_goes_on_after_a_restart(network: Network) -> None:
    await network.ola.says("/glosowanie Czy zapraszamy prelegenta?")
    await network.town.restart()
    await network.ola.taps("Tak / Nie")
    await network.ola.taps("Tak, zacznij")
    assert card(network).startswith("Głosowanie: Czy zapraszamy prelegenta?")


async def test_a_summary_whose_deadline_has_passed_begins_nothing(network: Network) -> None:
    await network.ola.says("/glosowanie Czy zapraszamy prelegenta? Tak / Nie do 18:00")
    await network.town.passes(hours=12)
    await network.ola.taps("Tak, zacznij")
    assert "już minął" in (network.ola.toast or "")
    assert cards(network.jan, network.group) == []


# by questions


async def test_the_questions_one_by_one(network: Network) -> None:
    ola = network.ola
    await ola.says("/glosowanie")
    assert "Teraz nie ma głosowań. Napisz, nad czym głosujemy" in ola.sees()
    await ola.taps("Zacznij głosowanie")
    await ola.says("Jakie tematy warsztatów?")
    assert "Jak odpowiadać?" in ola.sees()
    assert "Zgoda – do gotowej propozycji: przyjęta, jeśli nikt się nie sprzeciwi." in ola.sees()
    await ola.taps("Kilka odpowiedzi")
    await ola.says("Smog\nWoda")
    await ola.says("Energia i/lub ciepło")
    assert "1. Smog\n2. Woda\n3. Energia i/lub ciepło" in ola.sees()
    await ola.says("Tak, ale później")
    await ola.taps("✗ Woda")
    await ola.taps("To już wszystkie")
    assert "Ile odpowiedzi można wybrać?" in ola.sees()
    await ola.taps("Najwyżej 2")
    assert "Do kiedy przyjmować głosy?" in ola.sees()
    await ola.says("do piątku")
    assert "1. Smog\n2. Energia i/lub ciepło\n3. Tak, ale później" in ola.sees()
    assert "od 1 do 2" in ola.sees()
    assert "piątek, 11 września, 20:00" in ola.sees()
    await ola.taps("Tak, zacznij")
    assert "Energia i/lub ciepło" in card(network)


async def test_a_date_is_looked_for_with_the_feature_for_dates(network: Network) -> None:
    await network.ola.says("/glosowanie")
    await network.ola.taps("Zacznij głosowanie")
    await network.ola.says("Kiedy się spotykamy?")
    await network.ola.taps("Termin")
    assert "Na co szukamy terminu?" in network.ola.sees()


async def test_a_scale_has_ends_or_only_numbers(network: Network) -> None:
    ola = network.ola
    for ends, shown in ((["wcale / bardzo"], "1 – wcale, 5 – bardzo"), ([], "od 1 do 5")):
        await ola.says("/glosowanie skala: Jak się podobało?")
        await ola.taps("Odpowiedzi…")
        for typed in ends:
            await ola.says(typed)
        if not ends:
            await ola.taps("Tylko liczby")
        assert "Czy wszystko się zgadza?" in ola.sees()
        assert shown in ola.sees()
    await ola.says("/glosowanie skala: Jak się podobało? wcale / bardzo")
    await ola.taps("Tak, zacznij")
    assert "1 – wcale, 5 – bardzo" in card(network)


async def test_points_are_as_many_as_were_said(network: Network) -> None:
    await network.ola.says("/glosowanie punkty: Na co wydajemy? Rowery / Drzewa")
    assert "10 punktów" in network.ola.sees()
    await network.ola.taps("Ile…")
    await network.ola.says("101")
    assert "2 do 100" in network.ola.sees()
    await network.ola.says("7")
    assert "7 punktów" in network.ola.sees()


async def test_an_open_list_may_begin_empty(network: Network) -> None:
    await network.ola.says("/glosowanie lista: Jakie tematy?")
    await network.ola.taps("Tak, zacznij")
    assert card(network).startswith("Głosowanie: Jakie tematy?")


# what was read back is changed


async def test_every_answer_can_be_given_again_and_an_older_message_confirms_nothing(
    network: Network,
) -> None:
    ola = network.ola
    await ola.says(ONE_LINE)
    older = ola.messages()[-1]
    yes = older["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ola.taps("Pytanie…")
    await ola.says("Czy zapraszamy dwie osoby?")
    await ola.taps("Opis…")
    await ola.says("Dwie osoby kosztują tyle co jedna.")
    await ola.taps("Odpowiedzi…")
    await ola.taps("✗ Obojętne")
    await ola.says("Nie wiem")
    await ola.taps("To już wszystkie")
    await ola.taps("Do kiedy…")
    await ola.says("18 września 12:00")
    await ola.taps("Głos ma instytucja")
    await ola.taps("Wyniki na końcu")
    await ola.taps("Bez zmiany głosu")
    await ola.taps("Kworum…")
    await ola.says("2")
    assert (
        "Głosowanie: Czy zapraszamy dwie osoby?\n\nDwie osoby kosztują tyle co jedna.\n\n1. Tak\n2. Nie\n3. Nie wiem"
    ) in ola.sees()
    assert "Głosowanie jest ważne od 2 instytucji." in ola.sees()
    assert "piątek, 18 września, 12:00.\nStrefa" in ola.sees()
    assert "dopiero na końcu.\nOddanego głosu nie można zmienić." in ola.sees()
    await ola.forges(yes)
    assert "mamy już za sobą" in (ola.toast or "")
    assert cards(network.jan, network.group) == []
    await ola.taps("Tak, zacznij")
    assert card(network).startswith("Głosowanie: Czy zapraszamy dwie osoby?")


async def test_another_way_of_voting_asks_for_the_answers_that_it_needs(network: Network) -> None:
    ola = network.ola
    await ola.says("/glosowanie zgoda: Publikujemy protokół")
    assert "sprzeciw" in ola.sees()
    assert "Odpowiedzi…" not in ola.buttons()
    await ola.taps("Sposób głosowania…")
    await ola.taps("Jedna odpowiedź")
    assert "Jakie odpowiedzi do wyboru?" in ola.sees()
    await ola.taps("‹ Wróć do podsumowania")
    assert "co najmniej dwie" in ola.sees()
    assert "Tak, zacznij głosowanie" not in ola.buttons()
    await ola.taps("Odpowiedzi…")
    await ola.taps("Tak / Nie")
    assert "Tak, zacznij głosowanie" in ola.buttons()


async def test_a_secret_vote_says_before_it_begins_what_that_means(network: Network) -> None:
    ola = network.ola
    await ola.says(ONE_LINE)
    await ola.taps("Jawne czy tajne…")
    assert "Tajne: nikt w sieci nie dowie się, kto jak głosował, Ty także nie." in ola.sees()
    await ola.taps("Tajne")
    for part in (
        "nie można go zmienić ani obejrzeć", "nie można skrócić", "mniej niż 5", "Jeśli wszyscy zagłosują tak samo",
        "W tak małym gronie trudno o tajność",
    ):  # fmt: skip
        assert part in ola.sees()
    assert {"Wyniki na końcu", "Bez zmiany głosu"} & set(ola.buttons()) == set()
    await ola.taps("Jawne czy tajne…")
    await ola.taps("Jawne")
    assert "Na bieżąco widać" in ola.sees()
    assert "mniej niż 5" not in ola.sees()


async def test_consent_is_never_secret_and_leads_to_what_to_change(network: Network) -> None:
    ola = network.ola
    await ola.says("/glosowanie tajne, zgoda: Publikujemy protokół")
    assert "zawsze jawn" in ola.sees()
    assert ola.buttons()[:2] == ["Jawne czy tajne…", "Sposób głosowania…"]
    assert "zapieczętowany" not in ola.sees()
    assert "Tak, zacznij głosowanie" not in ola.buttons()
    await ola.taps("Jawne czy tajne…")
    await ola.taps("Jawne")
    assert "Tak, zacznij głosowanie" in ola.buttons()


async def test_a_quorum_that_nobody_can_reach_is_pointed_out(network: Network) -> None:
    ola = network.ola
    await ola.says(ONE_LINE)
    await ola.taps("Kworum…")
    assert ola.buttons()[:3] == ["2 osoby, ponad połowa", "2 instytucje, ponad połowa", "Bez kworum"]
    await ola.says("dużo")
    assert "1 do 500" in ola.sees()
    await ola.says("9 osób")
    assert "Kworum jest większe" in ola.sees()
    await ola.taps("Kworum…")
    await ola.taps("2 instytucje")
    assert "Głosowanie jest ważne od 2 instytucji." in ola.sees()
    assert "Kworum jest większe" not in ola.sees()
    await ola.taps("Kworum…")
    await ola.taps("Bez kworum")
    assert "2 instytucje" not in ola.sees()


async def test_where_institutions_vote_a_quorum_counts_them(network: Network) -> None:
    ola = network.ola
    await ola.says(ONE_LINE)
    await ola.taps("Kworum…")
    await ola.taps("2 osoby")
    assert "Głosowanie jest ważne od 2 osób." in ola.sees()
    await ola.taps("Głos ma instytucja")
    assert "Głosowanie jest ważne od 2 instytucji." in ola.sees()
    await ola.taps("Kworum…")
    assert ola.buttons()[:2] == ["2 instytucje, ponad połowa", "Bez kworum"]


async def test_a_deadline_that_is_too_near_or_too_far_is_refused_where_it_is_typed(network: Network) -> None:
    ola = network.ola
    await ola.says(ONE_LINE)
    await ola.taps("Do kiedy…")
    for typed, answer in (("za 1 minutę", "już minął albo jest za blisko"), ("20 września 2027", "180")):
        await ola.says(typed)
        assert answer in ola.sees()
    await ola.says("za godzinę")
    assert "poniedziałek, 7 września, 10:00" in ola.sees()


async def test_a_network_decides_how_its_votes_usually_begin(network: Network) -> None:
    ola = network.ola
    await ola.says("/siec")
    await ola.taps("Głosowania…")
    await ola.taps("oddany głos można zmienić")
    await ola.says(ONE_LINE)
    assert "Oddanego głosu nie można zmienić." in ola.sees()


async def test_so_many_are_under_way_at_a_time_and_no_more(network: Network) -> None:
    for _ in range(5):
        await begin(network.ola)
    await network.ola.says(ONE_LINE)
    assert "5" in network.ola.sees()
    assert "Czy wszystko się zgadza?" not in network.ola.sees()


async def test_forged_answers_change_nothing(network: Network) -> None:
    await network.ola.says(ONE_LINE)
    before = network.ola.sees()
    await network.ola.says("/glosowanie zgoda: Publikujemy")
    for value in ("~options", "~numbers"):
        await network.ola.forges(f"form:pick:~confirm:{value}")
        assert "mamy już za sobą" in (network.ola.toast or "")
    await network.ola.says(ONE_LINE)
    for value in ("~yesyes", "~unit x", "~numbers", "1", "~kind"):
        await network.ola.forges(f"form:pick:~confirm:{value}")
    await network.ola.taps("‹ Wróć do podsumowania")
    assert network.ola.sees() == before
    for asked, value in (
        ("options", "~drop 9"),
        ("options", "~offer x"),
        ("until", "~days 99"),
        ("quorum", "~x 2"),
    ):
        await network.ola.forges(f"form:pick:~confirm:~{asked}")
        await network.ola.forges(f"form:pick:~confirm:{value}")
        await network.ola.taps("‹ Wróć do podsumowania")
    assert network.ola.sees() == before


# the list


async def test_the_list_shows_what_is_under_way_and_whether_one_has_voted(network: Network) -> None:
    await network.jan.says("/glosowanie")
    assert (
        "Zaczynają je osoby prowadzące sieć; gdy będzie głosowanie, w grupie pojawi się karta."
        in network.jan.sees()
    )
    assert "Zacznij głosowanie" not in network.jan.buttons()
    await begin(network.ola)
    await network.jan.says("/glosowanie")
    assert "Czy zapraszamy prelegenta?" in network.jan.sees()
    assert "Twojego głosu jeszcze nie ma." in network.jan.sees()
    assert network.jan.buttons() == ["Zagłosuj: Czy zapraszamy prelegenta?"]
    await network.jan.taps("Tak", network.group)
    await network.jan.says("/glosowanie")
    assert "Twój głos już jest." in network.jan.sees()
    await network.ola.says("/glosowanie")
    assert network.ola.buttons() == [
        "Zagłosuj: Czy zapraszamy prelegenta?",
        "Zacznij głosowanie",
        "Z szablonu…",
    ]


async def test_an_institution_has_voted_when_one_of_its_people_has(network: Network) -> None:
    await begin(network.ola, "/glosowanie na instytucję: Czy zapraszamy? Tak / Nie do piątku")
    await network.ewa.taps("Tak", network.group)
    await network.ewa.says("/glosowanie")
    assert "Twój głos już jest." in network.ewa.sees()
    await network.ola.says("/glosowanie")
    assert "Twojego głosu" not in network.ola.sees()


async def test_an_institution_that_was_merged_has_voted(network: Network) -> None:
    await begin(network.ola, "/glosowanie na instytucję: Czy zapraszamy? Tak / Nie do piątku")
    await network.ewa.taps("Tak", network.group)
    await merges(network.ola, "Gdynia", "Łódź")
    await network.jan.says("/glosowanie")
    assert "Twój głos już jest." in network.jan.sees()


async def test_five_votes_of_institutions_are_listed_with_few_questions_to_the_database(
    network: Network,
) -> None:
    for n in range(5):
        await put_to_the_vote(network, "Tak", "Nie", question=f"Sprawa {n}?", unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Tak", network.group)
    await network.ewa.says("/glosowanie")
    assert network.ewa.sees().count("Twojego głosu jeszcze nie ma.") == 4
    assert network.ewa.sees().count("Twój głos już jest.") == 1


async def test_an_observer_sees_the_list_and_misses_no_vote(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await begin(network.ola)
    await network.jan.says("/glosowanie")
    assert "Czy zapraszamy prelegenta?" in network.jan.sees()
    assert "Twojego głosu" not in network.jan.sees()
    assert network.jan.buttons() == ["Czy zapraszamy prelegenta?"]


async def test_in_the_group_the_list_leads_into_private_chat(network: Network) -> None:
    await begin(network.ola)
    await network.ola.says("/glosowanie", network.group)
    assert network.ola.buttons(network.group) == ["Czy zapraszamy prelegenta?", "Zacznij głosowanie"]
    assert "Twojego głosu" not in network.ola.sees(network.group)
    await network.ola.taps("Zacznij głosowanie", network.group)
    assert "Z szablonu…" in network.ola.buttons()


async def test_older_ones_are_leafed_through(network: Network) -> None:
    for n in range(7):
        await put_to_the_vote(network, "Tak", "Nie", question=f"Sprawa {n}?", hours=1)
        await network.town.passes(hours=2)
    await network.jan.says("/glosowanie")
    assert "Sprawa 6?" in network.jan.sees()
    assert "Sprawa 3?" not in network.jan.sees()
    await network.jan.taps("Starsze ›")
    assert "Sprawa 2?" in network.jan.sees()
    assert "Sprawa 1?" not in network.jan.sees()
    await network.jan.taps("Starsze ›")
    assert "Sprawa 0?" in network.jan.sees()
    assert network.jan.buttons()[-2:] == ["‹ Nowsze", "‹ Głosowania"]
    await network.jan.taps("‹ Nowsze")
    await network.jan.taps("‹ Głosowania")
    assert "Sprawa 4?" in network.jan.sees()
