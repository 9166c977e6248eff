"""Polls from a template or from an earlier poll; templates are saved, renamed and deleted by those who lead."""

from facilitation.polls import life
from facilitation.polls.draft import Draft, dumped, of_poll
from facilitation.polls.templates import draft_of
from storage import polls
from storage.polls import Option, Poll, PollKind, Subject, Template
from storage.polls import templates as templates_of
from tests.dialogues.conftest import MONDAY_MORNING as NOW
from tests.dialogues.conftest import Network
from tests.dialogues.test_polls_starting import ONE_LINE, begin
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import YES_NO, cards, put_to_the_vote


async def templates(who: Resident) -> None:
    await who.says("/glosowanie")
    await who.taps("Z szablonu…")


async def saved(who: Resident, name: str = "Szybkie uzgodnienie") -> None:
    """The poll that is read back is kept as a template."""
    await who.says("/glosowanie na instytucję: Czy przyjmujemy protokół? Tak / Nie do środy")
    await who.taps("Zapisz jako szablon…")
    await who.says(name)


async def test_the_usual_ones_are_there_in_every_network(network: Network) -> None:
    ola = network.ola
    await templates(ola)
    assert "Nie ma jeszcze zapisanych." in ola.sees()
    assert ola.buttons() == ["Tak / Nie / Wstrzymuję się", "Zgoda", "Skala 1–5", "Ranking", "‹ Głosowania"]
    for label, shown in (
        ("Tak / Nie / Wstrzymuję się", "1. Tak\n2. Nie\n3. Wstrzymuję się"), ("Zgoda", "sprzeciw"),
        ("Skala 1–5", "od 1 do 5"),
    ):  # fmt: skip
        await templates(ola)
        await ola.taps(label)
        assert "Nad czym głosujemy?" in ola.sees()
        await ola.says("Publikujemy protokół?")
        assert "Głosowanie: Publikujemy protokół?" in ola.sees()
        assert shown in ola.sees()
    await templates(ola)
    await ola.taps("Ranking")
    await ola.says("Gdzie?")
    await ola.says("Gdynia / Łódź / Radlin")
    await ola.taps("To już wszystkie")
    await ola.taps("Tak, zacznij")
    assert cards(network.jan, network.group)[0].startswith("Głosowanie: Gdzie?")


async def test_what_is_read_back_is_saved_and_begins_another_vote_later(network: Network) -> None:
    ola = network.ola
    await saved(ola)
    assert ola.sees().startswith("Zapisano szablon: Szybkie uzgodnienie\n\nCzy wszystko się zgadza?")
    await ola.taps("Tak, zacznij")
    await network.town.passes(days=10)
    await templates(ola)
    assert "• Szybkie uzgodnienie" in ola.sees()
    await ola.taps("Szybkie uzgodnienie")
    assert "Szablon: Szybkie uzgodnienie\n\nCzy przyjmujemy protokół?\n\n1. Tak\n2. Nie" in ola.sees()
    assert "instytucj" in ola.sees()
    await ola.taps("Zacznij takie głosowanie")
    assert "Głosy przyjmuję do: niedziela, 20 września, 20:00." in ola.sees()
    await ola.taps("Tak, zacznij")
    assert cards(network.jan, network.group)[-1].startswith("Głosowanie: Czy przyjmujemy protokół?")


async def test_a_vote_is_saved_from_its_page(network: Network) -> None:
    ola = network.ola
    await put_to_the_vote(network, *YES_NO)
    await ola.forges("poll:save:1")
    assert "Jak nazwać szablon?" in ola.sees()
    await ola.says("  Zaproszenie   gościa ")
    assert (
        "Szablon: Zaproszenie gościa\n\nCzy zapraszamy prelegenta?\n\n1. Tak\n2. Nie\n3. Obojętne"
        in ola.sees()
    )


async def test_a_name_is_short_and_its_own(network: Network) -> None:
    ola = network.ola
    await saved(ola)
    await ola.taps("Zapisz jako szablon…")
    await ola.says("SZYBKIE uzgodnienie")
    assert "Szablon „Szybkie uzgodnienie” już jest. Napisz inną nazwę." in ola.sees()
    await ola.says("x" * 51)
    assert "50" in ola.sees()
    await ola.says("Inne")
    assert "Zapisano szablon: Inne" in ola.sees()


async def test_a_template_is_renamed(network: Network) -> None:
    ola = network.ola
    await saved(ola)
    await saved(ola, "Inne")
    await templates(ola)
    await ola.taps("Inne")
    await ola.taps("Zmień nazwę…")
    await ola.says("szybkie uzgodnienie")
    assert "już jest" in ola.sees()
    await ola.says("INNE")
    assert "Szablon: INNE" in ola.sees()


async def test_a_template_is_deleted_after_a_second_tap_and_then_it_is_gone(network: Network) -> None:
    ola = network.ola
    await saved(ola)
    await templates(ola)
    await ola.taps("Szybkie uzgodnienie")
    await ola.taps("Usuń…")
    assert "Usunąć szablon „Szybkie uzgodnienie”?" in ola.sees()
    await ola.taps("Tak, usuń")
    assert "Usunięto: Szybkie uzgodnienie" in ola.sees()
    assert "Nie ma jeszcze zapisanych." in ola.sees()
    for what in ("template", "use", "rename", "delete", "deleted"):
        await ola.forges(f"poll:{what}:1")
        assert "nie ma" in (ola.toast or ""), what


async def test_what_was_deleted_while_it_is_renamed_is_gone(network: Network) -> None:
    ola = network.ola
    await saved(ola)
    await ola.forges("poll:rename:1")
    await ola.forges("poll:deleted:1")
    await ola.says("Inne")
    assert "nie ma" in ola.sees()


async def test_thirty_are_kept_and_no_more(network: Network) -> None:
    async with network.town.process.database.write() as uow:
        for n in range(30):
            uow.session.add(Template(network_id=1, name=f"Nr {n}", draft=dumped(Draft("Czy?"))))
    await saved(network.ola)
    assert "30" in network.ola.sees()
    await templates(network.ola)
    assert "Nr 29" in network.ola.buttons()


async def test_an_earlier_vote_is_the_pattern_of_another_also_one_that_was_cancelled(
    network: Network,
) -> None:
    ola = network.ola
    poll = await put_to_the_vote(network, *YES_NO, about="Na październik.")
    async with network.town.process.database.write() as uow:
        there = await polls.to_change(uow, poll.key)
        assert there is not None
        await life.cancel(uow, there, "Zła lista.", network.town.clock.now())
    await ola.says("/glosowanie")
    await ola.forges("poll:copy:1")
    assert (
        "Głosowanie: Czy zapraszamy prelegenta?\n\nNa październik.\n\n1. Tak\n2. Nie\n3. Obojętne"
        in ola.sees()
    )
    assert "czwartek, 10 września, 20:00" in ola.sees()
    await ola.taps("Tak, zacznij")
    assert cards(network.jan, network.group)[-1].startswith("Głosowanie: Czy zapraszamy prelegenta?")


async def test_a_template_keeps_how_it_is_voted_and_not_what_it_was_about(network: Network) -> None:
    about = {"subject_kind": Subject.QUESTION, "subject_id": 7, "meeting_id": 3}
    await put_to_the_vote(network, *YES_NO, quorum=2, **about)
    await network.ola.says("/glosowanie")
    await network.ola.forges("poll:save:1")
    await network.ola.says("Kworum")
    async with network.town.process.database.read() as uow:
        template = await templates_of.by_id(uow, 1)
        assert template is not None
        assert draft_of(template) == Draft("Czy zapraszamy prelegenta?", options=YES_NO, quorum=2)


def test_what_others_added_to_a_list_is_not_copied() -> None:
    poll = Poll(
        network_id=1,
        kind=PollKind.OPEN_LIST,
        question="Co?",
        most=30,
        started_at=NOW,
        changed_at=NOW,
        closes_at=NOW,
    )
    listed = [Option(poll_id=1, number=1, words="Smog"), Option(poll_id=1, number=2, words="Woda", by_id=5)]
    assert of_poll(poll, listed) == Draft("Co?", PollKind.OPEN_LIST, ("Smog",), most=30)


async def test_a_member_has_no_templates(network: Network) -> None:
    await saved(network.ola)
    await begin(network.ola, ONE_LINE)
    await network.jan.says("/glosowanie")
    assert "Z szablonu…" not in network.jan.buttons()
    for data in (
        "templates:1",
        "template:1",
        "use:1",
        "usual:1:0",
        "copy:1",
        "save:1",
        "rename:1",
        "deleted:1",
    ):
        await network.jan.forges(f"poll:{data}")
        assert "rozpoczynanie i prowadzenie głosowań" in (network.jan.toast or ""), data
