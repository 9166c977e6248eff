"""The results as a table: for those who lead only, and nothing but what is kept."""

import csv
import io

from facilitation.surveys import rounds
from facilitation.surveys.instruments import dumped
from storage.surveys import Survey
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_results import opens, scale
from tests.dialogues.town_rounds import HIGH, LOW, a_round
from tests.dialogues.town_surveys import asks_the_network

CSV = "Liczby w tabeli (CSV)"
Line = dict[str, str]


async def table_of(who: Resident, survey: Survey) -> list[Line]:
    await opens(who, survey)
    await who.taps("Na papierze…")
    await who.taps(CSV)
    _name, content = who.files()[-1]
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


async def test_each_question_and_step_is_a_row_and_so_are_the_composite_and_its_change(
    network: Network,
) -> None:
    await a_round(network, [LOW] * 12)
    survey = await a_round(network, [HIGH] * 12)

    rows = await table_of(network.ola, survey)

    assert network.ola.files()[-1][0] == "ankieta-2026-03-09.csv"
    about = ("Ankieta", "Runda", "Dzień", "Zaproszonych", "Odpowiedziało")
    assert {tuple(row[name] for name in about) for row in rows} == {
        ("Puls zaufania", "2", "2026-03-09", "14", "12")
    }
    first = [row for row in rows if row["Numer"] == "1"]
    assert [(row["Odpowiedź"], row["Ile osób"], row["Średnia"]) for row in first] == [
        ("1", "0", "5,0"), ("2", "0", "5,0"), ("3", "0", "5,0"), ("4", "0", "5,0"), ("5", "12", "5,0"),
    ]  # fmt: skip
    (together,) = (row for row in rows if row["Pytanie"] == "Wszystkie pytania razem")
    assert together["Odpowiedzi na nie"] == "12"
    (change,) = (row for row in rows if row["Pytanie"] == "Zmiana od rundy 1")
    assert change["95% od"] <= change["Średnia"] <= change["95% do"]


async def test_of_a_question_with_too_few_answers_there_is_no_number(network: Network) -> None:
    survey = await a_round(network, [(*HIGH[:6], 6)] * 8 + [HIGH] * 4)
    (row,) = (row for row in await table_of(network.ola, survey) if row["Numer"] == "7")
    assert row["Odpowiedź"] == "mniej niż 5 odpowiedzi: nie pokazujemy"
    assert {row[name] for name in ("Odpowiedzi na nie", "Ile osób", "Mediana", "Średnia")} == {""}


async def test_every_count_of_the_results_is_in_the_table_and_no_other(network: Network) -> None:
    survey = await a_round(network, [HIGH] * 4 + [LOW] * 3)
    kept = rounds.results_of(survey)
    assert kept is not None
    rows = [row for row in await table_of(network.ola, survey) if row["Numer"]]
    told = [int(row["Ile osób"]) for row in rows if row["Ile osób"]]
    assert told == [each.count for item in kept.items for each in item.bins]
    assert {row["Odpowiedź"] for row in rows if row["Ile osób"]} == {"1–2", "3", "4–5"}
    assert {row["Średnia"] for row in rows} == {""}


async def test_what_a_network_typed_is_never_a_formula(network: Network) -> None:
    items = dumped([scale("a", '=HYPERLINK("http://x")')])
    survey = await a_round(network, [(4,)] * 6, instrument="own1", title="+1", items=items)
    row = (await table_of(network.ola, survey))[0]
    assert row["Ankieta"] == "'+1"
    assert row["Pytanie"].startswith("'=")


async def test_members_get_no_table(network: Network) -> None:
    survey = await a_round(network, [HIGH] * 12)
    await opens(network.jan, survey)
    await network.jan.taps("Na papierze…")
    assert CSV not in network.jan.buttons()
    await network.jan.forges(f"srv:csv:{survey.key}")
    assert network.jan.files() == []


async def test_there_is_no_table_of_a_survey_that_is_not_counted(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await opens(network.ola, survey)
    await network.ola.forges(f"srv:csv:{survey.key}")
    assert network.ola.files() == []
    assert network.ola.toast == "Ta ankieta jeszcze trwa. Jak jej idzie, pokaże /ankieta."
