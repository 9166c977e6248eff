"""Questions for the office hours: put in line, shared, taken back, taken up, answered, and what comes of them."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce, cards
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.town import Resident

SMOG = "Jak przekonać mieszkańców do wymiany pieców?"
DATA = "Skąd wziąć dane o jakości powietrza za darmo?"


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


async def asks(who: Resident, group: int, words: str = SMOG, sign: str = "Z podpisem") -> None:
    """Tap the card's button, write the question, and sign it or not."""
    await who.taps("Zadaj pytanie", group)
    await who.says(words)
    await who.taps(sign)


async def opens(hours: Network, words: str) -> None:
    """Ewa looks at a question of the line."""
    await hours.ewa.says("/kolejka")
    line = hours.ewa.sees()
    number = next(row.split(".")[0] for row in line.split("\n") if words[:20] in row)
    await hours.ewa.taps(number)


def card(hours: Network) -> str:
    return cards(hours.jan, hours.group)[0]


def open_card(hours: Network) -> str:
    return posts(hours.kim, hours.group, "Dyżur trwa")[-1]


# asking


async def test_a_question_is_put_in_line_from_the_card_and_told_its_place(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    assert hours.jan.sees().startswith("Twoje pytanie jest w kolejce, miejsce 1.")
    assert SMOG in hours.jan.sees()
    assert "wtorek, 8 września, 10:00–11:00" in hours.jan.sees()
    assert "W kolejce czeka 1 pytanie." in card(hours)
    await asks(hours.ola, hours.group, DATA)
    assert "miejsce 2" in hours.ola.sees()
    assert "W kolejce czekają 2 pytania." in card(hours)
    await hours.ola.taps("Pokaż kolejkę")
    assert f"1. „{SMOG}” – Jan Łoś (Łódź)" in hours.ola.sees()


async def test_before_it_is_signed_nobody_sees_a_question(hours: Network) -> None:
    await hours.jan.taps("Zadaj pytanie", hours.group)
    await hours.jan.says(SMOG)
    assert "Bez podpisu nikt w sieci nie zobaczy, kto pyta" in hours.jan.sees()
    await hours.jan.taps("Anuluj")
    await hours.ewa.says("/kolejka")
    assert "Jeszcze nikt nie czeka" in hours.ewa.sees()


async def test_an_unsigned_question_names_nobody_anywhere_also_not_to_those_who_lead(hours: Network) -> None:
    await asks(hours.jan, hours.group, SMOG, "Bez podpisu")
    await opens(hours, SMOG)
    await hours.town.move_to(at(9, 8, 10, 5))
    await opens(hours, SMOG)
    await hours.ewa.taps("Biorę w grupie")
    seen = [*hours.ewa.all_texts(), *hours.ola.all_texts(), *hours.kim.all_texts(hours.group)]
    about = [text for text in seen if SMOG in text]
    assert len(about) >= 4
    assert not [text for text in about if "Jan" in text or "Łódź" in text]
    assert "Pyta: bez podpisu" in hours.kim.sees(hours.group)


async def test_too_little_and_too_much_are_refused_kindly_and_can_be_written_again(hours: Network) -> None:
    await hours.jan.taps("Zadaj pytanie", hours.group)
    await hours.jan.says("smog?")
    assert "To bardzo krótko" in hours.jan.sees()
    await hours.jan.says("ą" * 601)
    assert "601 znaków, a mieści się najwyżej 600" in hours.jan.sees()
    await hours.jan.says(SMOG)
    assert "Czy podpisać" in hours.jan.sees()


async def test_nobody_puts_more_than_five_questions_in_line(hours: Network) -> None:
    for n in range(5):
        await asks(hours.jan, hours.group, f"{n}. {SMOG}")
    await hours.jan.taps("Zadaj pytanie", hours.group)
    assert "Masz już w kolejce 5 pytań" in hours.jan.sees()


async def test_the_network_that_one_is_not_in_has_no_line_for_them(hours: Network) -> None:
    await hours.kim.taps("Zadaj pytanie", hours.group)
    assert "Where" not in hours.kim.sees()
    await hours.ewa.says("/kolejka")
    assert "Jeszcze nikt nie czeka" in hours.ewa.sees()


async def test_one_takes_back_or_rewords_ones_own_question(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.jan.taps("Pokaż kolejkę")
    await hours.jan.taps("1")
    await hours.jan.taps("Zmień treść…")
    await hours.jan.says(DATA)
    assert DATA in hours.jan.sees()
    await hours.jan.taps("Wycofaj pytanie")
    assert "Pytanie wycofane. Nikt go już nie zobaczy." in hours.jan.sees()
    assert "czeka" not in card(hours)


async def test_what_interests_others_stays_in_line_unsigned_when_it_is_taken_back(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.ola.says("/kolejka")
    await hours.ola.taps("1")
    await hours.ola.taps("Też mnie to interesuje")
    assert "Interesuje też 1 osobę" in hours.ola.sees()
    await hours.jan.taps("Wycofaj pytanie")
    assert "Zostaje w kolejce bez podpisu" in hours.jan.sees()
    await hours.ewa.says("/kolejka")
    assert f"1. „{SMOG}” – bez podpisu" in hours.ewa.sees()
    assert "Jan" not in hours.ewa.sees()


async def test_whoever_leaves_takes_their_questions_along(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    hours.town.world.remove_member(hours.jan.id, hours.group, hours.jan.id)
    await hours.town.settle()
    await hours.ewa.says("/kolejka")
    assert "Jeszcze nikt nie czeka" in hours.ewa.sees()


# in order


async def test_the_expert_brings_a_question_forward_and_to_the_front(hours: Network) -> None:
    for n, who in enumerate((hours.jan, hours.ola, hours.jan), 1):
        await asks(who, hours.group, f"Pytanie numer {n} o smog")
    await opens(hours, "Pytanie numer 3")
    await hours.ewa.taps("Wcześniej")
    assert "2. „Pytanie numer 3 o smog”" in hours.ewa.sees()
    await opens(hours, "Pytanie numer 2")
    await hours.ewa.taps("Na początek")
    assert "1. „Pytanie numer 2 o smog”" in hours.ewa.sees()
    assert "3. „Pytanie numer 3 o smog”" in hours.ewa.sees()


async def test_of_two_similar_questions_one_goes_on_and_both_who_ask_hear(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await asks(hours.ola, hours.group, "Jak namówić ludzi na nowe piece?")
    await opens(hours, "Jak namówić")
    await hours.ewa.taps("Połącz z…")
    await hours.ewa.taps("Jak przekonać")
    assert "Interesuje też 1 osobę" in hours.ewa.sees()
    assert "Twoje pytanie zostało połączone z podobnym" in hours.ola.sees()
    await hours.town.move_to(at(9, 8, 10, 1))
    await opens(hours, SMOG)
    await hours.ewa.taps("Odpowiedz…")
    await hours.ewa.taps("Wszyscy, w grupie")
    await hours.ewa.says("Zacznijcie od szkół.")
    assert "Zacznijcie od szkół." in hours.jan.sees()
    assert "Zacznijcie od szkół." in hours.ola.sees()


async def test_nobody_but_those_who_lead_changes_the_order(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await asks(hours.ola, hours.group, DATA)
    await opens(hours, DATA)
    button = hours.ewa.button("Na początek")[1]
    await hours.jan.forges(button["callback_data"])
    assert hours.jan.toast
    await hours.ewa.says("/kolejka")
    assert f"1. „{SMOG}”" in hours.ewa.sees()


async def test_what_belongs_to_private_chat_changes_no_card_when_it_is_forged_in_the_group(
    hours: Network,
) -> None:
    await asks(hours.jan, hours.group)
    before = hours.kim.all_texts(hours.group)
    for tap in ("ask:1", "lineof:1", "line:1", "question:1:1", "withdraw:1:1", "reword:1:1", "also:1:1", "nolonger:1:1",
                "writeto:1:1", "helped:1", "nothelped:1"):  # fmt: skip
        await hours.jan.forges(f"hours:{tap}", hours.group)
    for tap in ("write:1", "answer:1:1", "takehere:1:1", "merge:1:1", "keepall:1", "promising:1:1"):
        await hours.ewa.forges(f"hours:{tap}", hours.group)
    assert hours.kim.all_texts(hours.group) == before
    await hours.ewa.says("/kolejka")
    assert SMOG in hours.ewa.sees()


# while it is open


async def test_the_open_card_shows_the_line_and_the_first_hears_that_they_are_next(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await asks(hours.ola, hours.group, DATA, "Bez podpisu")
    await hours.town.move_to(at(9, 8, 10))
    assert f"W kolejce:\n1. „{SMOG}” – Jan Łoś (Łódź)\n2. „{DATA}” – bez podpisu" in open_card(hours)
    assert hours.jan.sees().startswith("Twoje pytanie jest następne")
    assert heard(hours.ola, "Twoje pytanie jest następne") == []
    await opens(hours, SMOG)
    await hours.ewa.taps("Biorę w grupie")
    assert hours.ola.sees().startswith("Twoje pytanie jest następne")
    await hours.town.restart()
    await asks(hours.jan, hours.group, "Czy ktoś ma wzór uchwały?")
    assert len(posts(hours.kim, hours.group, "Dyżur trwa")) == 1
    assert "wzór uchwały" in open_card(hours)


async def test_a_reply_in_the_group_is_the_answer_and_others_add_to_it(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Biorę w grupie")
    assert "zajmuje się teraz Twoim pytaniem" in hours.jan.sees()
    asked = hours.kim.messages(hours.group)[-1]
    assert asked["text"].startswith("Pytanie z kolejki\nPyta: Jan Łoś (Łódź)")
    await hours.ewa.says("Zacznijcie od szkół.", hours.group, reply_to=asked["message_id"])
    assert "Ewa Żak odpowiada na Twoje pytanie" in hours.jan.sees()
    await hours.ola.says("U nas pomogły dopłaty.", hours.group, reply_to=asked["message_id"])
    now = next(each for each in hours.kim.messages(hours.group) if each["message_id"] == asked["message_id"])
    assert "Ewa Żak (Gdynia):\nZacznijcie od szkół.\n\nOla Wójcik:\nU nas pomogły dopłaty." in now["text"]
    assert SMOG not in open_card(hours)
    await hours.jan.taps("Tak, pomogła")
    assert "Dziękuję" in hours.jan.sees()


async def test_a_post_that_would_be_too_long_shows_its_beginning(hours: Network) -> None:
    await asks(hours.jan, hours.group, "👩‍🌾" * 190 + " – jak?")
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, "👩‍🌾👩‍🌾")
    await hours.ewa.taps("Biorę w grupie")
    asked = hours.kim.messages(hours.group)[-1]["message_id"]
    for who in (hours.ewa, hours.ola, hours.jan, hours.ewa):
        await who.says("Odpowiedź:\n" + "🌳" * 1500, hours.group, reply_to=asked)
    now = next(each["text"] for each in hours.kim.messages(hours.group) if each["message_id"] == asked)
    assert "Ewa Żak (Gdynia):\nOdpowiedź:\n🌳🌳" in now
    assert now.endswith("\n…")


async def test_an_answer_follows_when_its_message_is_edited(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Biorę w grupie")
    asked = hours.kim.messages(hours.group)[-1]["message_id"]
    answer = await hours.ewa.says("Zacznijcie od szkol.", hours.group, reply_to=asked)
    talk = await hours.ola.says("O, ciekawe!", hours.group, reply_to=answer)
    await hours.ewa.edits(answer, "Zacznijcie od szkół.", hours.group)
    await hours.ola.edits(talk, "Bardzo ciekawe!", hours.group)
    now = next(each["text"] for each in hours.kim.messages(hours.group) if each["message_id"] == asked)
    assert "Ewa Żak (Gdynia):\nZacznijcie od szkół." in now
    assert "szkol." not in now
    assert "ciekawe" not in now


async def test_a_private_answer_is_seen_by_those_who_ask_only(hours: Network) -> None:
    await asks(hours.jan, hours.group, SMOG, "Bez podpisu")
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Biorę prywatnie")
    await hours.ewa.taps("Odpowiedz…")
    await hours.ewa.says("Zadzwoń do mnie jutro.")
    assert "Zadzwoń do mnie jutro." in hours.jan.sees()
    everyone = [*hours.kim.all_texts(hours.group), *hours.ola.all_texts()]
    assert not [text for text in everyone if "Zadzwoń" in text]


async def test_a_private_conversation_keeps_the_name_of_whoever_did_not_sign(hours: Network) -> None:
    await asks(hours.jan, hours.group, SMOG, "Bez podpisu")
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Napisz do osoby, która pyta…")
    await hours.ewa.says("Ilu was tam mieszka?")
    assert hours.ewa.sees() == "Przekazane."
    assert "Ewa Żak (Gdynia) pisze w sprawie pytania" in hours.jan.sees()
    await hours.jan.taps("Odpisz…")
    await hours.jan.says("Około ośmiu tysięcy.")
    assert "Osoba, która pyta (bez podpisu), pisze w sprawie pytania" in hours.ewa.sees()
    assert "Około ośmiu tysięcy." in hours.ewa.sees()
    assert "Jan" not in hours.ewa.sees()


async def test_an_answer_stays_to_be_read_and_confirmed_while_one_writes_back(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Biorę prywatnie")
    await hours.ewa.taps("Odpowiedz…")
    await hours.ewa.says("Zadzwoń do mnie jutro.")
    await hours.jan.taps("Napisz: Ewa Żak…")
    await hours.jan.says("O której?")
    assert [text for text in hours.jan.all_texts() if "Zadzwoń do mnie jutro." in text]
    await hours.jan.taps("Tak, pomogła")
    assert "Dziękuję, dobrze wiedzieć!" in hours.jan.all_texts()


async def test_the_summary_says_of_a_private_answer_only_that_it_was_given(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Biorę prywatnie")
    await hours.ewa.taps("Odpowiedz…")
    await hours.ewa.says("Zadzwoń do mnie jutro.")
    await hours.town.move_to(at(9, 8, 11))
    assert f"• „{SMOG}” – odpowiedź prywatna" in hours.kim.sees(hours.group)
    assert not any("Zadzwoń" in text for text in hours.kim.all_texts(hours.group))


async def test_the_line_of_every_series_is_one_tap_away(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await announce(hours.ewa, "/dyzur w poniedziałki 14:00")
    await hours.ewa.says("/kolejka")
    assert "Jeszcze nikt nie czeka." in hours.ewa.sees()
    assert "Twoje pytanie" not in hours.ewa.sees()
    await hours.ewa.taps("Kolejka: Ewa Żak, wt., 8 wrz")
    assert SMOG in hours.ewa.sees()
    assert "Kolejka: Ewa Żak, pon., 7 wrz" in hours.ewa.buttons()


async def test_whom_it_did_not_help_stands_at_the_front_of_the_next_line(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Odpowiedź ustna")
    await hours.town.move_to(at(9, 8, 11))
    await asks(hours.ola, hours.group, DATA)
    await hours.jan.taps("Jeszcze nie")
    assert "na początku kolejki na dyżur: wtorek, 22 września, 10:00" in hours.jan.sees()
    await hours.ewa.says("/kolejka")
    assert f"1. „{SMOG}” – Jan Łoś (Łódź)" in hours.ewa.sees()
    assert f"2. „{DATA}”" in hours.ewa.sees()


async def test_who_is_there_is_counted_and_nobody_kept(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10))
    await hours.jan.taps("Jestem", hours.group)
    assert "Zapisuję tylko liczbę osób" in (hours.jan.toast or "")
    await hours.ola.taps("Jestem", hours.group)
    await hours.ola.taps("Jestem", hours.group)
    assert "Jestem (2)" in hours.jan.buttons(hours.group)
    await hours.town.move_to(at(9, 8, 11))
    await hours.ewa.says("/dyzur")
    assert "Ostatnio:\n8 września: 2 osoby" in hours.ewa.sees()


# afterwards


async def test_the_summary_tells_what_was_answered_and_what_goes_on(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await asks(hours.ola, hours.group, DATA)
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Odpowiedz…")
    await hours.ewa.taps("Wszyscy, w grupie")
    await hours.ewa.says("Zacznijcie od szkół.")
    await hours.town.move_to(at(9, 8, 11))
    (summary,) = posts(hours.kim, hours.group, "Po dyżurze 8 września: Ewa Żak")
    assert f"Z odpowiedzią:\n• „{SMOG}”" in summary
    assert f"Na dyżur 22 września przechodzą:\n• „{DATA}”" in summary
    assert "Jest teraz na początku kolejki na dyżur: wtorek, 22 września" in hours.ola.sees()
    assert "W kolejce czeka 1 pytanie." in card(hours)


async def test_when_nobody_comes_the_hour_closes_quietly(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10))
    before = len(hours.kim.messages(hours.group))
    await hours.town.move_to(at(9, 8, 12))
    assert len(hours.kim.messages(hours.group)) == before
    assert posts(hours.kim, hours.group, "Dyżur 8 września dobiegł końca")
    assert "warto zachować" not in hours.ewa.sees()


async def test_the_expert_says_in_two_taps_what_is_worth_keeping(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 8, 10))
    await opens(hours, SMOG)
    await hours.ewa.taps("Odpowiedz…")
    await hours.ewa.taps("Wszyscy, w grupie")
    await hours.ewa.says("Zacznijcie od szkół.")
    await hours.town.move_to(at(9, 8, 11))
    assert "Czy tę odpowiedź warto zachować" in hours.ewa.sees()
    await hours.ewa.taps("Tak")
    assert "Czy z którejś może wyrosnąć dobra praktyka" in hours.ewa.sees()
    await hours.ewa.taps("1")
    assert "Mam to zapisane" in hours.ewa.sees()


async def test_of_several_answers_some_are_kept(hours: Network) -> None:
    for words in (SMOG, DATA):
        await asks(hours.jan, hours.group, words)
    await hours.town.move_to(at(9, 8, 10))
    for words in (SMOG, DATA):
        await opens(hours, words)
        await hours.ewa.taps("Odpowiedz…")
        await hours.ewa.taps("Wszyscy, w grupie")
        await hours.ewa.says(f"Odpowiedź: {words}")
    await hours.town.move_to(at(9, 8, 11))
    await hours.ewa.taps("2")
    assert hours.ewa.buttons() == ["1", "✓ 2", "Gotowe"]
    await hours.ewa.taps("Gotowe")
    await hours.ewa.taps("Nie, z żadnej")


async def test_a_session_that_falls_out_hands_its_line_on_and_has_it_again_when_taken_back(
    hours: Network,
) -> None:
    await asks(hours.jan, hours.group)
    for label in ("Zmień…", "8 wrz", "Odwołaj"):
        if label == "Zmień…":
            await hours.ewa.says("/dyzur")
        await hours.ewa.taps(label)
    await hours.town.passes(minutes=1)
    assert heard(hours.jan, "Twoje pytanie na dyżur") == []
    await hours.town.passes(minutes=1)
    assert "Jest teraz na początku kolejki na dyżur: wtorek, 22 września" in hours.jan.sees()
    await hours.ewa.taps("Przywróć")
    await hours.ewa.says("/kolejka")
    assert "wtorek, 8 września" in hours.ewa.sees()
    assert SMOG in hours.ewa.sees()


async def test_a_question_of_the_last_session_waits_for_a_new_series(hours: Network) -> None:
    await hours.ewa.says("/dyzur")
    for label in ("Zmień…", "Zakończ te dyżury", "Tak"):
        await hours.ewa.taps(label)
    await announce(hours.ewa, "/dyzur jednorazowo 9 września 12:00")
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 9, 13))
    assert "Czeka na początku kolejki na następny dyżur, gdy tylko będzie termin" in hours.jan.sees()
    await announce(hours.ewa, "/dyzur jednorazowo 16 września 12:00")
    await hours.ewa.says("/kolejka")
    assert SMOG in hours.ewa.sees()


async def test_the_reminder_of_the_expert_tells_how_long_the_line_is(hours: Network) -> None:
    await asks(hours.jan, hours.group)
    await hours.town.move_to(at(9, 8, 9))
    assert "W kolejce czeka 1 pytanie." in hours.ewa.sees()
    await hours.ewa.taps("Kolejka")
    assert SMOG in hours.ewa.sees()
