"""What came of a vote: the message in the group, its picture, and a ranking step by step."""

from datetime import timedelta

import pytest
from markupsafe import Markup

from facilitation.polls import life
from handlers.polls import picture, summary
from handlers.taps import encode_link
from sandbox.files import picture_size
from storage import network as networks
from storage import polls
from storage.polls import Poll, PollKind, Unit
from tests.dialogues.conftest import Network
from tests.dialogues.town_polls import YES_NO, put_to_the_vote, seals, votes

CITIES = ("Gdynia", "Łódź", "Radlin")


async def ended(network: Network) -> str:
    """The time is over; what the group reads then."""
    await network.town.passes(hours=72)
    return network.jan.sees(network.group)


async def test_the_group_gets_one_message_with_the_picture_and_the_decision(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    before = len(network.jan.messages(network.group))
    await network.jan.taps("Tak", network.group)
    await network.ewa.taps("Tak", network.group)
    await network.ola.taps("Nie", network.group)
    assert await ended(network) == (
        "Głosowanie zakończone: Czy zapraszamy prelegenta?\n\n"
        "Postanowiono: Tak\nTo wybór większości głosujących: 2 z 3.\n\n"
        "Tak – 2 (67%)\nNie – 1 (33%)\nObojętne – 0 (0%)\n\n"
        "Głosy: 3 z 3 (100%).\n\nSkończyło się przed czasem, bo wszyscy oddali głos.\n\nSzczegóły"
    )
    assert len(network.jan.messages(network.group)) == before + 1
    (drawing,) = network.jan.pictures(network.group)
    size = picture_size(drawing)
    assert size is not None
    assert size[0] == 1080


async def test_nobody_is_named_in_the_result(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    told = await ended(network)
    assert not any(name in told for name in ("Jan", "Łoś", "Ewa", "Ola"))


async def test_most_votes_are_not_called_a_majority(network: Network) -> None:
    poll = await put_to_the_vote(network, *CITIES, kind=PollKind.MULTIPLE, most=3)
    await votes(network, poll, network.jan, 1)
    told = await ended(network)
    assert "Postanowiono: Gdynia\nTo wybór wszystkich głosujących." in told
    poll = await put_to_the_vote(network, *CITIES, "Wrocław", kind=PollKind.MULTIPLE, most=3)
    await votes(network, poll, network.jan, 1)
    await votes(network, poll, network.ewa, 2)
    await votes(network, poll, network.ola, 3)
    assert "Remis: Gdynia, Łódź i Radlin.\nNie losuję; co dalej, postanowi sieć." in await ended(network)


async def test_the_most_points_win(network: Network) -> None:
    poll = await put_to_the_vote(network, *CITIES, kind=PollKind.POINTS, most=10)
    await votes(network, poll, network.jan, 5, 4, 1)
    await votes(network, poll, network.ewa, 1, 4, 5)
    told = await ended(network)
    assert "Postanowiono: Łódź\nNajwięcej punktów: 8 z 20." in told
    assert "Łódź – 8 punktów (40%)\nGdynia – 6 punktów (30%)\nRadlin – 6 punktów (30%)" in told


async def test_a_scale_has_a_mean_and_a_median(network: Network) -> None:
    await put_to_the_vote(network, "wcale", "bardzo", kind=PollKind.SCALE)
    await network.jan.taps("5", network.group)
    await network.ewa.taps("2", network.group)
    told = await ended(network)
    assert "Średnia: 3,5, mediana: 3,5." in told
    assert "5 – 1 (50%)" in told


async def test_consent_is_told_in_words_and_objections_in_a_picture_too(network: Network) -> None:
    await put_to_the_vote(network, kind=PollKind.CONSENT)
    await network.jan.taps("Bez sprzeciwu", network.group)
    assert "Jest zgoda: nikt nie zgłosił sprzeciwu." in await ended(network)
    assert network.jan.pictures(network.group) == []
    poll = await put_to_the_vote(network, kind=PollKind.CONSENT)
    await votes(network, poll, network.ewa, 2, reason="Za drogo")
    told = await ended(network)
    assert "Brak zgody: 1 sprzeciw. Teraz o tym rozmawiamy." in told
    assert "Za drogo" not in told
    assert len(network.jan.pictures(network.group)) == 1


async def test_where_nobody_voted_nothing_is_drawn(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    assert "Nie ma żadnego głosu, więc nic nie postanowiono." in await ended(network)
    assert network.jan.pictures(network.group) == []
    assert network.jan.buttons(network.group) == ["Szczegóły"]


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (Unit.PEOPLE, "Brak kworum: potrzeba 3 głosów, oddanych: 2."),
        (Unit.INSTITUTIONS, "Brak kworum: potrzeba głosów z 3 instytucji, są z: 2."),
    ],
)
async def test_without_a_quorum_nothing_is_decided(network: Network, of: Unit, said: str) -> None:
    await put_to_the_vote(network, *YES_NO, quorum=3, quorum_of=of)
    await network.jan.taps("Tak", network.group)
    await network.ewa.taps("Tak", network.group)
    told = await ended(network)
    assert said in told
    assert "Postanowiono: Tak" not in told
    assert "Tak – 2 (100%)" in told


async def test_a_quorum_that_is_reached_is_stated(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO, quorum=2)
    await network.jan.taps("Tak", network.group)
    await network.ewa.taps("Tak", network.group)
    assert "Głosy: 2 z 3 (67%).\nJest kworum: potrzeba 2 głosów." in await ended(network)


async def test_a_ranking_says_in_which_round_it_is_won(network: Network) -> None:
    poll = await ranked(network)
    told = await ended(network)
    assert "Postanowiono: Gdynia\nWiększość pierwszych miejsc: 2 z 3." in told
    assert "Gdynia – pierwsze miejsce: 2 (67%)" in told
    assert len(network.jan.pictures(network.group)) == 1
    await network.jan.starts(encode_link("poll", poll.key))
    await network.jan.taps("Krok po kroku")
    steps = network.jan.sees()
    assert "Runda 1\nGdynia – 2\nŁódź – 1\nRadlin – 0\n→ Więcej niż połowa, wygrywa: Gdynia" in steps
    assert "Gdynia – 5\n" in steps
    await network.jan.taps("‹ Głosowanie")
    assert network.jan.sees().startswith("Głosowanie zakończone:")


async def ranked(network: Network) -> Poll:
    poll = await put_to_the_vote(network, *CITIES, kind=PollKind.RANKING, most=3)
    await votes(network, poll, network.jan, 1, 2, 3)
    await votes(network, poll, network.ewa, 1, 2)
    await votes(network, poll, network.ola, 2, 1)
    return poll


async def test_long_answers_leave_the_caption_but_not_the_page(network: Network) -> None:
    long = [f"{n} " + "długa odpowiedź " * 12 for n in range(8)]
    poll = await put_to_the_vote(network, *long, question="Pytanie " * 35)
    await votes(network, poll, network.jan, 1)
    told = await ended(network)
    assert len(told) <= 1024
    assert "Postanowiono: 0 długa odpowiedź" in told
    assert told.endswith("Szczegóły")
    assert "(100%)" not in told.split("Głosy:")[0]
    assert [name for name, _content in network.jan.files(network.group)] == ["glosowanie.png"]
    await network.jan.starts(encode_link("poll", poll.key))
    assert "(100%)" in network.jan.all_texts()[-1]


async def test_a_tie_of_many_long_answers_is_told_by_its_number(network: Network) -> None:
    long = [f"{n} " + "długa odpowiedź " * 12 for n in range(12)]
    poll = await put_to_the_vote(network, *long, kind=PollKind.MULTIPLE, most=12)
    await votes(network, poll, network.jan, *range(1, 13))
    assert "Remis 12 odpowiedzi." in await ended(network)


async def test_words_that_no_caption_holds_come_before_the_picture(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "said", lambda *_: iter([Markup("słowo " * 300)]))
    await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    told = await ended(network)
    assert len(told) > 1024
    assert told.endswith("Szczegóły")
    assert "photo" in network.jan.messages(network.group)[-1]


async def test_what_cannot_be_drawn_is_told_in_words(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_chart: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(picture, "drawn", broken)
    await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    assert "Postanowiono: Tak" in await ended(network)
    assert network.jan.pictures(network.group) == []


async def test_a_result_after_votes_were_taken_again_replaces_the_earlier_one(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    assert "zastępuje" not in await ended(network)
    await reopened(network, poll, hours=24)
    await votes(network, poll, network.jan, 2)
    told = await ended(network)
    assert "Głosowanie zostało wznowione; ten wynik zastępuje poprzedni." in told
    assert "Postanowiono: Nie" in told
    assert len(network.jan.pictures(network.group)) == 2


async def test_a_result_that_votes_taken_again_have_overtaken_is_not_told(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    before = len(network.jan.messages(network.group))
    async with network.town.process.database.write() as uow:
        held = await polls.to_change(uow, poll.key)
        assert held is not None
        now = network.town.clock.now()
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        assert await life.close_now(uow, held, now, now)
        await life.extend(uow, here, held, now + timedelta(hours=24), now)
    await network.town.settle()
    assert len(network.jan.messages(network.group)) == before


async def reopened(network: Network, poll: Poll, hours: float) -> None:
    town = network.town
    async with town.process.database.write() as uow:
        held = await polls.to_change(uow, poll.key)
        assert held is not None
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        now = town.clock.now()
        await life.extend(uow, here, held, now + timedelta(hours=hours), now)
    await town.settle()


async def test_an_outage_at_the_deadline_is_told_with_the_result(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.town.is_offline_until(network.town.clock.moment + timedelta(hours=80))
    assert "nie było mnie tu aż do: czwartek, 10 września, 17:00." in network.jan.sees(network.group)


async def test_too_few_secret_votes_are_told_kindly_and_can_be_begun_again(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO, secret=True)
    for who in (network.jan, network.ewa, network.ola):
        await seals(network, poll, who, 1)
    told = await ended(network)
    assert "mniej niż 5" in told
    assert "od nowa, jawne lub tajne" in told
    assert "Tak" not in told
    assert network.jan.pictures(network.group) == []
    await network.ola.taps("Szczegóły", network.group)
    assert "Zagłosujmy od nowa…" in network.ola.buttons()
    await network.jan.taps("Szczegóły", network.group)
    assert "Zagłosujmy od nowa…" not in network.jan.buttons()
    await network.jan.says("/decyzje")
    assert "Decyzje sieci Miasto Cyfrowe: 0" in network.jan.sees()


async def test_five_secret_votes_are_counted_and_drawn_as_totals(network: Network) -> None:
    others = [network.town.resident(name) for name in ("Adam", "Beata")]
    for who in others:
        network.town.world.add_member(network.ola.id, network.group, who.id)
        await network.town.joins(who, network.group)
    poll = await put_to_the_vote(network, *YES_NO, secret=True)
    for n, who in enumerate((network.jan, network.ewa, network.ola, *others)):
        await seals(network, poll, who, 1 if n else 2)
    told = await ended(network)
    assert "Postanowiono: Tak\nTo wybór większości głosujących: 4 z 5." in told
    assert len(network.jan.pictures(network.group)) == 1


async def test_whoever_asks_gets_the_picture_privately(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await ended(network)
    await network.jan.starts(encode_link("poll", poll.key))
    await network.jan.taps("Jako obraz")
    assert network.jan.toast == "Już rysuję, za chwilę wyślę."
    assert len(network.jan.pictures()) == 1
    assert "Wynik głosowania: Czy zapraszamy prelegenta?" in network.jan.sees()
    assert network.ewa.pictures() == []


async def test_there_is_no_picture_of_a_vote_under_way(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.jan.starts(encode_link("poll", poll.key))
    await network.jan.forges(f"poll:picture:{poll.key}")
    assert network.jan.toast == "Tego głosowania nie da się narysować."
    await network.jan.forges(f"poll:steps:{poll.key}")
    assert network.jan.pictures() == []
    assert network.jan.sees().startswith("Głosowanie: ")
