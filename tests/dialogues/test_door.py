"""At the door: the wrong place, the wrong person, nothing to act on; always kind, always with the next step."""

from tests.dialogues.conftest import Network
from tests.dialogues.town import Town


async def test_a_stranger_gets_a_kind_answer_with_the_next_step(town: Town) -> None:
    ola = town.resident("Ola")
    await ola.starts()
    await ola.says("dzień dobry")
    assert "/pomoc" in ola.sees()


async def test_an_english_stranger_is_answered_in_english(town: Town) -> None:
    kim = town.resident("Kim", language="en")
    await kim.starts()
    await kim.says("hello")
    assert "/help" in kim.sees()


async def test_an_unknown_command_in_private_points_to_help(network: Network) -> None:
    await network.jan.says("/kawa")
    assert "Nie znam tego polecenia" in network.jan.sees()


async def test_a_command_of_another_bot_in_the_group_is_not_ours(network: Network) -> None:
    before = network.jan.all_texts(network.group)
    await network.jan.says("/kawa", network.group)
    await network.jan.says("/siec@innybot", network.group)
    assert network.jan.all_texts(network.group) == before


async def test_an_unknown_command_addressed_to_the_bot_gets_an_answer_in_the_group(network: Network) -> None:
    await network.jan.says("/kawa@spoiwo_bot", network.group)
    assert "Nie znam tego polecenia" in network.jan.sees(network.group)


async def test_someone_who_has_not_joined_is_shown_the_way_in(network: Network) -> None:
    await network.kim.says("/siec@spoiwo_bot", network.group)
    assert network.kim.buttons(network.group) == ["Dołącz do sieci"]


async def test_a_private_matter_in_the_group_leads_into_private_chat(network: Network) -> None:
    await network.ola.says("/ludzie", network.group)
    assert "Otwórz rozmowę prywatną" in network.ola.buttons(network.group)
    await network.ola.taps("Otwórz rozmowę prywatną", network.group)
    assert "Gdynia: Ewa Żak" in network.ola.sees()


async def test_a_button_of_another_network_opens_nothing(network: Network) -> None:
    town = network.town
    zoe = town.resident("Zoe", started=True)
    other = town.group("Inna Sieć", zoe)
    await town.add_bot(zoe, other)
    await zoe.taps("zaczynamy", other)
    await zoe.forges("net:language:1:~en", other)
    assert "nie uczestniczysz" in (zoe.toast or "")
    assert "Naciśnij przycisk" in network.jan.sees(network.group)


async def test_nonsense_in_a_button_is_answered_kindly(network: Network) -> None:
    for nonsense in (
        "",
        "x",
        "net",
        "net:begin",
        "net:begin:~a",
        "net:zone:1:~Mars/Base:1",
        "form:pick:~x:1",
        "😀:😀",
    ):
        await network.ola.forges(nonsense or " ", network.group)
        assert network.ola.toast, nonsense


async def test_a_zone_that_does_not_exist_is_refused_also_from_a_forged_button(network: Network) -> None:
    await network.ola.forges("net:zone:1:~Mars/Base", network.group)
    assert "Nie znam strefy" in (network.ola.toast or "")


async def test_ordinary_talk_in_the_group_is_neither_answered_nor_kept(network: Network) -> None:
    before = network.jan.all_texts(network.group)
    await network.jan.says("Czy ktoś wie coś o smogu?", network.group)
    assert network.jan.all_texts(network.group) == before
    journal = (network.town.process.database.url.database or "").encode()
    with open(journal, "rb") as file:
        assert b"smogu" not in file.read()


async def test_a_name_with_markup_breaks_nothing(town: Town) -> None:
    eve = town.resident("<b>Eve</b>", "& <i>Co</i>")
    group = town.group("<script>&", eve)
    await town.add_bot(eve, group)
    await eve.taps("zaczynamy", group)
    assert "<b>Eve</b> & <i>Co</i>" in eve.sees(group)
    assert "<script>&" in eve.sees(group)
