"""Those who lead see results first: they may comment on them and publish them sooner, and change no number."""

from handlers.taps import encode_link
from storage.surveys import Survey
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_results import FOURS, answered, opens
from tests.dialogues.town_surveys import as_it_is

COMMENT = "Dobry początek.\nPorozmawiajmy o czwartym pytaniu."


async def seen_first(network: Network, crowd: list[Resident]) -> Survey:
    """Ewa is the expert; results are counted, and the group has not seen them."""
    await give(network.ola, "Ewa Żak", "Ekspert")
    return await answered(network, crowd[1:], [FOURS] * 6, expert_first=True)


async def test_expert_and_facilitator_see_results_a_day_before_the_group(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await seen_first(network, crowd)

    for who in (network.ola, network.ewa):
        assert who.sees().startswith("Widzisz to przed grupą.\n\nWyniki ankiety: Puls zaufania")
        assert who.buttons() == ["Dodaj komentarz…", "Opublikuj teraz…", "Szczegóły"]
    assert not any("Odpowiedziało" in text for text in network.jan.all_texts(network.group))
    assert "Najpierw komentują je osoby prowadzące" in network.jan.all_texts(network.group)[-1]
    page = await opens(network.jan, survey)
    assert "grupa zobaczy wynik najpóźniej: piątek, 11 września" in page
    assert "mediana" not in page
    for tap in (f"srv:picture:{survey.key}", f"srv:page:{survey.key}:1", f"srv:written:{survey.key}:0"):
        await network.jan.forges(tap)
        assert "mediana" not in network.jan.sees()
    assert network.jan.pictures() == []

    await network.town.passes(hours=24)

    assert "Odpowiedziało 6 z 11" in network.jan.sees(network.group)
    assert "mediana" in await opens(network.jan, survey)


async def test_a_comment_goes_with_the_results_and_can_be_changed_and_taken_back(
    network: Network, crowd: list[Resident]
) -> None:
    await seen_first(network, crowd)

    await network.ewa.taps("Dodaj komentarz…")
    assert "Najwyżej 600 znaków" in network.ewa.sees()
    await network.ewa.says("x" * 601)
    assert "601" in network.ewa.sees()
    await network.ewa.says(COMMENT)
    assert network.ewa.sees().startswith("Zapisane.")
    await network.ewa.taps("Zmień komentarz…")
    assert "Teraz jest tak: Dobry początek." in network.ewa.sees()
    await network.ewa.taps("Usuń komentarz")
    assert "Dobry początek" not in network.ewa.sees()
    await network.ewa.taps("Dodaj komentarz…")
    await network.ewa.says(COMMENT)

    await network.town.passes(hours=24)

    assert f"Komentarz osób prowadzących: {COMMENT}" in network.jan.sees(network.group)
    assert "Ewa" not in network.jan.sees(network.group)


async def test_a_comment_after_the_publication_stands_on_the_page(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await answered(network, crowd, [FOURS] * 6)
    told = network.jan.sees(network.group)
    await opens(network.ola, survey)
    await network.ola.taps("Dodaj komentarz…")
    assert "Grupa zna już wyniki" in network.ola.sees()

    await network.ola.says(COMMENT)

    assert network.jan.sees(network.group) == told
    assert COMMENT in await opens(network.jan, survey)


async def test_whoever_comments_second_sees_what_the_other_one_wrote(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await seen_first(network, crowd)
    await network.ewa.taps("Dodaj komentarz…")
    await network.ola.taps("Dodaj komentarz…")
    await network.ola.says("Od Oli.")

    await network.ewa.says("Od Ewy.")

    assert "Ktoś właśnie zmienił komentarz" in network.ewa.sees()
    assert "Twój tekst: Od Ewy." in network.ewa.sees()
    assert (await as_it_is(network, survey)).comment == "Od Oli."


async def test_results_can_be_published_sooner_and_only_once(network: Network, crowd: list[Resident]) -> None:
    survey = await seen_first(network, crowd)
    counted = survey.results
    await network.ewa.taps("Opublikuj teraz…")
    assert "Czy grupa ma teraz zobaczyć wyniki?" in network.ewa.sees()
    await network.ola.taps("Opublikuj teraz…")

    await network.ewa.taps("Tak, opublikuj")
    assert network.ewa.sees().startswith("Grupa właśnie dostaje wyniki.")
    assert "Odpowiedziało 6 z 11" in network.jan.sees(network.group)
    before = len(network.jan.messages(network.group))
    await network.ola.taps("Tak, opublikuj")

    assert network.ola.sees().startswith("Grupa ma już wyniki.")
    await network.town.passes(days=2)
    assert len(network.jan.messages(network.group)) == before
    assert (await as_it_is(network, survey)).results == counted


async def test_only_those_who_lead_may_comment_and_publish(network: Network, crowd: list[Resident]) -> None:
    survey = await seen_first(network, crowd)
    await network.jan.starts(encode_link("survey", survey.key))

    for tap in ("comment", "publish", "publishnow"):
        await network.jan.forges(f"srv:{tap}:{survey.key}")

    assert (await as_it_is(network, survey)).published_at is None
    await network.jan.says("Mój komentarz")
    assert (await as_it_is(network, survey)).comment == ""


async def test_while_the_bot_is_away_nothing_can_be_published_sooner(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await seen_first(network, crowd)
    network.town.world.remove_member(network.ola.id, network.group, network.town.world.bot.id)
    await network.town.settle()

    await network.ewa.forges(f"srv:publishnow:{survey.key}")

    assert "Nie ma mnie teraz w grupie" in (network.ewa.toast or network.ewa.sees())
    assert (await as_it_is(network, survey)).published_at is None
