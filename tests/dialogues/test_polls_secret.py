"""Secret votes: what is told before, sealing once and for all, and what is left of it anywhere."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlmodel import select

from facilitation.institutions import tidying
from facilitation.polls import ballots
from storage import institutions, people, polls
from storage import network as networks
from storage.outbox import Saying
from storage.polls import Poll, PollKind, PollState, Unit
from storage.schema import TABLES
from storage.vault import Vault
from tests.dialogues.conftest import Network
from tests.dialogues.power import seals_as_the_power_fails
from tests.dialogues.test_network import bot_goes
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import YES_NO, cards, put_to_the_vote

IN_THE_BOX = "Głos jest w urnie."
JOURNALS = ("inbox", "outbox")


async def secretly(network: Network, *options: str, **otherwise: Any) -> Poll:
    return await put_to_the_vote(network, *(options or YES_NO), secret=True, **{"hours": 24, **otherwise})


async def with_colleagues(network: Network, *names: str) -> list[Resident]:
    """Others join, each from a city of their own; everyone who may vote."""
    town, found = network.town, [network.ola, network.ewa, network.jan]
    for name in names:
        who = town.resident(name, started=True)
        town.world.add_member(network.ola.id, network.group, who.id)
        await town.joins(who, network.group, f"Miasto {name}")
        found.append(who)
    return found


async def opens_the_paper(who: Resident, group: int) -> None:
    for label, at in (("Zagłosuj", group), ("Do karty do głosowania", None)):
        await who.taps(label, at)


async def votes(who: Resident, label: str, group: int) -> None:
    await opens_the_paper(who, group)
    await who.taps(label)
    await who.taps("Zapieczętuj i wrzuć")
    assert IN_THE_BOX in who.sees()


async def vote_alike(everyone: Iterable[Resident], label: str, group: int) -> None:
    for who in everyone:
        await votes(who, label, group)


async def now(network: Network, poll: Poll) -> Poll:
    async with network.town.process.database.read() as uow:
        found = await polls.by_id(uow, poll.key)
        assert found is not None
        uow.session.expunge(found)
        return found


def vault(network: Network) -> Vault:
    return network.town.process.database.vault


def box(poll: Poll) -> str:
    assert poll.ballot is not None
    return poll.ballot


async def test_before_the_first_choice_one_reads_what_secret_means(network: Network) -> None:
    await secretly(network)
    await network.jan.taps("Zagłosuj", network.group)
    told = network.jan.sees()
    for words in (
        "ani facylitacja, ekspert czy koordynacja, ani osoba, która je zaczęła",
        "kto ukradnie bazę danych lub kopię zapasową", "gdyby przerobił działający program",
        "nie są szyfrowane od końca do końca", "nie można go potem zmienić ani obejrzeć",
        "Przed końcem nie ma żadnego wyniku, a końca nikt nie może przyspieszyć", "mniej niż 5 osób",
        "wynik zdradzi głos każdej osoby",
    ):  # fmt: skip
        assert words in told
    assert network.jan.buttons() == ["Do karty do głosowania", "‹ Wstecz"]


async def test_the_choice_is_looked_at_before_it_is_sealed_and_can_be_changed_until_then(
    network: Network,
) -> None:
    await secretly(network)
    await opens_the_paper(network.jan, network.group)
    await network.jan.taps("Tak")
    assert "Twój głos: Tak" in network.jan.sees()
    assert network.jan.buttons() == ["Zapieczętuj i wrzuć", "‹ Zmień"]
    await network.jan.taps("‹ Zmień")
    await network.jan.taps("Nie")
    assert "Twój głos: Nie" in network.jan.sees()
    await network.jan.taps("Zapieczętuj i wrzuć")
    assert IN_THE_BOX in network.jan.sees()
    assert not [text for text in network.jan.all_texts() if "Twój głos" in text]


async def test_six_secret_votes_are_counted_at_the_end_and_destroyed(network: Network) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata", "Celina")
    poll = await secretly(network)
    await vote_alike(everyone[:4], "Tak", network.group)
    await vote_alike(everyone[4:], "Nie", network.group)
    assert (await now(network, poll)).outcome is None
    await network.town.passes(hours=24)
    told = network.jan.all_texts(network.group)[-1]
    assert "Postanowiono: Tak" in told
    assert "Tak – 4 (67%)\nNie – 2 (33%)\nObojętne – 0 (0%)" in told
    ended = await now(network, poll)
    assert (ended.state, ended.turnout, ended.invited) == (PollState.CLOSED, 6, 6)
    assert not await vault(network).is_open(box(poll))
    assert await vault(network).ballots() == frozenset()


async def test_four_secret_votes_are_destroyed_uncounted_and_the_group_is_told(network: Network) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata")
    poll = await secretly(network)
    await vote_alike(everyone[:4], "Tak", network.group)
    await network.town.passes(hours=24)
    told = network.jan.all_texts(network.group)[-1]
    assert "Głosów było mniej niż 5." in told
    assert "Tak –" not in told
    ended = await now(network, poll)
    assert (ended.state, ended.outcome, ended.turnout) == (PollState.VOID, None, 0)
    assert await vault(network).ballots() == frozenset()


RANKED = ("Gdynia", "Łódź", "Radlin")


@pytest.mark.parametrize(
    ("kind", "taps", "counted"),
    [
        (PollKind.RANKING, ("Łódź", "Gdynia", "Dalej"), "Postanowiono: Łódź"),
        (PollKind.POINTS, ("2. +1", "2. +1", "3. +1", "Dalej"), "Łódź – 10 punktów"),
        (PollKind.MULTIPLE, ("Radlin", "Gdynia", "Dalej"), "Gdynia – 5"),
        (PollKind.SCALE, ("4",), "Średnia: 4"),
    ],
)
async def test_every_other_kind_can_be_secret_too(
    network: Network, kind: PollKind, taps: tuple[str, ...], counted: str
) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata")
    options = () if kind is PollKind.SCALE else RANKED
    bounds = {"fewest": 1, "most": 2} if kind is PollKind.MULTIPLE else {"most": 3}
    await put_to_the_vote(network, *options, kind=kind, secret=True, hours=24, **bounds)
    for who in everyone:
        await opens_the_paper(who, network.group)
        for label in (*taps, "Zapieczętuj i wrzuć"):
            await who.taps(label)
        assert IN_THE_BOX in who.sees()
    await network.town.passes(hours=24)
    assert counted in network.jan.all_texts(network.group)[-1]


async def test_whoever_has_sealed_sees_only_that_wherever_they_tap(network: Network) -> None:
    poll = await secretly(network)
    await votes(network.jan, "Tak", network.group)
    sealed = await vault(network).sealed(box(poll))
    for action in ("paper:1", "mark:1:~1", "review:1:~12", "cast:1:~12"):
        await network.jan.forges(f"poll:{action}")
        assert IN_THE_BOX in network.jan.sees()
    assert not any("Tak" in text for text in network.jan.all_texts())
    assert await vault(network).sealed(box(poll)) == sealed


async def test_a_second_tap_on_the_seal_changes_nothing_and_reads_the_same(network: Network) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata")
    poll = await secretly(network)
    await opens_the_paper(network.jan, network.group)
    await network.jan.taps("Tak")
    message, button = network.jan.button("Zapieczętuj")
    other = f"poll:cast:{poll.key}:~{ballots.as_tap((2,))}"
    for data in (button["callback_data"], button["callback_data"], other):
        network.town.world.tap(network.jan.id, network.jan.id, message["message_id"], data)
    await network.town.settle()
    assert IN_THE_BOX in network.jan.sees()
    await vote_alike([who for who in everyone if who is not network.jan], "Obojętne", network.group)
    await network.town.passes(hours=24)
    assert "Obojętne – 4 (80%)\nTak – 1 (20%)" in network.jan.all_texts(network.group)[-1]


async def test_whoever_is_handled_again_after_a_crash_has_voted_once_and_reads_the_same(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The box has committed, and the power fails before the rest has."""
    poll = await secretly(network)
    await opens_the_paper(network.jan, network.group)
    await network.jan.taps("Tak")
    await seals_as_the_power_fails(network.jan, monkeypatch)
    assert IN_THE_BOX not in network.jan.sees()
    await network.town.begin()
    assert IN_THE_BOX in network.jan.sees()
    assert len(await vault(network).sealed(box(poll))) == 1


async def test_of_many_who_seal_at_the_same_moment_each_has_voted_once(network: Network) -> None:
    everyone = await with_colleagues(network, *(f"Osoba{n}" for n in range(9)))
    poll = await secretly(network)
    for who in everyone:
        await opens_the_paper(who, network.group)
        await who.taps("Tak")
    for who in everyone:
        message, button = who.button("Zapieczętuj")
        for _ in range(2):
            network.town.world.tap(who.id, who.id, message["message_id"], button["callback_data"])
    await network.town.settle()
    assert all(IN_THE_BOX in who.sees() for who in everyone)
    await network.town.passes(hours=24)
    assert "Tak – 12" in network.jan.all_texts(network.group)[-1]
    assert (await now(network, poll)).turnout == 12


async def test_sealed_votes_outlive_a_restart(network: Network) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata")
    await secretly(network)
    await vote_alike(everyone[:3], "Tak", network.group)
    await network.town.restart()
    await vote_alike(everyone[3:], "Nie", network.group)
    await network.town.passes(hours=24)
    assert "Tak – 3 (60%)\nNie – 2 (40%)" in network.jan.all_texts(network.group)[-1]


async def test_whoever_joins_later_may_vote_and_stands_in_the_box_before_they_do(network: Network) -> None:
    poll = await secretly(network)
    before = await vault(network).invited(box(poll))
    *_, adam = await with_colleagues(network, "Adam")
    there = await vault(network).invited(box(poll))
    assert len(there - before) == 1
    await votes(adam, "Tak", network.group)
    assert await vault(network).sealed(box(poll)) == there - before


async def test_the_vote_of_someone_who_leaves_counts(network: Network) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata")
    poll = await secretly(network)
    await vote_alike(everyone, "Tak", network.group)
    await everyone[-1].says("/opusc")
    await everyone[-1].taps("Odchodzę")
    await network.town.passes(hours=24)
    assert "Tak – 5" in network.jan.all_texts(network.group)[-1]
    assert (await now(network, poll)).turnout == 5


async def test_the_vote_of_someone_who_is_forgotten_counts_and_is_nobodys(network: Network) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata")
    poll = await secretly(network)
    await vote_alike(everyone, "Tak", network.group)
    async with network.town.process.database.read() as uow:
        beata = await people.by_telegram_id(uow, everyone[-1].id)
        assert beata is not None
        hers = beata.key
    await everyone[-1].says("/zapomnij")
    await everyone[-1].taps("Zapomnij o mnie")
    invited = await vault(network).invited(box(poll))
    assert hers not in invited
    assert len([one for one in invited if one < 0]) == 1
    await network.town.passes(hours=24)
    assert "Tak – 5" in network.jan.all_texts(network.group)[-1]


async def test_after_the_end_nothing_is_sealed_any_more(network: Network) -> None:
    await secretly(network, hours=2)
    await opens_the_paper(network.jan, network.group)
    await network.jan.taps("Tak")
    await network.town.passes(hours=2)
    await network.jan.taps("Zapieczętuj")
    assert "przyszedł za późno" in (network.jan.toast or "")
    assert [text for text in network.jan.all_texts() if "Głosów było mniej niż 5." in text]


async def test_an_institution_has_one_secret_vote_whoever_of_it_casts_it(network: Network) -> None:
    town = network.town
    adam = town.resident("Adam", started=True)
    town.world.add_member(network.ola.id, network.group, adam.id)
    await town.joins(adam, network.group, "Gdynia")
    poll = await secretly(network, unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Zagłosuj", network.group)
    assert "mniej niż 5 instytucji" in network.ewa.sees()
    await network.ewa.taps("Do karty")
    assert "Głosujesz w imieniu: Gdynia" in network.ewa.sees()
    await network.ewa.taps("Tak")
    await network.ewa.taps("Zapieczętuj")
    await adam.taps("Zagłosuj", network.group)
    assert IN_THE_BOX in adam.sees()
    assert len(await vault(network).sealed(box(poll))) == 1


async def test_an_institution_that_another_one_was_merged_into_has_voted_by_it(network: Network) -> None:
    poll = await secretly(network, unit=Unit.INSTITUTIONS)
    await votes(network.ewa, "Tak", network.group)
    async with network.town.process.database.write() as uow:
        here, ola = (
            await networks.by_chat(uow, network.group),
            await people.by_telegram_id(uow, network.ola.id),
        )
        assert here is not None
        assert ola is not None
        places = {place.name: place.key for place in await institutions.of_network(uow, here.key)}
        await tidying.merge(
            uow, here, doubled=places["Gdynia"], into=places["Łódź"], by=ola, now=network.town.clock.now()
        )
    await network.town.settle()
    await network.jan.taps("Zagłosuj", network.group)
    assert IN_THE_BOX in network.jan.sees()
    assert len(await vault(network).sealed(box(poll))) == 1


async def test_the_card_tells_only_roughly_how_many_have_voted_and_not_when(network: Network) -> None:
    everyone = await with_colleagues(network, "Adam", "Beata")
    await secretly(network)
    await vote_alike(everyone, "Tak", network.group)
    (card,) = cards(network.jan, network.group)
    assert "mniej niż 5" in card
    await network.town.passes(hours=4)
    (card,) = cards(network.jan, network.group)
    assert "5 lub więcej" in card
    assert "Tak – " not in card


# what is left anywhere


async def rows(network: Network) -> dict[str, list[str]]:
    """All that the main database has, but for the two journals."""
    found: dict[str, list[str]] = {}
    async with network.town.process.database.read() as uow:
        for table in TABLES:
            if (name := str(table.__tablename__)) not in JOURNALS:
                found[name] = sorted(row.model_dump_json() for row in await uow.session.exec(select(table)))
    return found


async def test_nothing_in_the_main_database_tells_who_has_voted_or_for_what(network: Network) -> None:
    await secretly(network)
    await network.jan.starts()
    await network.ewa.starts()
    before = await rows(network)
    await votes(network.jan, "Obojętne", network.group)
    assert await rows(network) == before
    async with network.town.process.database.read() as uow:
        said = list(await uow.session.exec(select(Saying).order_by(Saying.id)))[-8:]
        left = {
            (saying.kind, saying.lane, saying.person_id, saying.subject, saying.payload) for saying in said
        }
    assert left <= {(kind, None, None, None, None) for kind in ("tap", "edit", "answer")}
    data = network.town.settings.data.glob("spoiwo.db*")
    for file in data:
        content = file.read_bytes()
        assert b"poll:cast" not in content
        assert b"poll:review" not in content


async def test_a_vote_whose_box_is_gone_ends_and_the_group_is_asked_to_vote_again(network: Network) -> None:
    poll = await secretly(network)
    await votes(network.jan, "Tak", network.group)
    await network.town.process.stop()
    await vault(network).clear()
    await network.town.begin()
    assert (await now(network, poll)).state is PollState.CANCELLED
    assert "odwołane" in cards(network.jan, network.group)[0]
    told = network.jan.all_texts(network.group)[-1]
    assert "kopii zapasowej" in told
    await network.town.restart()
    assert network.jan.all_texts(network.group)[-1] == told
    assert network.jan.all_texts(network.group).count(told) <= 2


async def test_a_box_that_goes_while_the_process_runs_is_noticed_at_the_end(network: Network) -> None:
    poll = await secretly(network)
    await vault(network).clear()
    await network.jan.taps("Zagłosuj", network.group)
    assert "Urna nie jest jeszcze gotowa" in (network.jan.toast or "") + network.jan.sees()
    await network.town.passes(hours=24)
    assert (await now(network, poll)).state is PollState.CANCELLED


async def test_votes_can_be_looked_at_also_where_the_box_of_one_of_them_is_gone(network: Network) -> None:
    await secretly(network)
    await put_to_the_vote(network, *YES_NO, question="Drugie?")
    await vault(network).clear()
    await network.jan.says("/glosowanie")
    assert "Drugie?" in network.jan.sees()
    assert "Twojego głosu jeszcze nie ma." in network.jan.sees()


async def test_a_box_of_no_open_vote_is_destroyed_when_the_process_begins(network: Network) -> None:
    poll = await secretly(network)
    await vault(network).open("0123456789abcdef", [1, 2])
    await network.town.restart()
    assert await vault(network).ballots() == {box(poll)}


async def test_a_vote_that_is_only_just_beginning_gets_its_box_after_a_restart(network: Network) -> None:
    town = network.town
    settle = town.settle

    async def not_yet() -> None:
        """The process ends before anything comes of it."""

    town.settle = not_yet  # type: ignore[method-assign]
    poll = await secretly(network)
    town.settle = settle  # type: ignore[method-assign]
    await town.restart()
    assert await vault(network).is_open(box(poll))
    assert (await now(network, poll)).state is PollState.OPEN


async def test_a_box_is_made_also_where_the_bot_is_put_out_of_the_group_just_then(network: Network) -> None:
    town = network.town
    settle = town.settle

    async def not_yet() -> None:
        """The bot is put out of the group before anything comes of it."""

    town.settle = not_yet  # type: ignore[method-assign]
    poll = await secretly(network)
    async with town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        here.state = networks.NetworkState.AWAY
        uow.session.add(here)
    town.settle = settle  # type: ignore[method-assign]
    await bot_goes(network)
    await town.add_bot(network.ola, network.group)
    await votes(network.jan, "Tak", network.group)
    assert (await now(network, poll)).state is PollState.OPEN


async def test_that_a_box_is_gone_is_told_once_the_bot_is_back_in_the_group(network: Network) -> None:
    poll = await secretly(network)
    await bot_goes(network)
    await vault(network).clear()
    await network.town.restart()
    await network.town.add_bot(network.ola, network.group)
    assert (await now(network, poll)).state is PollState.CANCELLED
    assert "odwołane" in cards(network.jan, network.group)[-1]
    assert "kopii zapasowej" in cards(network.jan, network.group)[-1]
