"""Everyone chooses their own language and time zone; the group keeps its own."""

from tests.dialogues.conftest import Network
from tests.dialogues.town import Town


async def test_someone_chooses_english_and_the_group_stays_polish(network: Network) -> None:
    await network.jan.says("/jezyk")
    assert "Rozmawiam z Tobą w języku: polski (jak w Telegramie)" in network.jan.sees()
    await network.jan.taps("English")
    assert "I speak with you: English" in network.jan.sees()
    await network.jan.says("/role")
    assert "Permanent representative" in network.jan.sees()
    await network.jan.says("/siec", network.group)
    assert "W sieci:" in network.jan.sees(network.group)


async def test_and_back_to_what_telegram_says(network: Network) -> None:
    await network.jan.says("/jezyk")
    await network.jan.taps("English")
    await network.jan.taps("As in Telegram")
    assert "polski (jak w Telegramie)" in network.jan.sees()
    assert "Jak w Telegramie" not in network.jan.buttons()


async def test_with_its_polish_letter_too(network: Network) -> None:
    await network.jan.says("/język")
    assert "Rozmawiam z Tobą" in network.jan.sees()


async def test_in_the_group_the_choice_is_offered_in_private(network: Network) -> None:
    await network.jan.says("/jezyk", network.group)
    assert network.jan.buttons(network.group) == ["Otwórz rozmowę prywatną"]


async def test_a_stranger_chooses_a_language_and_it_is_kept(town: Town) -> None:
    kim = town.resident("Kim", language="de")
    await kim.starts()
    assert "Dzień dobry!" in kim.sees()
    await kim.says("/language")
    await kim.taps("English")
    await kim.says("hello")
    assert "/help" in kim.sees()


async def test_someone_lives_in_a_time_zone_of_their_own(network: Network) -> None:
    jan = network.jan
    await jan.says("/jezyk")
    assert "Twoja strefa czasowa: Warszawa (jak w sieci)" in jan.sees()
    await jan.taps("Strefa…")
    await jan.taps("Londyn")
    assert "Twoja strefa czasowa: Londyn\n" in jan.sees()
    await jan.taps("Strefa…")
    await jan.taps("Inna…")
    await jan.says("Atlantyda")
    assert "Nie znam strefy czasowej „Atlantyda”" in jan.sees()
    await jan.says("lisbon")
    assert "Twoja strefa czasowa: Lizbona" in jan.sees()
    await jan.taps("Strefa…")
    await jan.taps("Jak w sieci")
    assert "Warszawa (jak w sieci)" in jan.sees()


async def test_a_forged_language_or_zone_is_refused(network: Network) -> None:
    await network.jan.says("/jezyk")
    await network.jan.forges("lang:set:~xx")
    assert "już nie działa" in (network.jan.toast or "")
    await network.jan.forges("lang:zone:~Mars/Base")
    assert "Nie znam strefy" in (network.jan.toast or "")
