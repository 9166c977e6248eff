"""An open list: everyone adds what is missing, and whoever leads takes out what nobody has chosen."""

from facilitation.polls.draft import MOST_LISTED
from storage import polls
from storage.polls import Option, Poll, PollKind
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import cards, put_to_the_vote


async def a_list(network: Network, *options: str, **otherwise: object) -> Poll:
    return await put_to_the_vote(network, *(options or ("Smog", "Rowery")), kind=PollKind.OPEN_LIST,
                                 question="O czym rozmawiamy?", **otherwise)  # fmt: skip


async def opens(who: Resident, group: int) -> None:
    await who.taps("Zagłosuj", group)


async def adds(who: Resident, group: int, words: str) -> None:
    await opens(who, group)
    await who.taps("Dopisz do listy")
    await who.says(words)


async def listed(network: Network, poll: Poll) -> list[tuple[int, str]]:
    async with network.town.process.database.read() as uow:
        options: list[Option] = (await polls.options(uow, [poll.key]))[poll.key]
        return [(each.number, each.words) for each in options]


async def test_what_one_adds_is_on_the_list_and_marked_on_the_paper(network: Network) -> None:
    poll = await a_list(network)
    await adds(network.jan, network.group, "Retencja wody\nOświetlenie")
    assert await listed(network, poll) == [
        (1, "Smog"),
        (2, "Rowery"),
        (3, "Retencja wody"),
        (4, "Oświetlenie"),
    ]
    assert "Dopisane do listy: Retencja wody i Oświetlenie" in network.jan.sees()
    assert "– Smog\n– Rowery\n✓ Retencja wody\n✓ Oświetlenie" in network.jan.sees()
    (card,) = cards(network.ewa, network.group)
    assert "Oświetlenie – 0" in card
    await network.jan.taps("Smog")
    await network.jan.taps("Oddaj głos")
    (card,) = cards(network.ewa, network.group)
    assert "Smog – 1\nRowery – 0\nRetencja wody – 1\nOświetlenie – 1" in card


async def test_what_is_there_already_is_offered_instead_of_being_added_twice(network: Network) -> None:
    poll = await a_list(network)
    await adds(network.jan, network.group, "smog\nROWERY")
    assert len(await listed(network, poll)) == 2
    assert "Już na liście: Smog i Rowery" in network.jan.sees()
    await network.jan.taps("Oddaj głos")
    assert "Twój głos: Smog, Rowery" in network.jan.sees()


async def test_the_same_line_twice_is_one_option(network: Network) -> None:
    poll = await a_list(network)
    await adds(network.jan, network.group, "Woda\n\nwoda\n")
    assert await listed(network, poll) == [(1, "Smog"), (2, "Rowery"), (3, "Woda")]


async def test_no_more_is_added_than_fits(network: Network) -> None:
    poll = await a_list(network)
    await adds(network.jan, network.group, "\n".join(f"Temat {n}" for n in range(MOST_LISTED - 1)))
    assert "Zmieści się najwyżej tyle odpowiedzi: 30." in network.jan.sees()
    assert len(await listed(network, poll)) == 2


async def test_everything_on_the_longest_list_can_be_chosen(network: Network) -> None:
    poll = await a_list(network)
    for first in (0, MOST_LISTED // 2):
        half = range(first, min(first + MOST_LISTED // 2, MOST_LISTED - 2))
        await adds(network.ewa, network.group, "\n".join(f"Temat {n} {'x' * 180}" for n in half))
    await adds(network.jan, network.group, "\n".join(f"Temat {n} {'x' * 180}" for n in range(15)))
    for n in range(15, MOST_LISTED - 2):
        await network.jan.taps(f"Temat {n}")
    await network.jan.taps("Smog")
    await network.jan.taps("Rowery")
    assert "Wybrane: 30." in network.jan.sees()
    await network.jan.taps("Oddaj głos")
    assert network.jan.toast == "Głos oddany."
    assert len(await listed(network, poll)) == MOST_LISTED


async def test_an_old_vote_stays_marked_when_one_adds_more(network: Network) -> None:
    await a_list(network)
    await opens(network.jan, network.group)
    for label in ("Smog", "Oddaj głos"):
        await network.jan.taps(label)
    await adds(network.jan, network.group, "Woda")
    assert "✓ Smog\n– Rowery\n✓ Woda" in network.jan.sees()


async def test_two_who_add_at_once_get_different_numbers(network: Network) -> None:
    poll = await a_list(network)
    for who in (network.jan, network.ewa):
        await opens(who, network.group)
        await who.taps("Dopisz do listy")
    network.town.world.say(network.jan.id, network.jan.id, "Woda")
    network.town.world.say(network.ewa.id, network.ewa.id, "Zieleń\nwoda")
    await network.town.settle()
    assert sorted(await listed(network, poll)) == [(1, "Smog"), (2, "Rowery"), (3, "Woda"), (4, "Zieleń")]


async def test_whoever_leads_takes_out_what_nobody_has_chosen(network: Network) -> None:
    poll = await a_list(network)
    await adds(network.jan, network.group, "Woda\nObraza")
    await network.jan.taps("✓ Obraza")
    await network.jan.taps("Oddaj głos")
    await opens(network.ola, network.group)
    await network.ola.taps("‹ Wstecz")
    await network.ola.taps("Zdejmij z listy")
    assert network.ola.buttons() == ["Smog", "Rowery", "Obraza", "‹ Wstecz"]
    await network.ola.taps("Obraza")
    assert "Zdjęte z listy: Obraza" in network.ola.sees()
    assert "Obraza" not in cards(network.ewa, network.group)[0]
    assert await listed(network, poll) == [(1, "Smog"), (2, "Rowery"), (3, "Woda")]


async def test_what_somebody_has_voted_for_stays(network: Network) -> None:
    poll = await a_list(network)
    await opens(network.ola, network.group)
    await network.ola.taps("‹ Wstecz")
    await network.ola.taps("Zdejmij z listy")
    await opens(network.jan, network.group)
    for label in ("Smog", "Oddaj głos"):
        await network.jan.taps(label)
    await network.ola.taps("Smog")
    assert "Na „Smog” ktoś już głosuje" in (network.ola.toast or "") + network.ola.sees()
    assert len(await listed(network, poll)) == 2


async def test_a_number_never_means_another_option(network: Network) -> None:
    """Jan has marked what is taken out meanwhile; what comes after it is not what he meant."""
    poll = await a_list(network)
    await adds(network.ewa, network.group, "Obraza")
    await opens(network.jan, network.group)
    await network.jan.taps("Obraza")
    await network.ola.starts()
    await network.ola.forges(f"poll:takeout:{poll.key}:3")
    await adds(network.ewa, network.group, "Woda")
    assert await listed(network, poll) == [(1, "Smog"), (2, "Rowery"), (4, "Woda")]
    await network.jan.taps("Oddaj głos")
    assert network.jan.toast == "Tego, co było wybrane, nie ma już na liście. Wybierz jeszcze raz."
    assert "– Smog\n– Rowery\n– Woda" in network.jan.sees()
    assert "Wybrane: 0." in network.jan.sees()


async def test_only_whoever_leads_takes_anything_out(network: Network) -> None:
    poll = await a_list(network)
    await network.jan.starts()
    await network.jan.forges(f"poll:takeout:{poll.key}:1")
    await network.jan.forges(f"poll:shorten:{poll.key}")
    assert len(await listed(network, poll)) == 2


async def test_where_votes_are_final_whoever_has_voted_still_adds(network: Network) -> None:
    poll = await a_list(network, revote=False)
    await opens(network.jan, network.group)
    for label in ("Smog", "Oddaj głos"):
        await network.jan.taps(label)
    await adds(network.jan, network.group, "Woda")
    assert "Dopisane do listy: Woda" in network.jan.sees()
    assert len(await listed(network, poll)) == 3


async def test_to_a_vote_that_is_no_list_nothing_is_added_nor_after_the_end(network: Network) -> None:
    poll = await put_to_the_vote(network, "Tak", "Nie")
    open_list = await a_list(network, hours=2)
    await network.jan.starts()
    for who, data in ((network.jan, f"poll:add:{poll.key}"), (network.ola, f"poll:takeout:{poll.key}:1")):
        await who.starts()
        await who.forges(data)
    await opens(network.jan, network.group)
    await network.jan.taps("Dopisz do listy")
    await network.town.passes(hours=3)
    await network.jan.says("Woda")
    assert len(await listed(network, poll)) == len(await listed(network, open_list)) == 2


async def test_what_is_added_is_typed_and_never_comes_from_a_button(network: Network) -> None:
    poll = await a_list(network)
    for forged in ("~abc", "5"):
        await network.jan.forges(f"poll:add:{poll.key}")
        await network.jan.forges(f"form:pick:~words:{forged}")
    assert await listed(network, poll) == [(1, "Smog"), (2, "Rowery")]
    await network.jan.says("Zieleń")
    assert (3, "Zieleń") in await listed(network, poll)
