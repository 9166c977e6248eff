"""Who voted for what: by name for those who may vote, never of a secret vote; and the same as a table."""

import csv
import io

import pytest

from handlers.polls import who
from storage.polls import Poll, PollKind, Unit
from tests.dialogues.conftest import Network
from tests.dialogues.test_institutions import joins
from tests.dialogues.test_polls_leading import opens
from tests.dialogues.test_roles import give, joins_as
from tests.dialogues.test_roles_deputies import name_deputy
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import QUESTION, YES_NO, put_to_the_vote, seals, votes

WHO = "Kto jak głosował"


async def table(reader: Resident, poll: Poll) -> list[list[str]]:
    await opens(reader, poll, "Jako plik (CSV)")
    name, data = reader.files()[-1]
    assert name == "glosowanie-2026-09-10.csv"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


# who


async def test_everyone_who_may_vote_sees_who_voted_for_what(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.ola.taps("Tak", network.group)
    await opens(network.jan, poll, WHO)
    assert network.jan.sees() == f"Głosowanie: {QUESTION}\n\nTak – 2\n• Jan Łoś (Łódź)\n• Ola Wójcik"
    await opens(network.ola, poll, WHO)
    assert network.ola.sees().endswith("• Ola Wójcik\n\nBez głosu – 1\n• Ewa Żak")
    await network.ola.taps("‹ Wstecz")
    assert "Głosy: 2 z 3." in network.ola.sees()


async def test_as_long_as_nobody_has_voted_it_says_so(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await opens(network.jan, poll, WHO)
    assert "Nikt jeszcze nie głosował." in network.jan.sees()


async def test_an_observer_does_not_see_it(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await give(network.ola, "Ewa Żak", "Obserwator")
    await opens(network.ewa, poll)
    assert WHO not in network.ewa.buttons()
    await network.ewa.forges(f"poll:who:{poll.key}:0")
    assert "potrzebna jest rola" in (network.ewa.toast or "")


async def test_where_results_come_at_the_end_names_come_then_too_also_for_those_who_lead(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, *YES_NO, live=False)
    await network.jan.taps("Tak", network.group)
    await opens(network.ola, poll)
    assert WHO not in network.ola.buttons()
    await network.ola.forges(f"poll:who:{poll.key}:0")
    assert "będzie widać po zakończeniu" in (network.ola.toast or "")
    await network.town.passes(hours=72)
    await opens(network.jan, poll, WHO)
    assert "Tak – 1\n• Jan Łoś (Łódź)" in network.jan.sees()


async def test_of_a_secret_vote_nobody_sees_names(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO, secret=True)
    await opens(network.ola, poll)
    assert WHO not in network.ola.buttons()
    await network.ola.forges(f"poll:who:{poll.key}:0")
    assert "nikt się nie dowie" in (network.ola.toast or "")


async def test_where_institutions_vote_their_vote_stands_under_their_name(network: Network) -> None:
    zofia = await joins(network, "Zofia", "Gdynia")
    poll = await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Tak", network.group)
    await zofia.taps("Nie", network.group)
    await opens(network.ola, poll, WHO)
    assert network.ola.sees().endswith("Nie – 1\n• Gdynia (Zofia)\n\nBez głosu – 1\n• Łódź (Jan Łoś)")


async def test_a_deputy_is_named_beside_whose_vote_it_is(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await deputised(network)
    await network.ewa.taps("Nie", network.group)
    await opens(network.jan, poll, WHO)
    assert "Nie – 1\n• Ola Wójcik, w zastępstwie: Ewa Żak" in network.jan.sees()


async def deputised(network: Network) -> None:
    """Ewa only looks on, and acts for Ola."""
    await give(network.ola, "Ewa Żak", "Obserwator")
    await name_deputy(network.ola, "Ewa Żak", "18 września")
    await network.ewa.taps("Zgadzam się")


async def test_who_chose_several_things_stands_under_each_and_a_ranking_in_words(network: Network) -> None:
    several = await put_to_the_vote(network, *YES_NO, kind=PollKind.MULTIPLE, fewest=1, most=2)
    await votes(network, several, network.jan, 1, 3)
    await opens(network.jan, several, WHO)
    assert network.jan.sees().endswith("Tak – 1\n• Jan Łoś (Łódź)\n\nObojętne – 1\n• Jan Łoś (Łódź)")
    ranking = await put_to_the_vote(network, "Gdynia", "Radlin", kind=PollKind.RANKING, question="Gdzie?")
    await votes(network, ranking, network.jan, 2, 1)
    await opens(network.jan, ranking, WHO)
    assert network.jan.sees().endswith("• Jan Łoś (Łódź): 1. Radlin, 2. Gdynia")
    points = await put_to_the_vote(network, "Gdynia", "Radlin", kind=PollKind.POINTS, most=5, question="Ile?")
    await votes(network, points, network.jan, 0, 5)
    await opens(network.jan, points, WHO)
    assert network.jan.sees().endswith("• Jan Łoś (Łódź): Radlin: 5")


async def test_objections_stand_with_their_reasons(network: Network) -> None:
    poll = await put_to_the_vote(network, kind=PollKind.CONSENT)
    await network.jan.taps("Bez sprzeciwu", network.group)
    await votes(network, poll, network.ewa, 2, reason="Nie mamy <budżetu>.")
    await opens(network.jan, poll, WHO)
    assert network.jan.sees().endswith(
        "Bez sprzeciwu – 1\n• Jan Łoś (Łódź)\n\nSprzeciw – 1\n• Ewa Żak (Gdynia): Nie mamy <budżetu>."
    )


async def test_many_names_come_page_by_page(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who, "PAGE", 300)
    poll = await put_to_the_vote(network, *YES_NO)
    names = [f"Żółcisława{n:02}" for n in range(6)]
    for name in names:
        await joins_as(network, name, "Radlin")
        await votes(network, poll, network.town.people[name], 1)
    await opens(network.jan, poll, WHO)
    assert network.jan.sees().endswith("Strona 1 z 2")
    first = network.jan.sees()
    await network.jan.taps("Następne ›")
    assert "Tak – 6\n• Żółcisława" in network.jan.sees()
    assert network.jan.buttons() == ["‹ Poprzednie", "‹ Wstecz"]
    assert [name for name in names if (name in first) + (name in network.jan.sees()) != 1] == []
    await network.jan.forges(f"poll:who:{poll.key}:zz")
    assert network.jan.sees().endswith("Strona 2 z 2")


async def test_whoever_is_forgotten_is_no_longer_named_and_their_vote_still_counts(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.ewa.taps("Nie", network.group)
    await opens(network.jan, poll, WHO)
    assert "Ewa Żak" in network.jan.sees()
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    assert "Ewa Żak" not in network.jan.sees()
    await opens(network.jan, poll, WHO)
    assert "Nie – 1\n• osoba, której już nie pamiętam (Gdynia)" in network.jan.sees()


async def test_at_its_end_stays_who_had_not_voted_then(network: Network) -> None:
    """Zofia joins after the end; she could not have voted."""
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.town.passes(hours=73)
    await joins(network, "Zofia", "Gdynia")
    await opens(network.ola, poll, WHO)
    assert network.ola.sees().endswith("Bez głosu – 2\n• Ewa Żak\n• Ola Wójcik")


# as a table


async def test_whoever_leads_gets_the_votes_as_a_table(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.town.passes(minutes=5)
    await network.ola.taps("Nie", network.group)
    await network.town.passes(hours=72)
    assert await table(network.ola, poll) == [
        ["Kto", "Instytucja", "W zastępstwie", "Głos", "Kiedy"],
        ["Jan Łoś", "Łódź", "", "Tak", "2026-09-07 09:00"],
        ["Ola Wójcik", "", "", "Nie", "2026-09-07 09:05"],
    ]


@pytest.mark.parametrize(
    ("kind", "bounds", "ballot", "cells"),
    [
        (PollKind.MULTIPLE, {"most": 2}, (1, 3), ["1", "", "1"]),
        (PollKind.RANKING, {}, (3, 1), ["2", "", "1"]),
        (PollKind.POINTS, {"most": 5}, (0, 2, 3), ["0", "2", "3"]),
    ],
)
async def test_what_has_several_numbers_has_a_column_for_each_answer(
    network: Network, kind: PollKind, bounds: dict[str, int], ballot: tuple[int, ...], cells: list[str]
) -> None:
    poll = await put_to_the_vote(network, *YES_NO, kind=kind, **bounds)
    await votes(network, poll, network.jan, *ballot)
    await network.town.passes(hours=72)
    head, row = await table(network.ola, poll)
    assert head[3:-1] == list(YES_NO)
    assert row[3:-1] == cells


async def test_of_a_secret_vote_the_table_has_totals_only(network: Network) -> None:
    others = [await joins(network, name, "Radlin") for name in ("Adam", "Beata", "Celina")]
    poll = await put_to_the_vote(network, *YES_NO, secret=True)
    for voter in (network.ewa, network.jan, *others):
        await seals(network, poll, voter, 1)
    await network.town.passes(hours=72)
    assert await table(network.ola, poll) == [
        ["Odpowiedź", "Liczba głosów"], ["Tak", "5"], ["Nie", "0"], ["Obojętne", "0"], ["Głosy razem", "5"],
    ]  # fmt: skip


async def test_the_table_is_for_those_who_lead_and_comes_at_the_end(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.ola.forges(f"poll:csv:{poll.key}")
    assert "jeszcze trwa" in (network.ola.toast or network.ola.sees())
    await network.town.passes(hours=72)
    await opens(network.jan, poll)
    assert "Jako plik (CSV)" not in network.jan.buttons()
    await network.jan.forges(f"poll:csv:{poll.key}")
    assert "potrzebna jest rola" in (network.jan.toast or "")


async def test_a_table_that_names_someone_goes_when_they_are_forgotten(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.ewa.taps("Nie", network.group)
    await network.town.passes(hours=72)
    await table(network.ola, poll)
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    assert [name for name, data in network.ola.files() if "Żak".encode() in data] == []
