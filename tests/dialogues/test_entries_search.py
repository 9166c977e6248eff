"""The log in the search: practices and lessons apart, of other networks too where they are for them."""

from storage.entries import EntryAudience, EntryKind
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town_log import STOVES, another_network, stands

TRIED = "Pokazy kominiarza, na które nikt nie przyszedł"


async def test_lessons_and_practices_are_filters_of_their_own(network: Network) -> None:
    await stands(network, network.ewa, STOVES)
    await stands(network, network.jan, TRIED, kind=EntryKind.LESSON, otherwise="Zaprosić szkoły.")
    await give(network.ola, "Jan Łoś", "Obserwator")
    await network.jan.says("/szukaj kominiarz")
    assert "2 wyniki" in network.jan.sees()
    await network.jan.taps("Filtry…")
    assert {"Baza", "Lekcje"} <= set(network.jan.buttons())
    await network.jan.taps("Lekcje")
    await network.jan.taps("Pokaż, co pasuje")
    assert "1 wynik" in network.jan.sees()
    assert f"„{TRIED}”\nZ bazy: Lekcja · Łódź · 2026" in network.jan.sees()
    await network.jan.says("/szukaj szkoły")
    assert TRIED in network.jan.sees(), "what they would do otherwise is searched too"


async def test_what_is_for_all_networks_is_found_and_opened_in_each(network: Network) -> None:
    theirs = await another_network(network)
    await stands(network, network.ewa, STOVES, audience=EntryAudience.INSTALLATION)
    await stands(network, network.ewa, TRIED)
    await theirs.ewa.says("/szukaj kominiarz")
    assert "1 wynik" in theirs.ewa.sees()
    await theirs.ewa.taps("1")
    assert f"{STOVES}\nGdynia\nSieć: Miasto Cyfrowe" in theirs.ewa.sees()


async def test_the_bot_s_name_in_any_chat_finds_it_and_leads_to_it(network: Network) -> None:
    theirs = await another_network(network)
    await stands(network, network.ewa, STOVES, audience=EntryAudience.PUBLIC)
    await stands(network, network.ewa, TRIED)
    found = await theirs.ewa.asks_inline("kominiarz", theirs.group)
    assert [each["title"] for each in found] == [f"„{STOVES}”"]
    await theirs.ewa.picks(STOVES, theirs.group)
    picked = theirs.town.world.visible(theirs.ola.id, theirs.group)[-1]
    assert picked["text"] == f"„{STOVES}”", "its title only, wherever that chat is"
