"""Every change of roles can be read by the facilitators."""

from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import end, give
from tests.dialogues.town import Town


async def test_the_log_tells_who_did_what_to_whom_the_newest_first(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ola.says("/dziennik")
    entries = network.ola.sees().split("\n\n")
    assert entries[0] == "Dziennik zmian · Miasto Cyfrowe"
    assert entries[1].endswith("Ewa Żak: nowa rola: ekspert-moderator\ndecyzja: Ola Wójcik")
    assert entries[1].startswith("poniedziałek, 7 września, 09:00")
    assert entries[2].endswith("Jan Łoś: dołączenie do sieci")
    assert entries[-1].endswith("Ola Wójcik: przejęcie koordynacji sieci")


async def test_the_log_is_turned_page_by_page(network: Network) -> None:
    for _ in range(5):
        await give(network.ola, "Jan Łoś", "Obserwator")
        await give(network.ola, "Jan Łoś", "Stały przedstawiciel")
    await network.ola.says("/log")
    assert network.ola.sees().count("Jan Łoś: nowa rola") == 10
    await network.ola.taps("Starsze ›")
    assert "przejęcie koordynacji" in network.ola.sees()
    assert "nowa rola" not in network.ola.sees()
    await network.ola.taps("‹ Najnowsze")
    assert network.ola.sees().count("Jan Łoś: nowa rola") == 10


async def test_the_log_uses_the_names_of_today(network: Network, town: Town) -> None:
    jan = town.world.who(network.jan.id)
    jan.last_name = "Nowakowski"
    jan._user.clear()
    await network.jan.says("/role")
    await network.ola.says("/dziennik")
    assert "Jan Nowakowski: dołączenie" in network.ola.sees()


async def test_someone_erased_stays_in_the_log_without_a_name(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Koordynacja")
    await give(network.ewa, "Jan Łoś", "Ekspert")
    await network.jan.says("/zapomnij")
    await network.jan.forges("data:forget")
    await network.ewa.says("/zapomnij")
    await network.ewa.forges("data:forget")
    await network.ola.says("/dziennik")
    assert "osoba usunięta: nowa rola: ekspert-moderator" in network.ola.sees()
    assert "osoba usunięta: nowa rola: koordynacja i facylitacja\ndecyzja: Ola Wójcik" in network.ola.sees()
    assert "Jan Łoś" not in network.ola.sees()
    assert "samo" not in network.ola.sees()


async def test_every_change_of_a_role_leaves_exactly_one_entry(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await give(network.ola, "Jan Łoś", "Ekspert")
    await end(network.ola, "Jan Łoś")
    network.town.world.remove_member(network.ola.id, network.group, network.jan.id)
    await network.town.settle()
    await network.ola.says("/dziennik")
    told = [line for line in network.ola.sees().splitlines() if line.startswith("Jan Łoś:")]
    assert told == [
        "Jan Łoś: odejście z sieci",
        "Jan Łoś: koniec roli: ekspert-moderator",
        "Jan Łoś: nowa rola: ekspert-moderator",
        "Jan Łoś: nowa rola: obserwator",
        "Jan Łoś: dołączenie do sieci",
    ]


async def test_an_english_reader_reads_the_log_in_english(network: Network) -> None:
    await network.ola.says("/jezyk")
    await network.ola.taps("English")
    await give_in_english(network)
    await network.ola.says("/log")
    assert "Ewa Żak: new role: observer\ndecided by: Ola Wójcik" in network.ola.sees()
    assert "Monday, 7 September, 09:00" in network.ola.sees()


async def give_in_english(network: Network) -> None:
    await network.ola.says("/roles")
    for label in ("Give a role", "Ewa Żak", "Observer"):
        await network.ola.taps(label)
