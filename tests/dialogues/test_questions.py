"""Questions to the network: asked in the group, by the bot's name, under what someone wrote, and privately."""

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours_clock import posts
from tests.dialogues.town import Resident

SMOG = "Jak przekonać mieszkańców do wymiany pieców?"
DATA = "Skąd wziąć dane o jakości powietrza za darmo?"


def cards(who: Resident, group: int) -> list[str]:
    return posts(who, group, "Pytanie do sieci")


def card(network: Network) -> str:
    return cards(network.jan, network.group)[-1]


async def asks(who: Resident, words: str = SMOG, sign: str = "Z podpisem") -> None:
    """Ask privately, signed or not."""
    await who.says(f"/pytanie {words}")
    await who.taps(sign)


# in the group


async def test_a_question_in_the_group_becomes_a_card(network: Network) -> None:
    network.town.world.promote(network.ola.id, network.group, network.town.world.bot.id)
    message = await network.jan.says(f"/pytanie {SMOG}", network.group)
    assert card(network).startswith("Pytanie do sieci · czeka na odpowiedź\nPyta: Jan Łoś (Łódź)")
    assert SMOG in card(network)
    assert network.kim.buttons(network.group) == ["Odpowiem", "Też mnie to interesuje", "Otwórz"]
    seen = [each["message_id"] for each in network.town.world.visible(network.jan.id, network.group)]
    assert message not in seen, "the card takes its place"


async def test_a_question_may_simply_name_the_bot(network: Network) -> None:
    await network.jan.says(f"@{network.town.world.bot.username} {SMOG}", network.group)
    assert SMOG in card(network)
    assert "@" not in card(network)


async def test_whoever_only_greets_the_bot_learns_how_to_ask(network: Network) -> None:
    await network.jan.says(f"dzięki @{network.town.world.bot.username}!", network.group)
    assert cards(network.jan, network.group) == []
    assert "Aby zapytać sieć, napisz /pytanie" in network.jan.sees(network.group)


async def test_without_words_the_way_into_private_chat_is_shown(network: Network) -> None:
    await network.jan.says("/pytanie", network.group)
    await network.jan.taps("Zapytaj prywatnie", network.group)
    assert "O co chcesz zapytać?" in network.jan.sees()
    await network.jan.says(SMOG)
    await network.jan.taps("Z podpisem")
    assert SMOG in card(network)


async def test_too_short_a_question_is_refused_kindly(network: Network) -> None:
    await network.jan.says("/pytanie smog?", network.group)
    assert "To bardzo krótko" in network.jan.sees(network.group)
    assert cards(network.jan, network.group) == []


async def test_whoever_has_not_joined_is_shown_how_to(network: Network) -> None:
    await network.kim.says(f"/pytanie {SMOG}", network.group)
    assert cards(network.jan, network.group) == []
    assert "Dołącz do sieci" in network.kim.buttons(network.group)


async def test_a_picture_sent_with_a_question_stays_where_it_is(network: Network) -> None:
    message = await network.jan.sends_photo(f"/pytanie {SMOG}", network.group)
    seen = [each["message_id"] for each in network.town.world.visible(network.jan.id, network.group)]
    assert message["message_id"] in seen
    await network.ewa.taps("Otwórz", network.group)
    await network.ewa.taps("Pokaż plik")
    assert "photo" in network.ewa.messages()[-1]


# under what someone wrote


async def test_ones_own_message_becomes_a_question(network: Network) -> None:
    message = await network.jan.says(SMOG, network.group)
    await network.jan.says("/pytanie", network.group, reply_to=message)
    assert SMOG in card(network)
    assert "Pyta: Jan Łoś (Łódź)" in card(network)


async def test_whoever_wrote_a_message_is_asked_before_it_becomes_a_question(network: Network) -> None:
    message = await network.jan.says(SMOG, network.group)
    await network.ewa.says("/pytanie", network.group, reply_to=message)
    assert cards(network.jan, network.group) == []
    assert "Jan Łoś: Ewa Żak uważa, że to pytanie do całej sieci." in network.jan.sees(network.group)
    await network.ewa.taps("Tak, zadaj pytanie", network.group)
    assert network.ewa.toast is not None
    assert "tylko osoba, która ją napisała" in network.ewa.toast
    assert cards(network.jan, network.group) == []
    await network.jan.taps("Tak, zadaj pytanie", network.group)
    assert "Pyta: Jan Łoś (Łódź)" in card(network)
    assert "Tak, zadaj pytanie" not in network.jan.buttons(network.group)


async def test_without_consent_nothing_is_kept(network: Network) -> None:
    message = await network.jan.says(SMOG, network.group)
    await network.ewa.says("/pytanie", network.group, reply_to=message)
    await network.jan.taps("Nie", network.group)
    assert cards(network.jan, network.group) == []
    await network.ewa.says("/pytania")
    assert "Czekają na odpowiedź: 0" in network.ewa.sees()


# privately


async def test_asked_privately_and_signed(network: Network) -> None:
    await asks(network.jan)
    assert "Twoje pytanie jest już w grupie." in network.jan.sees()
    assert "Pyta: Jan Łoś (Łódź)" in card(network)


async def test_asked_privately_with_a_picture_it_is_shown_with_the_card(network: Network) -> None:
    await network.jan.sends_photo(f"/pytanie {SMOG}")
    await network.jan.taps("Bez podpisu")
    pictures = [each for each in network.ewa.messages(network.group) if "photo" in each]
    assert [each["caption"] for each in pictures] == [f"Do pytania: „{SMOG}”"]
    assert "Jan" not in card(network)


async def test_nobody_lets_more_than_ten_questions_wait(network: Network) -> None:
    for n in range(10):
        await network.jan.says(f"/pytanie {n}. {SMOG}", network.group)
    await network.jan.says(f"/pytanie {DATA}", network.group)
    assert "czeka już 10 Twoich pytań" in network.jan.sees(network.group)


# changed and taken back


async def test_one_rewords_or_takes_back_ones_own_question(network: Network) -> None:
    await asks(network.jan)
    await network.jan.taps("Otwórz pytanie")
    await network.jan.taps("Zmień treść…")
    await network.jan.says(DATA)
    assert DATA in card(network)
    await network.jan.taps("Wycofaj pytanie")
    assert "Pytanie wycofane. Nikt go już nie zobaczy." in network.jan.sees()
    assert network.ewa.sees(network.group) == "To pytanie zostało wycofane."


async def test_what_interests_others_stays_open_when_it_is_taken_back(network: Network) -> None:
    await asks(network.jan)
    await network.ewa.taps("Też mnie to interesuje", network.group)
    assert "Interesuje też 1 osobę" in card(network)
    await network.jan.taps("Otwórz pytanie")
    await network.jan.taps("Wycofaj pytanie")
    assert "Zostaje otwarte bez podpisu" in network.jan.sees()
    assert "Pyta: ktoś z sieci" in card(network)


async def test_the_list_shows_what_waits_and_ones_own(network: Network) -> None:
    await asks(network.jan)
    await asks(network.ewa, DATA, "Bez podpisu")
    await network.jan.says("/pytania")
    assert network.jan.sees().startswith("Czekają na odpowiedź: 2")
    await network.jan.taps("Moje pytania")
    assert SMOG in network.jan.sees()
    assert DATA not in network.jan.sees()
    await network.jan.taps("Z odpowiedzią")
    assert "Nic tu nie ma." in network.jan.sees()


async def test_whoever_leaves_takes_their_questions_along(network: Network) -> None:
    await asks(network.jan)
    network.town.world.remove_member(network.jan.id, network.group, network.jan.id)
    await network.town.settle()
    assert network.ewa.sees(network.group) == "To pytanie zostało wycofane."
