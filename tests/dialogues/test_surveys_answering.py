"""Answering a survey in private chat: told first what is secret, item by item, and sealed for good."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, delete, select

from facilitation.surveys import answers, instruments
from facilitation.surveys.instruments import Item, ItemKind, Scale
from handlers.taps import LIMIT, decode_tap, encode_tap
from storage import network as networks
from storage import people, roles, surveys
from storage.outbox import Saying
from storage.roles import Grant, Role
from storage.schema import TABLES
from storage.vault import Vault
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.power import seals_as_the_power_fails
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import as_it_is, asks_the_network, in_the_box

SEALED = "Odpowiedzi są w urnie."
NOT_ASKED = "nie było Cię wśród zaproszonych"
AGREE, DISAGREE = "Zdecydowanie się zgadzam", "Zdecydowanie się nie zgadzam"
TEAS = Item("i1", ItemKind.SEVERAL, words="Co pijesz?", options=("Kawę", "Herbatę", "Wodę"))
SEATS = Item(
    "i2", ItemKind.CHOICE, words="Gdzie siadasz?", options=tuple(f"W rzędzie {n}" for n in range(1, 11))
)


def own(*items: Item) -> dict[str, Any]:
    """A survey that the network has built."""
    return {"items": instruments.dumped(items), "title": "Nasza ankieta"}


async def opens_the_survey(who: Resident, group: int) -> None:
    """By the card, to the first question."""
    await who.taps("Odpowiedz na ankietę", group)
    await who.taps("Do pierwszego pytania")


async def answers_all(who: Resident, group: int, *labels: str) -> None:
    await opens_the_survey(who, group)
    for label in labels:
        await who.taps(label)


async def seals_all(who: Resident, group: int, *labels: str) -> None:
    await answers_all(who, group, *labels)
    await who.taps("Zapieczętuj")
    assert SEALED in who.sees()


async def holds_only(network: Network, who: Resident, role: Role) -> None:
    """From now on."""
    async with network.town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        person = await people.by_telegram_id(uow, who.id)
        assert here is not None
        assert person is not None
        await uow.session.exec(delete(Grant).where(col(Grant.person_id) == person.key))
        only = Grant(person_id=person.key, network_id=here.key, role=role, since=MONDAY_MORNING)
        await roles.grant(uow, only)


def vault(network: Network) -> Vault:
    return network.town.process.database.vault


async def test_before_the_first_question_one_reads_who_can_and_who_cannot_see_the_answers(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_the_network(network)
    await network.jan.taps("Odpowiedz na ankietę", network.group)
    told = network.jan.sees()
    for words in (
        "7 pytań, około 2 minut.", "ani facylitacja, ekspert czy zespół koordynujący",
        "kto ukradnie bazę danych, kopię zapasową lub dzienniki", "przerobiła działający program",
        "nie są szyfrowane od końca do końca", "Potem nikt nie może odpowiedzi zmienić ani obejrzeć",
        "pokwitowania", "mniej niż 5 osób", "wynik zdradzi odpowiedź każdej osoby",
        "nie jest sprawdzony kwestionariusz naukowy",
    ):  # fmt: skip
        assert words in told
    assert "własnymi słowami" not in told
    assert network.jan.buttons() == ["Do pierwszego pytania", "‹ Wstecz"]


async def test_the_page_of_the_survey_and_the_reminder_lead_there_too(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_the_network(network)
    await network.jan.says("/ankieta")
    await network.jan.taps("Puls zaufania")
    await network.jan.taps("Odpowiedz na ankietę")
    assert "Zanim zaczniemy" in network.jan.sees()
    await network.town.passes(hours=60)
    await network.ewa.taps("Odpowiedz na ankietę")
    assert "Zanim zaczniemy" in network.ewa.sees()


async def test_seven_taps_and_a_seal_answer_the_trust_pulse(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    await opens_the_survey(network.jan, network.group)
    assert "Pytanie 1 z 7" in network.jan.sees()
    assert "Osoby z tej sieci dotrzymują tego, na co się umówimy." in network.jan.sees()
    assert network.jan.buttons() == [
        DISAGREE, "Raczej się nie zgadzam", "Ani tak, ani nie", "Raczej się zgadzam", AGREE, "Trudno powiedzieć",
        "Pomiń",
    ]  # fmt: skip
    for label in (AGREE, "Raczej się zgadzam", "Trudno powiedzieć", "Pomiń", DISAGREE, AGREE, "Ani tak"):
        await network.jan.taps(label)
    assert "Odpowiedzi: 6 z 7, bez odpowiedzi: 1." in network.jan.sees()
    assert "4 ○" in network.jan.buttons()
    await network.jan.taps("Zapieczętuj")
    assert SEALED in network.jan.sees()
    assert await in_the_box(network, survey) == [(5, 4, 6, 0, 1, 5, 3)]


async def test_nothing_of_what_was_chosen_stands_on_the_last_page_or_stays_in_the_chat(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    assert "zgadzam" not in network.jan.sees()
    await network.jan.taps("Zapieczętuj")
    assert not [text for text in network.jan.all_texts() if "zgadzam" in text or "Pytanie" in text]
    assert network.jan.buttons() == ["‹ Wstecz"]


async def test_one_can_go_back_and_sees_what_was_chosen_and_changes_it(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, AGREE, DISAGREE)
    await network.jan.taps("‹ Wstecz")
    assert "Pytanie 2 z 7" in network.jan.sees()
    assert [label for label in network.jan.buttons() if "✓" in label] == [f"✓ {DISAGREE}"]
    await network.jan.taps("‹ Wstecz")
    await network.jan.taps("Raczej się zgadzam")
    await network.jan.taps("Bez odpowiedzi")
    assert "Pytanie 3 z 7" in network.jan.sees()
    await network.jan.taps("‹ Wstecz")
    assert not [label for label in network.jan.buttons() if "✓" in label]
    await network.jan.taps("‹ Wstecz")
    await network.jan.taps("Do końca")
    assert "Odpowiedzi: 1 z 7" in network.jan.sees()
    await network.jan.taps("Zapieczętuj")
    assert await in_the_box(network, survey) == [(4, 0, 0, 0, 0, 0, 0)]


async def test_from_the_last_page_one_goes_back_to_any_question_and_straight_on_again(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, AGREE, "Pomiń", *[AGREE] * 5)
    await network.jan.taps("2 ○")
    assert "Pytanie 2 z 7" in network.jan.sees()
    await network.jan.taps(DISAGREE)
    await network.jan.taps("Do końca")
    await network.jan.taps("5")
    await network.jan.taps("Dalej ›")
    assert "Pytanie 6 z 7" in network.jan.sees()
    await network.jan.taps("Do końca")
    await network.jan.taps("Zapieczętuj")
    assert await in_the_box(network, survey) == [(5, 1, 5, 5, 5, 5, 5)]


async def test_whoever_has_answered_nothing_is_offered_no_seal(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, *["Pomiń"] * 7)
    assert "Odpowiedzi: 0 z 7" in network.jan.sees()
    assert "Zapieczętuj i wrzuć" not in network.jan.buttons()
    await network.jan.forges(f"srv:seal:{survey.key}:~")
    assert "choć na jedno" in (network.jan.toast or "")
    assert await in_the_box(network, survey) == []


async def test_bipolar_items_name_both_of_their_ends(network: Network, crowd: list[Resident]) -> None:
    await asks_the_network(network, "style")
    await opens_the_survey(network.jan, network.group)
    assert "na żywo ⟷ online\nKtóra strona jest Ci bliższa?" in network.jan.sees()
    assert network.jan.buttons() == [
        "Zdecydowanie: na żywo", "Raczej: na żywo", "Pośrodku", "Raczej: online", "Zdecydowanie: online",
        "Trudno powiedzieć", "Pomiń",
    ]  # fmt: skip


async def test_expectations_are_sentences_that_begin_alike(network: Network, crowd: list[Resident]) -> None:
    await asks_the_network(network, "expectations")
    await opens_the_survey(network.jan, network.group)
    assert "Od sieci oczekuję… rozwiązań, które wdrożymy u siebie" in network.jan.sees()


async def test_the_second_round_asks_how_trust_has_changed(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    async with network.town.process.database.write() as uow:
        held = await surveys.to_change(uow, survey.key)
        assert held is not None
        held.round = 2
        uow.session.add(held)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    assert "Pytanie 8 z 8" in network.jan.sees()
    await network.jan.taps("Nie było mnie w poprzednim badaniu")
    await network.jan.taps("Zapieczętuj")
    assert await in_the_box(network, await as_it_is(network, survey)) == [(5, 5, 5, 5, 5, 5, 5, 6)]


async def test_where_several_may_be_chosen_they_are_ticked_and_unticked(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network, **own(TEAS, SEATS))
    await opens_the_survey(network.jan, network.group)
    assert "Można zaznaczyć kilka odpowiedzi." in network.jan.sees()
    for label in ("Kawę", "Wodę", "Herbatę", "✓ Kawę"):
        await network.jan.taps(label)
    ticked = [label for label in network.jan.buttons() if "✓" in label]
    assert ticked == ["✓ Herbatę", "✓ Wodę"]
    await network.jan.taps("Dalej ›")
    await network.jan.taps("W rzędzie 10")
    await network.jan.taps("Zapieczętuj")
    assert await in_the_box(network, survey) == [(0b110, 10)]


async def test_who_cannot_tell_has_chosen_none_of_several(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network, **own(TEAS))
    await answers_all(network.jan, network.group, "Kawę", "Trudno powiedzieć")
    await network.jan.taps("1")
    assert [label for label in network.jan.buttons() if "✓" in label] == ["✓ Trudno powiedzieć"]
    await network.jan.taps("Wodę")
    assert [label for label in network.jan.buttons() if "✓" in label] == ["✓ Wodę"]
    await network.jan.taps("Dalej ›")
    await network.jan.taps("Zapieczętuj")
    assert await in_the_box(network, survey) == [(0b100,)]


async def test_options_too_long_for_a_button_stand_in_the_text(
    network: Network, crowd: list[Resident]
) -> None:
    long = "Wolę, kiedy wszyscy siedzą przy jednym okrągłym stole w ratuszu"
    await asks_the_network(
        network, **own(Item("i1", ItemKind.CHOICE, words="Jak?", options=(long, "Inaczej")))
    )
    await opens_the_survey(network.jan, network.group)
    assert f"1. {long}\n2. Inaczej" in network.jan.sees()
    assert network.jan.buttons()[1] == "2. Inaczej"


async def test_words_of_the_network_are_shown_as_they_were_typed(
    network: Network, crowd: list[Resident]
) -> None:
    odd = Item("i1", ItemKind.CHOICE, words="A <b>& B?", options=("<i>C & D", "E"))
    await asks_the_network(network, **own(odd))
    await opens_the_survey(network.jan, network.group)
    assert "A <b>& B?" in network.jan.sees()
    assert network.jan.buttons()[0] == "<i>C & D"


TWENTY = [
    Item(f"i{n}", ItemKind.CHOICE, words=f"Pytanie {n}?", options=tuple("abcdefghij")) for n in range(20)
]


async def test_twenty_questions_with_ten_options_each_ride_on_the_buttons(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network, **own(*TWENTY))
    await seals_all(network.jan, network.group, *["j"] * 20)
    assert await in_the_box(network, survey) == [(10,) * 20]


def any_item() -> st.SearchStrategy[Item]:
    options = st.integers(2, 10).map(lambda n: tuple(str(each) for each in range(n)))
    chosen = st.builds(
        Item, st.just("i"), st.sampled_from([ItemKind.CHOICE, ItemKind.SEVERAL]), options=options
    )
    return st.one_of(chosen, st.just(Item("s", scale=Scale.AGREE)))


@settings(max_examples=200)
@given(st.lists(any_item(), min_size=1, max_size=20).filter(answers.fits), st.data())
def test_the_answers_to_every_survey_that_is_allowed_fit_a_button(
    items: list[Item], data: st.DataObject
) -> None:
    given_ = tuple(data.draw(st.integers(0, answers.dont_know(item))) for item in items)
    last = tuple(answers.dont_know(item) for item in items)
    for chosen in (given_, last):
        written = answers.as_tap(items, chosen)
        for action in ("item", "try"):
            tap = encode_tap("srv", action, 36**9 - 1, 20, written)
            assert len(tap) <= LIMIT
        assert decode_tap(encode_tap("srv", "review", 36**9 - 1, written))[2] == (36**9 - 1, written)
        assert answers.from_tap(items, written) == chosen


@pytest.mark.parametrize("data", [
    "srv:item:1:0:~zzzzzzzzzzzz", "srv:item:1:7:~1", "srv:item:1:-1:~1", "srv:item:1:0:~%1", "srv:review:1:~!",
    "srv:seal:1:~zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "srv:item:1:0:~-5",
])  # fmt: skip
async def test_a_forged_button_is_refused_and_nothing_is_sealed(
    network: Network, crowd: list[Resident], data: str
) -> None:
    survey = await asks_the_network(network)
    await opens_the_survey(network.jan, network.group)
    await network.jan.forges(data)
    assert "Ten przycisk tu nie działa" in (network.jan.toast or "")
    assert "Pytanie 1 z 7" in network.jan.sees()
    assert await in_the_box(network, survey) == []


async def test_whoever_has_sealed_sees_only_that_wherever_they_tap(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await seals_all(network.jan, network.group, *[AGREE] * 7)
    for action in ("start:1", "item:1:0:~1", "review:1:~1", "seal:1:~1", "write:1"):
        await network.jan.forges(f"srv:{action}")
        assert SEALED in network.jan.sees()
    await network.jan.taps("‹ Wstecz")
    assert "Twoja odpowiedź jest w urnie." in network.jan.sees()
    assert "Odpowiedz na ankietę" not in network.jan.buttons()
    assert await in_the_box(network, survey) == [(5,) * 7]


async def test_two_taps_on_the_seal_and_another_answer_after_it_seal_once(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    message, button = network.jan.button("Zapieczętuj")
    for data in (button["callback_data"], button["callback_data"], f"srv:seal:{survey.key}:~1"):
        network.town.world.tap(network.jan.id, network.jan.id, message["message_id"], data)
    await network.town.settle()
    assert SEALED in network.jan.sees()
    assert await in_the_box(network, survey) == [(5,) * 7]


async def test_whoever_is_handled_again_after_a_crash_has_answered_once_and_reads_the_same(
    network: Network, crowd: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The box has committed, and the power fails before the rest has."""
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    await seals_as_the_power_fails(network.jan, monkeypatch)
    assert SEALED not in network.jan.sees()
    await network.town.begin()
    assert SEALED in network.jan.sees()
    assert await in_the_box(network, survey) == [(5,) * 7]


async def test_of_twelve_who_seal_at_the_same_moment_each_has_answered_once(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    for who in crowd:
        await opens_the_survey(who, network.group)
        await who.taps(AGREE)
        await who.taps("‹ Wstecz")
        await who.taps("Do końca")
    for who in crowd:
        message, button = who.button("Zapieczętuj")
        for _ in range(2):
            network.town.world.tap(who.id, who.id, message["message_id"], button["callback_data"])
    await network.town.settle()
    assert all(SEALED in who.sees() for who in crowd)
    assert await in_the_box(network, survey) == [(5, 0, 0, 0, 0, 0, 0)] * 12


async def test_after_the_end_nothing_is_sealed_and_the_buttons_with_answers_are_gone(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    await answers_all(network.ewa, network.group, AGREE)
    assert survey.closes_at is not None
    network.town.clock.moment = survey.closes_at
    await network.jan.taps("Zapieczętuj")
    assert "za późno" in (network.jan.toast or "")
    await network.ewa.taps(AGREE)
    assert "za późno" in (network.ewa.toast or "")
    for who in (network.jan, network.ewa):
        assert not [label for label in who.buttons() if "Zapieczętuj" in label or "zgadzam" in label]


async def test_an_answer_that_came_in_before_the_end_counts_though_it_is_handled_after_it(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    assert survey.closes_at is not None
    town = network.town
    town.clock.moment = survey.closes_at - timedelta(seconds=1)
    message, button = network.jan.button("Zapieczętuj")
    town.world.tap(network.jan.id, network.jan.id, message["message_id"], button["callback_data"])
    batch = town.world.updates.pending()
    await town.process.intake.receive(batch)
    town.world.updates.confirm(batch[-1]["update_id"] + 1)
    town.clock.moment = survey.closes_at + timedelta(seconds=1)
    await town.process.edge.handle_head(network.jan.id)
    assert await in_the_box(network, survey) == [(5,) * 7]
    await town.settle()
    assert SEALED in network.jan.sees()


async def test_whoever_leads_is_not_asked_unless_the_network_wants_it(
    network: Network, crowd: list[Resident]
) -> None:
    await holds_only(network, network.ola, Role.FACILITATOR)
    survey = await asks_the_network(network)
    await network.ola.taps("Odpowiedz na ankietę", network.group)
    assert "Zanim zaczniemy" not in network.ola.sees()
    for action in ("start:1", "item:1:0:~1", "review:1:~1", "seal:1:~1", "write:1"):
        await network.ola.forges(f"srv:{action}")
        assert NOT_ASKED in (network.ola.toast or "")
    assert await in_the_box(network, survey) == []


async def test_whoever_leads_answers_where_the_network_wants_it(
    network: Network, crowd: list[Resident]
) -> None:
    await holds_only(network, network.ola, Role.FACILITATOR)
    survey = await asks_the_network(network, with_leaders=True)
    await seals_all(network.ola, network.group, *[AGREE] * 7)
    assert await in_the_box(network, survey) == [(5,) * 7]


async def test_whoever_joined_after_the_beginning_is_not_asked(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    late = network.town.resident("Lena", started=True)
    network.town.world.add_member(network.ola.id, network.group, late.id)
    await network.town.joins(late, network.group, "Puck")
    await late.taps("Odpowiedz na ankietę", network.group)
    assert "Zanim zaczniemy" not in late.sees()
    await late.forges("srv:seal:1:~1")
    assert await in_the_box(network, survey) == []


async def test_whoever_has_become_an_observer_answers_no_more(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    await holds_only(network, network.jan, Role.OBSERVER)
    await network.jan.taps("Zapieczętuj")
    assert "potrzebna jest rola" in (network.jan.toast or "")
    assert await in_the_box(network, survey) == []


async def test_whoever_has_left_answers_no_more(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    await network.jan.taps("Zapieczętuj")
    assert "nie uczestniczysz" in (network.jan.toast or "")
    assert await in_the_box(network, survey) == []


async def test_where_the_box_is_gone_nobody_is_led_on(network: Network, crowd: list[Resident]) -> None:
    await asks_the_network(network)
    await answers_all(network.jan, network.group, *[AGREE] * 7)
    await vault(network).clear()
    await network.jan.taps("Zapieczętuj")
    assert "Urna tej ankiety nie jest jeszcze gotowa" in (network.jan.toast or "")


async def test_an_observer_reads_of_it_and_cannot_answer(network: Network, crowd: list[Resident]) -> None:
    await asks_the_network(network)
    vera = network.town.resident("Vera", started=True)
    network.town.world.add_member(network.ola.id, network.group, vera.id)
    await network.town.joins(vera, network.group)
    await vera.taps("Odpowiedz na ankietę", network.group)
    assert "Ankieta: Puls zaufania" in vera.sees()
    assert "Odpowiedz na ankietę" not in vera.buttons()


# what is left anywhere

JOURNALS = ("inbox", "outbox")


async def rows(network: Network) -> dict[str, list[str]]:
    """All that the main database has, but for the two journals."""
    found: dict[str, list[str]] = {}
    async with network.town.process.database.read() as uow:
        for table in TABLES:
            if (name := str(table.__tablename__)) not in JOURNALS:
                found[name] = sorted(row.model_dump_json() for row in await uow.session.exec(select(table)))
    return found


async def test_nothing_in_the_main_database_tells_who_has_answered_or_what(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await network.jan.starts()
    await network.ewa.starts()
    before = await rows(network)
    await seals_all(network.jan, network.group, *[AGREE] * 6, DISAGREE)
    assert await rows(network) == before
    async with network.town.process.database.read() as uow:
        said = list(await uow.session.exec(select(Saying).order_by(col(Saying.id))))[-18:]
        left = {
            (saying.kind, saying.lane, saying.person_id, saying.subject, saying.payload) for saying in said
        }
    assert left <= {(kind, None, None, None, None) for kind in ("tap", "edit", "answer")}
    written = answers.as_tap(instruments.TRUST_PULSE.items, (5, 5, 5, 5, 5, 5, 1)).encode()
    for file in network.town.settings.data.glob("spoiwo.db*"):
        content = file.read_bytes()
        assert b"srv:seal" not in content
        assert b"srv:item" not in content
        assert written not in content
    assert (await as_it_is(network, survey)).revision == survey.revision
