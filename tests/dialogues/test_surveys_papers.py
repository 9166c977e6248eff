"""Results on paper: for whoever may see them, and among the papers of a meeting."""

from facilitation.surveys.instruments import Item, ItemKind, dumped
from storage import surveys
from storage.surveys import Text
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_results import opens, scale
from tests.dialogues.town_rounds import A_DAY, HIGH, LOW, MIDDLING, a_round
from tests.papers.looking import bare, printed

SECRET = "Nie mówcie o tym nikomu"


async def prints(who: Resident, survey: surveys.Survey, shape: str) -> None:
    await opens(who, survey)
    await who.taps("Na papierze…")
    await who.taps(shape)


def plain(texts: list[str]) -> str:
    return "\n".join(texts).replace("\N{NO-BREAK SPACE}", " ")


async def as_text(who: Resident, survey: surveys.Survey) -> str:
    before = len(who.all_texts())
    await prints(who, survey, "Tekst")
    return plain(who.all_texts()[before:])


async def test_a_member_gets_the_results_as_pdf_docx_and_text(network: Network) -> None:
    await a_round(network, [LOW] * 12)
    survey = await a_round(network, [HIGH] * 7 + [MIDDLING] * 5, comment="Porozmawiamy o tym w Gdyni.")

    await prints(network.jan, survey, "PDF")
    await prints(network.jan, survey, "DOCX")

    (pdf, content), (docx, _content) = network.jan.files()
    assert pdf == "wyniki-ankiety-puls-zaufania-2026-03-09.pdf"
    assert docx == "wyniki-ankiety-puls-zaufania-2026-03-09.docx"
    seen = bare(printed(content).words)
    for words in (
        "Wyniki ankiety: Puls zaufania", "Runda 2, 9 marca 2026", "12 z 14 zaproszonych", "W trzech zdaniach",
        "Porozmawiamy o tym w Gdyni.", "Osoby z tej sieci dotrzymują tego, na co się umówimy.", "7 z 12 się zgadza",
        "Runda po rundzie", "Od rundy 1: +", "Czego stąd nie widać", "nie były sprawdzane naukowo",
    ):  # fmt: skip
        assert bare(words) in seen, words


async def test_texts_are_printed_once_they_are_published_and_only_those_that_are_shown(
    network: Network,
) -> None:
    written = Item("w", kind=ItemKind.TEXT, scored=False, words="Co zmienić?")
    own = {
        "instrument": "own1",
        "title": "Nasza ankieta",
        "items": dumped([scale("a", "Jest dobrze."), written]),
    }
    survey = await a_round(network, [(4,)] * 6, **own)
    async with network.town.process.database.write() as uow:
        for words, shown in ("Więcej przerw", True), (SECRET, False):
            uow.session.add(Text(survey_id=survey.key, item="w", words=words, shown=shown))

    assert "Więcej przerw" not in await as_text(network.jan, survey)
    async with network.town.process.database.write() as uow:
        found = await surveys.to_change(uow, survey.key)
        assert found is not None
        found.texts_at = survey.published_at
        uow.session.add(found)
    paper = await as_text(network.jan, survey)

    assert "Własnymi słowami\nCo zmienić?\n\n– Więcej przerw" in paper
    assert SECRET not in paper
    assert "Te pytania ułożyła sama sieć; nie były sprawdzane naukowo." in paper


async def test_of_a_question_with_fewer_than_five_answers_the_paper_says_nothing(network: Network) -> None:
    survey = await a_round(network, [(*HIGH[:6], 6)] * 8 + [HIGH] * 4)
    paper = await as_text(network.jan, survey)
    (line,) = (line for line in paper.splitlines() if line.startswith("7."))
    assert line.endswith("mniej niż 5 odpowiedzi: nie pokazujemy · – · –")


async def test_a_paper_of_what_is_not_published_yet_says_so_and_is_for_those_who_lead(
    network: Network,
) -> None:
    survey = await a_round(network, [HIGH] * 12, published_at=None)
    assert "Jeszcze nieopublikowane: tylko dla osób prowadzących sieć" in await as_text(network.ola, survey)
    await network.jan.forges(f"srv:paper:{survey.key}:~text")
    assert "12 z 14" not in "".join(network.jan.all_texts())


async def test_no_other_shape_is_made(network: Network) -> None:
    survey = await a_round(network, [HIGH] * 12)
    await opens(network.jan, survey)
    await network.jan.forges(f"srv:paper:{survey.key}:~exe")
    assert network.jan.files() == []


async def test_the_last_published_results_are_among_the_papers_of_a_meeting(planned: Network) -> None:
    assert "Na razie nic w tym nie ma." in await of_the_meeting(planned)
    await a_round(planned, [LOW] * 11)
    await a_round(planned, [HIGH] * 12)
    await a_round(planned, [HIGH] * 13, published_at=None)

    paper = await of_the_meeting(planned)

    assert "Wyniki ankiety: Puls zaufania" in paper
    assert "12 z 14 zaproszonych" in paper
    assert "13 z 14" not in paper


async def test_what_was_published_after_a_meeting_is_not_of_that_meeting(planned: Network) -> None:
    survey = await a_round(planned, [HIGH] * 12)
    async with planned.town.process.database.write() as uow:
        found = await surveys.to_change(uow, survey.key)
        assert found is not None
        found.published_at = planned.town.clock.now() + 90 * A_DAY
        uow.session.add(found)
    await planned.town.move_to(planned.town.clock.now() + 100 * A_DAY)
    assert "12 z 14" not in await of_the_meeting(planned)


async def of_the_meeting(network: Network) -> str:
    ola, before = network.ola, len(network.ola.all_texts())
    await ola.starts("meeting-1")
    await ola.taps("Dokumenty i pliki")
    await ola.forges("print:as:1:~survey:~text")
    await network.town.settle()
    return plain(ola.all_texts()[before:])
