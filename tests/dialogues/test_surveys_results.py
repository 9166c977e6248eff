"""What came of a survey: a message with a picture in the group, a page for everyone, details for those who lead."""

from dataclasses import replace
from typing import Any

import pytest

from facilitation import statistics
from facilitation.surveys import counting, life, results, rounds
from facilitation.surveys.instruments import EXPECTATIONS, STYLE, Item, ItemKind
from handlers.surveys import drawing
from sandbox.files import picture_size
from storage import network as networks
from storage import surveys
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_results import FOURS, answered, opens, own, scale
from tests.dialogues.town_surveys import as_it_is, asks_the_network, ends, seals

MIXED = [(5, 4, 4, 3, 2, 4, 2), (4, 4, 3, 2, 2, 5, 1), (5, 5, 4, 2, 3, 4, 3), (4, 4, 4, 3, 1, 4, 2),
         (5, 3, 4, 2, 2, 5, 2), (4, 5, 5, 3, 2, 4, 1)]  # fmt: skip
TWELVE = [*MIXED, *MIXED]


# the group


async def test_the_group_gets_one_message_with_a_picture_and_three_sentences(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    for who, answers in zip(crowd, TWELVE, strict=True):
        await seals(network, survey, who, answers)
    before = len(network.jan.messages(network.group))

    await ends(network, survey)

    assert len(network.jan.messages(network.group)) == before + 1
    assert network.jan.sees(network.group) == (
        "Wyniki ankiety: Puls zaufania\nOdpowiedziało 12 z 12 zaproszonych osób.\n\n"
        "Wszystkie pytania razem: 4 (bez przedziału, bo odpowiedzieli wszyscy)\n\n"
        "• Najlepiej wypada: „Osoby z tej sieci dotrzymują tego, na co się umówimy”; najsłabiej: „Mówimy tu otwarcie "
        "także o tym, co się nie udało”.\n"
        "• Nie ma wcześniejszych wyników do porównania, więc widać, jak jest, a nie, dokąd to zmierza.\n"
        "• Odpowiedzieli wszyscy zaproszeni, więc wynik mówi o nich wszystkich.\n\n"
        "Te pytania są nasze własne i nie były sprawdzane naukowo.\n\nSzczegóły"
    )
    (drawn,) = network.jan.pictures(network.group) or [network.jan.files(network.group)[0][1]]
    size = picture_size(drawn)
    assert size is not None
    assert size[0] == 1080


@pytest.mark.parametrize(("n", "form"), [(5, "Odpowiedziało 5 z 12"), (9, "Odpowiedziało 9 z 12")])
async def test_of_five_to_nine_answers_there_are_three_bins_and_a_median(
    network: Network, crowd: list[Resident], n: int, form: str
) -> None:
    survey = await answered(network, crowd, [FOURS] * n)

    page = await opens(network.jan, survey)

    assert form in page
    assert f"1–2: 0 · 3: 0 · 4–5: {n}\nn = {n} z 12 · mediana 4" in page
    assert f"1–2: {n} · 3: 0 · 4–5: 0\nn = {n} z 12 · mediana 2" in page
    assert "średnia" not in page
    assert "95%" not in page
    assert "jedna osoba więcej lub mniej zmienia obraz" in page


async def test_from_ten_answers_on_there_are_five_bins_a_mean_and_how_many_agree(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await answered(network, crowd, TWELVE[:10])

    page = await opens(network.jan, survey)

    assert "1: 0 · 2: 0 · 3: 0 · 4: 5 · 5: 5\nn = 10 z 12 · średnia 4,5 · 10 z 10 się zgadza" in page
    assert "0 z 10 się zgadza (im mniej, tym lepiej)" in page
    assert "Wszystkie pytania razem: 3,9 (95%: 3,9–4)" in page
    assert "1: Zdecydowanie się nie zgadzam, 5: Zdecydowanie się zgadzam" in page


async def test_of_a_question_with_fewer_than_five_answers_nothing_is_told(
    network: Network, crowd: list[Resident]
) -> None:
    silent = (4, 4, 4, 4, 2, 4, 6)
    survey = await answered(network, crowd, [FOURS] * 4 + [silent] * 6)

    page = await opens(network.jan, survey)

    last = page.split("7. ")[1]
    assert "mniej niż 5 odpowiedzi: nie pokazujemy" in last.split("\n\n")[0]
    assert "n =" not in last.split("\n\n")[0]
    await network.ola.starts(f"survey-{survey.key}")
    await network.ola.taps("Szczegółowo")
    assert "δ" not in network.ola.sees()


async def test_fewer_than_five_answers_are_told_kindly_and_can_be_begun_anew(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await answered(network, crowd, [FOURS] * 4)

    told = network.jan.sees(network.group)

    assert "Odpowiedziało mniej niż 5 osób." in told
    assert "Dziękuję wszystkim za odpowiedzi. Osoby prowadzące sieć mogą zacząć ankietę od nowa." in told
    assert network.jan.pictures(network.group) == []
    assert (await as_it_is(network, survey)).published_at is not None
    await network.jan.forges(f"srv:picture:{survey.key}")
    assert network.jan.toast == "Obrazu tej ankiety jeszcze nie ma."


async def test_what_cannot_be_drawn_is_told_in_words(
    network: Network, crowd: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_chart: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(drawing, "drawn", broken)
    survey = await answered(network, crowd, [FOURS] * 5)

    assert "Odpowiedziało 5 z 12" in network.jan.sees(network.group)
    assert network.jan.buttons(network.group) == ["Szczegóły"]
    assert network.jan.pictures(network.group) == []
    await opens(network.jan, survey)
    await network.jan.taps("Jako obraz")
    assert "Nie udało mi się narysować tej ankiety." in network.jan.sees()


async def test_a_long_comment_and_long_questions_leave_one_caption(
    network: Network, crowd: list[Resident]
) -> None:
    items = [scale(f"q{n}", "Bardzo długie pytanie o współpracę " * 6) for n in range(20)]
    survey = await asks_the_network(network, expert_first=True, **own(*items))
    for who in crowd:
        await seals(network, survey, who, tuple(1 + n % 5 for n in range(20)))
    await ends(network, survey)
    await opens(network.ola, survey)
    await network.ola.taps("Dodaj komentarz…")
    await network.ola.says("Długi komentarz. " * 34)

    await network.town.passes(hours=24)

    told = network.jan.sees(network.group)
    assert len(told) <= 1024
    assert "Komentarz osób prowadzących: Długi komentarz." in told
    assert told.endswith("Szczegóły")
    assert "nie były sprawdzane naukowo" not in told
    assert "photo" in network.jan.messages(network.group)[-1] or network.jan.files(network.group)


async def test_a_page_longer_than_a_message_is_turned(network: Network, crowd: list[Resident]) -> None:
    items = [scale(f"q{n}", f"Pytanie {n}: " + "bardzo długie pytanie " * 8) for n in range(20)]
    survey = await answered(network, crowd, [tuple([4] * 20)] * 12, **own(*items))

    first = await opens(network.jan, survey)
    assert len(first) <= 4096
    assert "Pytanie 19" not in first
    shown = first
    while "Dalej ›" in network.jan.buttons():
        await network.jan.taps("Dalej ›")
        shown += network.jan.sees()
    assert all(f"Pytanie {n}:" in shown for n in range(20))
    await network.jan.taps("‹ Wstecz")
    await network.jan.forges(f"srv:page:{survey.key}:99")
    assert "Pytanie 19" in network.jan.sees()


async def test_expectations_and_styles_have_words_of_their_own(
    network: Network, crowd: list[Resident]
) -> None:
    await answered(network, crowd, [(5, 4, 3, 3, 3, 1)] * 12, instrument=EXPECTATIONS.key)
    assert "Najważniejsze: „rozwiązań, które" in network.jan.sees(network.group)
    await network.town.passes(hours=1)
    survey = await answered(network, crowd, [(1, 3, 3, 3, 3, 5)] * 12, instrument=STYLE.key)
    assert "Sieć wyraźnie skłania się przede wszystkim ku: „" in network.jan.sees(network.group)
    assert "1: zdecydowanie pierwsze" in await opens(network.jan, survey)


async def test_of_few_who_chose_an_option_only_the_favourites_stand_alone(
    network: Network, crowd: list[Resident]
) -> None:
    choice = Item(
        "c", kind=ItemKind.CHOICE, scored=False, words="Gdzie?", options=("Gdynia", "Łódź", "Ełk", "Śrem")
    )
    survey = await answered(network, crowd, [(1,), (1,), (1,), (2,), (2,), (3,)], **own(choice))

    page = await opens(network.jan, survey)

    assert "Gdynia: 3 · Łódź: 2 · Wszystkie pozostałe razem: 1" in page
    assert "Na pytanie „Gdzie?” najczęstsza odpowiedź to: „Gdynia”." in page


# rounds


LOW = [(2, 2, 2, 1, 4, 2, 4), (1, 2, 2, 2, 4, 2, 5), (2, 1, 2, 2, 5, 2, 4)] * 4


async def test_a_clear_change_is_told_with_its_interval(network: Network, crowd: list[Resident]) -> None:
    await answered(network, crowd, LOW)
    survey = await answered(network, crowd, TWELVE)

    page = await opens(network.jan, survey)

    assert "Runda 2" in page
    assert "• Od rundy 1 wynik jest wyraźnie wyższy (+2,2), ale dlaczego, tego liczby nie mówią." in page
    assert "Od rundy 1: +2,2; 95%: od +2,1 do +2,3" in page
    await network.ola.starts(f"survey-{survey.key}")
    await network.ola.taps("Szczegółowo")
    assert "wobec poprzedniej rundy: duża różnica (δ = +1)" in network.ola.sees()
    assert "wobec poprzedniej rundy: duża różnica (δ = −1)" in network.ola.sees()


async def test_a_difference_that_can_be_chance_is_no_change(network: Network, crowd: list[Resident]) -> None:
    await answered(network, crowd, TWELVE[:10])
    survey = await answered(network, crowd, TWELVE[1:11])

    page = await opens(network.jan, survey)

    assert "Od rundy 1 nie ma wyraźnej zmiany: taka różnica może być przypadkiem." in page
    assert "Od rundy 1: bez wyraźnej zmiany (" in page


async def test_rounds_with_too_few_answers_are_not_compared(network: Network, crowd: list[Resident]) -> None:
    await answered(network, crowd, [FOURS] * 9)
    survey = await answered(network, crowd, TWELVE)

    page = await opens(network.jan, survey)

    assert "Nie da się powiedzieć, czy od rundy 1 coś się zmieniło" in page
    assert "Od rundy 1:" not in page


# who sees what


async def test_everyone_of_the_network_sees_the_page_and_gets_the_picture_in_their_language(
    network: Network, crowd: list[Resident]
) -> None:
    await give(network.ola, "Celina", "Obserwator")
    celina = network.town.people["Celina"]
    survey = await answered(network, [who for who in crowd if who is not celina], [FOURS] * 5)

    assert "Odpowiedziało 5" in await opens(celina, survey)
    await celina.taps("Jako obraz")
    assert len(celina.pictures()) + len(celina.files()) == 1
    await opens(network.jan, survey)
    await network.jan.taps("Jako obraz")
    assert network.jan.toast == "Już rysuję, za chwilę wyślę."
    assert len(network.jan.pictures()) + len(network.jan.files()) == 1
    assert "Szczegółowo" not in network.jan.buttons()
    await network.jan.forges(f"srv:detail:{survey.key}:0")
    assert not any("Szczegółowo" in text for text in network.jan.all_texts())


async def test_those_who_lead_see_shares_with_their_interval_explained(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await answered(network, crowd, TWELVE)

    await opens(network.ola, survey)
    await network.ola.taps("Szczegółowo")

    report = network.ola.sees()
    assert "korzystnie: 10 z 12 = 83% (95%: 55–95%)" in report
    assert "przedział Wilsona" in report
    assert "Cronbacha" not in report
    await network.ola.taps("‹ Ankieta")
    assert network.ola.sees().startswith("Wyniki ankiety:")


@pytest.mark.parametrize(
    ("alpha", "said"),
    [(0.85, "dobrze się ze sobą łączą"), (0.72, "na tyle"), (0.4, "słabo się ze sobą łączą")],
)
async def test_how_far_questions_go_together_only_facilitators_see(
    network: Network, crowd: list[Resident], alpha: float, said: str
) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    survey = await answered(network, crowd[1:], TWELVE[1:])
    await with_alpha(network, survey.key, alpha)

    await opens(network.ola, survey)
    await network.ola.taps("Szczegółowo")
    assert f"α Cronbacha = {str(alpha).replace('.', ',')}: " in network.ola.sees()
    assert said in network.ola.sees()
    await opens(network.ewa, survey)
    await network.ewa.taps("Szczegółowo")
    assert "Cronbacha" not in network.ewa.sees()


async def with_alpha(network: Network, survey_id: int, alpha: float) -> None:
    """As if thirty people had answered."""
    async with network.town.process.database.write() as uow:
        held = await surveys.to_change(uow, survey_id)
        assert held is not None
        found = rounds.results_of(held)
        assert found is not None
        held.results = results.dumped(replace(found, alpha=alpha))
        uow.session.add(held)


# the bot is away


async def test_results_wait_until_the_bot_is_back_in_the_group(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await answered(network, crowd, [FOURS] * 5, expert_first=True)
    world = network.town.world
    world.remove_member(network.ola.id, network.group, world.bot.id)
    await network.town.settle()
    await network.town.passes(days=3)
    assert (await as_it_is(network, survey)).published_at is None

    await network.town.add_bot(network.ola, network.group)

    assert (await as_it_is(network, survey)).published_at is not None
    told = [text for text in network.jan.all_texts(network.group) if "Odpowiedziało 5 z 12" in text]
    assert len(told) == 1
    await network.town.passes(days=3)
    assert [text for text in network.jan.all_texts(network.group) if "Odpowiedziało 5 z 12" in text] == told


async def test_the_group_reads_results_in_its_own_language(network: Network, crowd: list[Resident]) -> None:
    await answered(network, crowd, [FOURS] * 5, expert_first=True)
    async with network.town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        here.language = "en"
        uow.session.add(here)

    await network.town.passes(hours=24)

    told = network.jan.sees(network.group)
    assert told.startswith("What came of the survey: Trust pulse\n5 of 12 invited people answered.")


async def test_counting_imports_nothing_heavy_while_the_database_waits(
    network: Network, crowd: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes seconds is done before the transaction begins."""
    done: list[str] = []
    count = counting.count

    async def counted(*arguments: Any) -> None:
        done.append("counted")
        await count(*arguments)

    monkeypatch.setattr(statistics, "warm_up", lambda: done.append("warm"))
    monkeypatch.setattr(counting, "count", counted)
    await answered(network, crowd, [FOURS] * 5)
    assert done == ["warm", "counted"]


async def test_results_that_are_planned_twice_are_told_once(network: Network, crowd: list[Resident]) -> None:
    survey = await answered(network, crowd, [FOURS] * 5)
    before = len(network.jan.messages(network.group))
    async with network.town.process.database.write() as uow:
        await life.plan_publication(uow, survey, network.town.clock.now())

    await network.town.settle()

    assert len(network.jan.messages(network.group)) == before
