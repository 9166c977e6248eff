"""Help shows what this person can do here, most useful first, and its buttons do it."""

from tests.dialogues.conftest import Network
from tests.dialogues.town import Town


def lines_of_commands(text: str) -> list[str]:
    return [line.partition(" ")[0] for line in text.splitlines() if line.startswith("/")]


async def test_a_stranger_is_greeted_and_told_how_it_works(town: Town) -> None:
    ola = town.resident("Ola")
    await ola.starts()
    assert ola.sees().startswith("Dzień dobry! Tu Spoiwo.")
    assert "naciśnij Dołącz do sieci" in ola.sees()
    assert "niczego o Tobie nie zapamiętuję" in ola.sees()
    assert ola.buttons() == ["Dodaj mnie do grupy", "Speak English"]


async def test_a_stranger_can_turn_the_greeting_into_english(town: Town) -> None:
    ola = town.resident("Ola")
    await ola.starts()
    await ola.taps("Speak English")
    assert ola.sees().startswith("Hello! I'm Spoiwo.")
    assert "Mów po polsku" in ola.buttons()


async def test_where_networks_are_invited_strangers_are_not_told_to_add_the_bot(network: Network) -> None:
    network.town.process.edge.installation = type(network.town.process.edge.installation)(
        bot_id=42, username="spoiwo_bot", open=False
    )
    await network.kim.starts()
    assert "add me to its group" not in network.kim.sees()
    assert network.kim.buttons() == ["Mów po polsku"]


async def test_a_member_sees_what_a_member_can_do(network: Network) -> None:
    await network.jan.says("/pomoc")
    assert network.jan.sees().startswith("Co możesz zrobić w sieci Miasto Cyfrowe:")
    offered = lines_of_commands(network.jan.sees())
    assert {"/siec", "/role", "/jezyk", "/moje_dane", "/zapomnij", "/opusc"} <= set(offered)
    assert not {"/ludzie", "/zapros_siec", "/dziennik", "/dolacz", "/pomoc", "/start"} & set(offered)
    assert "Kto jest w sieci" not in network.jan.buttons()


async def test_a_facilitator_sees_more_and_a_button_does_it(network: Network) -> None:
    await network.ola.says("/pomoc")
    assert {"/ludzie", "/dziennik"} <= set(lines_of_commands(network.ola.sees()))
    for area in ("Spotkania", "Pytania i wiedza", "Dyżury", "Sieć i ludzie", "O Tobie"):
        assert f"\n\n{area}\n/" in network.ola.sees()
    await network.ola.taps("Kto jest w sieci")
    assert "Gdynia: Ewa Żak" in network.ola.sees()


async def test_a_button_checks_again_who_taps_it(network: Network) -> None:
    await network.jan.says("/pomoc")
    await network.jan.forges("help:run:~people")
    assert "potrzebna jest rola" in (network.jan.toast or "")
    await network.jan.forges("help:run:~nonsense")
    assert "Nie znam tego polecenia" in (network.jan.toast or "")


async def test_help_speaks_english_to_who_reads_english(network: Network) -> None:
    await network.kim.taps("Dołącz", network.group)
    await network.kim.taps("Gdynia")
    await network.kim.taps("I agree")
    await network.kim.says("/help")
    assert "What you can do in Miasto Cyfrowe:" in network.kim.sees()
    assert {"/network", "/mydata"} <= set(lines_of_commands(network.kim.sees()))
    await network.kim.taps("The network")
    assert "Ola Wójcik" in network.kim.sees()


async def test_in_the_group_help_is_short_and_leads_into_private_chat(network: Network) -> None:
    await network.jan.says("/pomoc", network.group)
    assert network.jan.sees(network.group).startswith("Tu, w grupie:")
    assert len(network.jan.sees(network.group).splitlines()) <= 7
    assert "/moje_dane" not in network.jan.sees(network.group)
    await network.jan.taps("Więcej w rozmowie prywatnej", network.group)
    assert "Co możesz zrobić w sieci Miasto Cyfrowe:" in network.jan.sees()


async def test_a_button_of_the_group_answers_in_the_group(network: Network) -> None:
    before = network.jan.all_texts()
    await network.jan.says("/pomoc", network.group)
    await network.ewa.taps("Sieć", network.group)
    assert "W sieci: 2 przedstawicieli" in network.ewa.sees(network.group)
    assert network.jan.all_texts() == before


async def test_in_the_group_a_stranger_is_shown_the_way_in(network: Network) -> None:
    await network.kim.says("/help", network.group)
    assert network.kim.buttons(network.group) == ["Dołącz do sieci"]


async def test_who_is_in_no_network_is_told_how_to_get_into_one(network: Network) -> None:
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    await network.jan.says("/pomoc")
    assert "Nie należysz teraz do żadnej sieci." in network.jan.sees()
    assert lines_of_commands(network.jan.sees()) == ["/jezyk", "/moje_dane", "/zapomnij"]


async def test_from_the_group_of_the_other_network_it_goes_on_for_that_network(network: Network) -> None:
    town, ewa = network.town, network.ewa
    second = town.group("Zielone Miasta", ewa)
    await town.add_bot(ewa, second)
    await ewa.taps("zaczynamy", second)
    await ewa.says("/siec")
    assert "Miasto Cyfrowe" in ewa.sees()
    await ewa.says("/ludzie", second)
    await ewa.taps("Otwórz rozmowę prywatną", second)
    assert "Zielone Miasta" in ewa.sees()
    assert "Lista jest na razie pusta" in ewa.sees()


async def test_a_deep_link_opens_nothing_that_a_command_would_not(network: Network) -> None:
    await network.jan.starts("do-_people")
    assert "potrzebna jest rola" in network.jan.sees()
    await network.jan.starts("in-_people-77")
    assert "potrzebna jest rola" in network.jan.sees()
    await network.jan.starts("do-_nonsense")
    assert "Nie znam tego polecenia" in network.jan.sees()
