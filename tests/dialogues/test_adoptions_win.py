"""The first confirmed transfer of a network is news for its group: once, kindly, as long as it may be shown."""

from datetime import timedelta

from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_adoptions import colleague, confirms, shared, takes
from tests.dialogues.town import Resident, Town
from tests.dialogues.town_log import STOVES, opens, stands

__all__ = ["shared"]

WIN = "Pierwsza praktyka z bazy działa też gdzie indziej!"


def wins(network: Network) -> list[str]:
    return [text for text in network.kim.all_texts(network.group) if text.startswith(WIN)]


async def test_the_group_hears_of_the_first_one_with_thanks_to_both(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan, "Mniej dymu.")
    told = wins(network)[0]
    assert f"{STOVES}\n\nGdynia → Łódź\n\nMniej dymu." in told
    assert "Dziękujemy obu stronom" in told
    await network.ola.taps("Otwórz wpis", network.group)
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()


async def test_interest_and_trying_are_no_news(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Próbujemy")
    assert wins(network) == []


async def test_it_is_told_once_for_ever(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    second = await stands(network, network.jan, "Zegar na ratuszu")
    await takes(network.ewa, second)
    await confirms(network.ewa)
    await network.jan.taps("Nigdzie nie pokazuj")
    await network.jan.taps("Gdzie podawać nazwę…")
    await network.jan.taps("tylko w naszej sieci")
    await network.town.passes(days=40)
    assert len(wins(network)) == 1


async def test_two_that_are_confirmed_at_once_are_one_post(network: Network, shared: int) -> None:
    lena = await colleague(network, city="Radlin")
    for who in (network.jan, lena):
        await takes(who, shared)
        await who.taps("Działa u nas")
        await who.taps("Pomiń")
    for who in (network.jan, lena):
        message, button = who.button("Tak: tylko")
        network.town.world.tap(who.id, who.id, message["message_id"], button["callback_data"])
    await network.town.settle()
    assert len(wins(network)) == 1
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź, Radlin" in network.ola.sees()


async def test_at_night_it_waits_for_the_morning(network: Network, shared: int) -> None:
    await network.town.move_to(MONDAY_MORNING + timedelta(hours=14))
    await takes(network.jan, shared)
    await confirms(network.jan)
    assert wins(network) == []
    await network.town.move_to(MONDAY_MORNING + timedelta(hours=23))
    assert len(wins(network)) == 1


async def test_what_is_revoked_before_the_morning_is_never_told(network: Network, shared: int) -> None:
    await network.town.move_to(MONDAY_MORNING + timedelta(hours=14))
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.jan.taps("Nigdzie nie pokazuj")
    await network.town.move_to(MONDAY_MORNING + timedelta(hours=23))
    assert wins(network) == []


async def test_when_it_is_revoked_the_names_go(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.jan.taps("Nigdzie nie pokazuj")
    assert wins(network) == []
    assert "Tu była wiadomość o pierwszym wdrożeniu." in network.kim.all_texts(network.group)[-1]
    assert not [text for text in network.kim.all_texts(network.group) if "→" in text]


async def test_when_the_entry_leaves_the_log_the_names_go(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    await opens(network.ewa, shared)
    await network.ewa.taps("Usuń z bazy")
    await network.ewa.taps("Tak, wycofaj")
    assert wins(network) == []


async def test_a_group_that_becomes_a_supergroup_reads_it_anew(town: Town) -> None:
    network = await small(town)
    number = await stands(network, network.ewa)
    await takes(network.jan, number)
    await confirms(network.jan)
    new = town.world.upgrade(network.ola.id, network.group)
    await town.settle()
    assert len([text for text in network.ola.all_texts(new) if text.startswith(WIN)]) == 1


async def small(town: Town) -> Network:
    """A network in a group that is no supergroup yet."""
    people: list[Resident] = [town.resident(name, started=True) for name in ("Ola", "Ewa", "Jan", "Kim")]
    ola, ewa, jan, kim = people
    group = town.group("Miasto Cyfrowe", *people, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ewa, group, "Gdynia")
    await town.joins(jan, group, "Łódź")
    return Network(town, group, ola, ewa, jan, kim)
