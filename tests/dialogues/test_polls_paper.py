"""The ballot paper: a vote of more than one tap, whose choices ride on its buttons until it is cast."""

import random
from typing import Any

import pytest
from sqlmodel import select

from facilitation.polls import ballots, voting
from storage import polls
from storage.polls import Poll, PollKind, Unit, Vote
from storage.schema import TABLES
from tests.dialogues.conftest import Network
from tests.dialogues.test_poison import set_aside
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import cards, put_to_the_vote

CITIES = ("Gdynia", "Łódź", "Radlin")


async def cast(network: Network) -> list[str]:
    """What the open votes say."""
    async with network.town.process.database.read() as uow:
        return list(await uow.session.exec(select(Vote.choices)))


async def opens_the_paper(who: Resident, group: int) -> None:
    """By the link on the card."""
    await who.taps("Zagłosuj", group)


async def several(network: Network, **otherwise: Any) -> Poll:
    return await put_to_the_vote(
        network, *CITIES, "Kalisz", **{"kind": PollKind.MULTIPLE, "fewest": 2, "most": 3, **otherwise}
    )


async def test_of_several_answers_each_tap_marks_one_and_the_vote_is_cast_once_it_fits(
    network: Network,
) -> None:
    await several(network)
    await opens_the_paper(network.jan, network.group)
    assert "Wybrane: 0 (od 2 do 3)." in network.jan.sees()
    await network.jan.taps("Gdynia")
    assert "✓ Gdynia\n– Łódź" in network.jan.sees()
    assert "Oddaj głos" not in network.jan.buttons()
    await network.jan.taps("Radlin")
    assert "Wybrane: 2 (od 2 do 3)." in network.jan.sees()
    assert await cast(network) == []
    await network.jan.taps("Oddaj głos")
    assert network.jan.toast == "Głos oddany."
    assert "Twój głos: Gdynia, Radlin" in network.jan.sees()
    assert await cast(network) == ["1 3"]
    (card,) = cards(network.jan, network.group)
    assert "Gdynia – 1\nŁódź – 0\nRadlin – 1" in card


async def test_a_second_tap_takes_the_mark_away(network: Network) -> None:
    await several(network)
    await opens_the_paper(network.jan, network.group)
    await network.jan.taps("Gdynia")
    await network.jan.taps("✓ Gdynia")
    assert "– Gdynia" in network.jan.sees()


async def test_no_more_can_be_marked_than_may_be_chosen(network: Network) -> None:
    await several(network)
    await opens_the_paper(network.jan, network.group)
    for city in CITIES:
        await network.jan.taps(city)
    before = network.jan.sees()
    await network.jan.taps("Kalisz")
    assert network.jan.toast == "Można wybrać najwyżej 3 odpowiedzi. Najpierw odznacz inną."
    assert network.jan.sees() == before


async def test_the_old_vote_is_on_the_paper_when_it_is_opened_again_and_can_be_changed(
    network: Network,
) -> None:
    await several(network)
    await opens_the_paper(network.jan, network.group)
    for label in ("Gdynia", "Łódź", "Oddaj głos", "Zmień mój głos"):
        await network.jan.taps(label)
    assert "✓ Gdynia\n✓ Łódź\n– Radlin" in network.jan.sees()
    assert "Teraz liczy się: Gdynia, Łódź. Nowy głos go zastąpi." in network.jan.sees()
    await network.jan.taps("✓ Gdynia")
    await network.jan.taps("Kalisz")
    await network.jan.taps("Oddaj głos")
    assert await cast(network) == ["2 4"]
    assert "Twój głos: Łódź, Kalisz" in network.jan.sees()


async def test_where_votes_are_final_the_paper_does_not_open_again(network: Network) -> None:
    await several(network, revote=False)
    await opens_the_paper(network.jan, network.group)
    for label in ("Gdynia", "Łódź", "Oddaj głos"):
        await network.jan.taps(label)
    assert "Zmień mój głos" not in network.jan.buttons()
    await network.jan.taps("Zagłosuj", network.group)
    assert "oddanego głosu nie można zmienić" in network.jan.sees()
    assert "Twój głos: Gdynia, Łódź" in network.jan.sees()


async def test_a_ranking_is_put_in_order_tap_by_tap(network: Network) -> None:
    await put_to_the_vote(network, *CITIES, kind=PollKind.RANKING)
    await opens_the_paper(network.jan, network.group)
    assert "Oddaj głos" not in network.jan.buttons()
    await network.jan.taps("Radlin")
    await network.jan.taps("Gdynia")
    assert "2. Gdynia\n– Łódź\n1. Radlin" in network.jan.sees()
    await network.jan.taps("Cofnij")
    assert "– Gdynia\n– Łódź\n1. Radlin" in network.jan.sees()
    await network.jan.taps("Łódź")
    await network.jan.taps("Oddaj głos")
    assert "Twój głos: 1. Radlin, 2. Łódź" in network.jan.sees()
    assert await cast(network) == ["3 2"]


async def test_a_ranking_can_be_begun_again(network: Network) -> None:
    await put_to_the_vote(network, *CITIES, kind=PollKind.RANKING)
    await opens_the_paper(network.jan, network.group)
    for label in ("Radlin", "Gdynia", "Od nowa"):
        await network.jan.taps(label)
    assert "– Gdynia\n– Łódź\n– Radlin" in network.jan.sees()


async def test_points_are_divided_until_none_is_left(network: Network) -> None:
    await put_to_the_vote(network, *CITIES, kind=PollKind.POINTS, most=4)
    await opens_the_paper(network.jan, network.group)
    assert network.jan.buttons()[:4] == ["1. −1", "1. +1", "2. −1", "2. +1"]
    for label in ("1. +1", "1. +1", "1. +1", "3. +1"):
        await network.jan.taps(label)
    assert "1. Gdynia – 3 punkty\n2. Łódź – 0 punktów\n3. Radlin – 1 punkt" in network.jan.sees()
    assert "Zostało do rozdania: 0 z 4." in network.jan.sees()
    await network.jan.taps("2. +1")
    assert network.jan.toast == "Wszystkie punkty są rozdane. Najpierw odejmij innej odpowiedzi."
    await network.jan.taps("1. −1")
    assert "Oddaj głos" not in network.jan.buttons()
    await network.jan.taps("2. −1")
    await network.jan.taps("2. +1")
    await network.jan.taps("Oddaj głos")
    assert "Twój głos: Gdynia: 2, Łódź: 1, Radlin: 1" in network.jan.sees()
    assert await cast(network) == ["2 1 1"]


async def test_many_points_are_given_in_larger_steps_too(network: Network) -> None:
    await put_to_the_vote(network, *CITIES, kind=PollKind.POINTS, most=100)
    await opens_the_paper(network.jan, network.group)
    assert network.jan.buttons()[:4] == ["1. −10", "1. −1", "1. +1", "1. +10"]
    for _ in range(9):
        await network.jan.taps("1. +10")
    await network.jan.taps("2. +10")
    await network.jan.taps("Oddaj głos")
    assert await cast(network) == ["90 10 0"]


async def test_nothing_is_remembered_of_a_paper_before_the_vote_is_cast(network: Network) -> None:
    await several(network)
    await opens_the_paper(network.jan, network.group)
    before = await rows(network)
    await network.jan.taps("Gdynia")
    await network.jan.taps("Łódź")
    assert await rows(network) == before


async def rows(network: Network) -> dict[str, list[str]]:
    """All that the main database has, but for the journals, which are sealed and emptied."""
    found: dict[str, list[str]] = {}
    async with network.town.process.database.read() as uow:
        for table in TABLES:
            name = str(table.__tablename__)
            if name not in ("inbox", "outbox"):
                found[name] = sorted(row.model_dump_json() for row in await uow.session.exec(select(table)))
    return found


async def test_of_an_institution_one_reads_what_counts_and_that_it_will_be_replaced(network: Network) -> None:
    town = network.town
    adam = town.resident("Adam", started=True)
    town.world.add_member(network.ola.id, network.group, adam.id)
    await town.joins(adam, network.group, "Gdynia")
    await several(network, unit=Unit.INSTITUTIONS)
    await opens_the_paper(network.ewa, network.group)
    for label in ("Gdynia", "Łódź", "Oddaj głos"):
        await network.ewa.taps(label)
    await opens_the_paper(adam, network.group)
    assert "Głosujesz w imieniu: Gdynia" in adam.sees()
    assert "Teraz liczy się: Gdynia, Łódź (głos oddany przez: Ewa Żak). Twój go zastąpi." in adam.sees()
    assert "– Gdynia" in adam.sees()
    for label in ("Radlin", "Kalisz", "Oddaj głos"):
        await adam.taps(label)
    assert (
        "Instytucje, które już głosowały: 1 z 2." in cards(adam, network.group)[0]
        or "1 z 2" in cards(adam, network.group)[0]
    )
    assert "Gdynia – 0\nŁódź – 0\nRadlin – 1\nKalisz – 1" in cards(adam, network.group)[0]


async def test_whoever_casts_after_the_end_reads_that_it_is_over(network: Network) -> None:
    await several(network, hours=2)
    await opens_the_paper(network.jan, network.group)
    await network.jan.taps("Gdynia")
    await network.jan.taps("Łódź")
    paper = network.jan.messages()[-1]["message_id"]
    data = network.jan.button("Oddaj głos")[1]["callback_data"]
    await network.town.passes(hours=3)
    town = network.town
    query = town.world.tap(network.jan.id, network.jan.id, paper, data)
    await town.settle()
    assert "przyszedł za późno" in (town.world.callback_answer(query) or {})["text"]
    assert await cast(network) == []


FORGED = [
    (1, 1), (1, 2, 3, 4), (9, 8), (1,), (), (0, 1), (35, 1), (1, 100), tuple(range(1, 30)),
]  # fmt: skip


@pytest.mark.parametrize("chosen", FORGED)
async def test_a_forged_vote_is_none(network: Network, chosen: tuple[int, ...]) -> None:
    poll = await several(network)
    await opens_the_paper(network.jan, network.group)
    await network.jan.forges(f"poll:cast:{poll.key}:~{ballots.as_tap(chosen)}")
    assert await cast(network) == []


async def test_whatever_buttons_are_forged_nothing_crashes_and_every_vote_is_valid(network: Network) -> None:
    dice = random.Random(7)
    begun = [
        await several(network),
        await put_to_the_vote(network, *CITIES, kind=PollKind.RANKING),
        await put_to_the_vote(network, *CITIES, kind=PollKind.POINTS, most=3),
        await put_to_the_vote(network, *CITIES, kind=PollKind.OPEN_LIST),
        await put_to_the_vote(network, *CITIES, secret=True),
    ]
    await network.jan.starts()
    message = network.jan.messages()[-1]["message_id"]
    for poll in begun:
        for _ in range(60):
            ballot = ballots.as_tap(tuple(dice.choices(range(5), k=dice.randrange(5))))
            chosen = dice.choice((ballot, ballot, ballot[1:], ballot + "z", "0zz", ""))
            data = f"poll:{dice.choice(('mark', 'review', 'cast'))}:{poll.key}:~{chosen}"
            network.town.world.tap(network.jan.id, network.jan.id, message, data)
    await network.town.settle()
    assert await set_aside(network.town) == []
    async with network.town.process.database.read() as uow:
        options = await polls.options(uow, [poll.key for poll in begun])
        found = list(await uow.session.exec(select(Vote.poll_id, Vote.choices)))
        by_id = {poll.key: poll for poll in begun}
        assert found
        assert all(
            voting.fits(by_id[key], options[key], ballots.from_text(choices)) for key, choices in found
        )


async def test_a_vote_of_one_tap_is_not_cast_on_a_paper_nor_an_objection_without_its_reason(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, kind=PollKind.CONSENT)
    await network.jan.starts()
    await network.jan.forges(f"poll:cast:{poll.key}:~12")
    await network.jan.forges(f"poll:vote:{poll.key}:2")
    single = await put_to_the_vote(network, *CITIES)
    await network.jan.forges(f"poll:cast:{single.key}:~11")
    assert await cast(network) == []
    await network.jan.forges(f"poll:paper:{poll.key}")
    assert "Bez sprzeciwu" in network.jan.buttons()
