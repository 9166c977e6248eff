"""Taking an entry of the log over: one tap, then how far it is, in the institution's own words."""

import pytest
import pytest_asyncio

from facilitation.institutions import tidying
from storage import adoptions, institutions, people
from storage import network as networks
from storage.adoptions import Adoption
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, opens, stands


@pytest_asyncio.fixture
async def shared(network: Network) -> int:
    """Ewa of Gdynia has shared her practice."""
    return await stands(network, network.ewa)


async def takes(who: Resident, number: int) -> None:
    await opens(who, number)
    await who.taps("Skorzystamy")


async def confirms(who: Resident, words: str = "Działa bez zarzutu.", named: str = "Tak") -> None:
    """It works with them, in these words."""
    await who.taps("Działa u nas")
    await who.says(words)
    await who.taps(named)


async def kept(network: Network, number: int) -> list[Adoption]:
    async with network.town.process.database.read() as uow:
        found = list(await adoptions.of_entries(uow, [number]))
        uow.session.expunge_all()
        return found


async def colleague(network: Network, name: str = "Lena", city: str = "Łódź") -> Resident:
    """Somebody else of Jan's city."""
    who = network.town.resident(name, started=True)
    network.town.world.add_member(network.ola.id, network.group, who.id)
    await network.town.joins(who, network.group, city)
    return who


async def test_one_tap_and_the_author_hears_which_institution_wants_to_use_it(
    network: Network, shared: int
) -> None:
    await takes(network.jan, shared)
    assert "Zapisane, dziękuję!" in network.jan.sees()
    assert "Łódź: zainteresowanie" in network.jan.sees()
    assert network.ewa.sees().startswith(f"Skorzystać chce: Łódź\n\n{STOVES}")
    assert "Jan" not in network.ewa.sees()


async def test_nobody_takes_over_from_themselves(network: Network, shared: int) -> None:
    await opens(network.ewa, shared)
    assert "Skorzystamy" not in network.ewa.buttons()
    await network.ewa.forges(f"adopt:want:{shared}")
    assert network.ewa.toast is not None
    assert "doświadczenie Twojej instytucji" in network.ewa.toast
    lena = await colleague(network, city="Gdynia")
    await opens(lena, shared)
    assert "Skorzystamy" not in lena.buttons()


async def test_an_observer_only_reads(network: Network, shared: int) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await opens(network.jan, shared)
    assert "Skorzystamy" not in network.jan.buttons()
    await network.jan.forges(f"adopt:want:{shared}")
    assert await kept(network, shared) == []


@pytest.mark.parametrize(
    "tap", ["to:1:~trying", "to:1:~adopted", "name:1:~network", "care:1", "undo:1", "open:1", "meet:1:1"]
)
async def test_nobody_speaks_for_another_institution(network: Network, shared: int, tap: str) -> None:
    await takes(network.jan, shared)
    before = await kept(network, shared)
    mila = await colleague(network, "Mila", "Radlin")
    await mila.starts()
    await mila.forges(f"adopt:{tap}")
    assert mila.toast is not None
    assert "tylko osoby z tej instytucji" in mila.toast
    assert [each.model_dump() for each in await kept(network, shared)] == [
        each.model_dump() for each in before
    ]


async def test_who_represents_nobody_is_told_kindly(network: Network, shared: int) -> None:
    mila = network.town.resident("Mila", started=True)
    network.town.world.add_member(network.ola.id, network.group, mila.id)
    await network.town.joins(mila, network.group)
    await opens(mila, shared)
    assert "Skorzystamy" not in mila.buttons()
    await mila.forges(f"adopt:want:{shared}")
    assert mila.toast is not None
    assert "nie reprezentujesz żadnej" in mila.toast


async def test_trying_is_seen_by_name_in_ones_own_network(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Próbujemy")
    await opens(network.ola, shared)
    assert "Próbują: 1 (Łódź)" in network.ola.sees()
    assert "Działa w" not in network.ola.sees()


async def test_it_is_read_back_and_counts_once_it_is_confirmed(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Działa w zmienionej wersji")
    await network.jan.says("Zamiast kominiarza strażak.")
    await network.jan.says("Przyszło sto osób.")
    assert "To będzie widać przy wpisie:" in network.jan.sees()
    assert "Gdynia → Łódź (w zmienionej wersji)" in network.jan.sees()
    assert "Zmiany: Zamiast kominiarza strażak.\nPrzyszło sto osób." in network.jan.sees()
    await opens(network.ola, shared)
    assert "Łódź (w zmienionej wersji)" not in network.ola.sees()
    await network.jan.taps("Tak: tylko w naszej sieci")
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź (w zmienionej wersji)" in network.ola.sees()
    assert "Zmiany: Zamiast kominiarza strażak.\nPrzyszło sto osób." in network.ola.sees()


async def test_the_author_hears_that_it_works_with_thanks_and_words(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan, "Dymu mniej o jedną trzecią.")
    assert network.ewa.sees().startswith("To, co opisuje ten wpis, działa już gdzie indziej. Dziękujemy!")
    assert "Gdynia → Łódź\n\nDymu mniej o jedną trzecią." in network.ewa.sees()


async def test_words_can_be_left_out(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Działa u nas")
    await network.jan.taps("Pomiń")
    await network.jan.taps("Tak: tylko w naszej sieci")
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()


async def test_consent_is_revoked_and_the_transfer_is_shown_nowhere_at_once(
    network: Network, shared: int
) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.jan.taps("Nigdzie nie pokazuj")
    await opens(network.ola, shared)
    assert "Łódź" not in network.ola.sees()
    assert "Działa" not in network.ola.sees()
    await opens(network.jan, shared)
    await network.jan.taps("U nas: działa")
    await network.jan.taps("Gdzie podawać nazwę…")
    await network.jan.taps("tylko w naszej sieci")
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()


async def test_every_state_can_be_left_again(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.jan.taps("‹ Próbujemy")
    await opens(network.ola, shared)
    assert "Próbują: 1 (Łódź)" in network.ola.sees()
    assert "Działa" not in network.ola.sees()
    await network.jan.taps("Tylko zainteresowanie")
    await opens(network.ola, shared)
    assert "Zainteresowane: 1 (Łódź)" in network.ola.sees()


async def test_giving_up_is_worth_as_much_and_told_as_far_as_they_like(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Rezygnujemy…")
    await network.jan.says("Nie mamy na to ludzi.")
    await network.jan.taps("Tak, przekaż")
    assert "Dziękuję za szczerość" in network.jan.sees()
    assert network.ewa.sees().startswith("Rezygnacja: Łódź")
    assert "Nie mamy na to ludzi." in network.ewa.sees()
    await opens(network.ola, shared)
    assert "Rezygnacje: 1" in network.ola.sees()
    assert "Łódź" not in network.ola.sees()


async def test_why_can_stay_within_the_institution(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Rezygnujemy…")
    await network.jan.says("Nie mamy na to ludzi.")
    await network.jan.taps("Nie, tylko dla nas")
    assert "ludzi" not in network.ewa.sees()
    assert "Nie mamy na to ludzi." in network.jan.sees()


async def test_on_the_first_day_it_can_be_taken_back_as_if_it_had_never_been(
    network: Network, shared: int
) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("To pomyłka, cofnij")
    assert await kept(network, shared) == []
    assert "To była pomyłka" in network.ewa.sees()
    assert "Skorzystamy" in network.jan.buttons()
    await takes(network.jan, shared)
    await network.town.passes(days=1)
    await network.jan.taps("To pomyłka, cofnij")
    assert network.jan.toast is not None
    assert "tylko pierwszego dnia" in network.jan.toast


async def test_two_colleagues_who_tap_at_once_are_one(network: Network, shared: int) -> None:
    lena = await colleague(network)
    await opens(network.jan, shared)
    await opens(lena, shared)
    for who in (network.jan, lena):
        message, button = who.button("Skorzystamy")
        network.town.world.tap(who.id, who.id, message["message_id"], button["callback_data"])
    await network.town.settle()
    assert len(await kept(network, shared)) == 1
    assert sum("Skorzystać chce" in text for text in network.ewa.all_texts()) == 1
    assert "Zapisane, dziękuję!" in network.jan.sees()
    assert "Opiekuje się tym: Jan Łoś" in lena.sees()


async def test_a_colleague_sees_who_looks_after_it_and_can_take_that_on(
    network: Network, shared: int
) -> None:
    lena = await colleague(network)
    await takes(network.jan, shared)
    await opens(lena, shared)
    await lena.taps("U nas: zainteresowanie")
    assert "Opiekuje się tym: Jan Łoś" in lena.sees()
    assert "Próbujemy" not in lena.buttons()
    await lena.taps("Zaopiekuję się tym")
    await lena.taps("Próbujemy")
    await network.jan.taps("Próbujemy")
    assert network.jan.toast is not None
    assert "ktoś inny z Twojej instytucji" in network.jan.toast


async def test_merged_institutions_are_one(network: Network, shared: int) -> None:
    lena = await colleague(network, city="Radlin")
    await takes(network.jan, shared)
    await confirms(network.jan, "Jan mówi.")
    await takes(lena, shared)
    await lena.taps("Próbujemy")
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()
    assert "Próbują: 1 (Radlin)" in network.ola.sees()
    await merge(network, "Radlin", "Łódź")
    await opens(network.ola, shared)
    assert "Próbują: 1 (Łódź)" in network.ola.sees()
    assert "Działa" not in network.ola.sees(), "of one institution the last word counts"


async def merge(network: Network, old: str, into: str) -> None:
    async with network.town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        ola = await people.by_telegram_id(uow, network.ola.id)
        assert here is not None
        assert ola is not None
        by_name = {each.name: each for each in await institutions.of_network(uow, here.key)}
        await tidying.merge(uow, here, by_name[old].key, by_name[into].key, ola, network.town.clock.now())
    await network.town.settle()


async def test_of_an_institution_that_is_no_longer_there_only_what_it_has_confirmed_is_shown(
    network: Network, shared: int
) -> None:
    mila = await colleague(network, "Mila", "Radlin")
    await takes(network.jan, shared)
    await confirms(network.jan)
    await takes(mila, shared)
    await mila.taps("Próbujemy")
    async with network.town.process.database.write() as uow:
        for place in (
            await institutions.by_ids(uow, {each.institution_id for each in await kept(network, shared)})
        ).values():
            place.removed_at = network.town.clock.now()
            uow.session.add(place)
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()
    assert "Próbują" not in network.ola.sees()


async def test_what_is_out_of_the_log_shows_nothing_and_can_still_be_revoked(
    network: Network, shared: int
) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    await opens(network.ewa, shared)
    await network.ewa.taps("Usuń z bazy")
    await network.ewa.taps("Tak, wycofaj")
    await network.jan.says("/wdrozenia")
    assert STOVES not in network.jan.sees()
    assert "Tego wpisu nie ma już w bazie." in network.jan.sees()
    await network.jan.taps("1")
    assert "Próbujemy" not in network.jan.buttons()
    await network.jan.taps("Nigdzie nie pokazuj")
    assert (await kept(network, shared))[0].confirmed_at is None


async def test_too_many_words_are_answered_kindly_and_asked_again(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Działa u nas")
    await network.jan.says("x" * 801)
    assert "801" in network.jan.sees()
    await network.jan.says("Dobrze.")
    assert "Tak: tylko w naszej sieci" in network.jan.buttons()
