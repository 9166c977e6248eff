"""What can be concluded, in three sentences; and that no words and no picture tell of what few answered."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.surveys import results as kept
from facilitation.surveys.aggregate import aggregate
from facilitation.surveys.instruments import (
    EXPECTATIONS,
    HEALTH,
    OF_THE_HOUSE,
    STYLE,
    TRUST_PULSE,
    Instrument,
    Item,
    ItemKind,
    Measure,
    Scale,
    dumped,
)
from facilitation.surveys.results import Change, ItemResult, Results
from handlers.surveys import chart, detail, figures, findings, summary
from locales.reader import Reader
from papers.survey_chart import Spread
from storage.surveys import Survey, SurveyState

PL, EN = Reader("pl"), Reader("en")
MONDAY = datetime(2026, 9, 7, tzinfo=UTC)
OWN = Instrument(
    "own1", 1, Measure.OWN,
    (Item("a", scale=Scale.AGREE, words="Warto? Tak. Na pewno."), Item("b", scale=Scale.AGREE, words="Nudno.")),
)  # fmt: skip
CHOICE = Instrument(
    "own2", 1, Measure.OWN,
    (Item("c", kind=ItemKind.CHOICE, scored=False, words="Gdzie?", options=("Gdynia", "Łódź", "Ełk")),),
)  # fmt: skip


def counted(instrument: Instrument, *answers: tuple[int, ...], invited: int = 23) -> Results:
    return aggregate(instrument, answers, invited, None)


def of_means(instrument: Instrument, *means: float, answered: int = 12, invited: int = 12) -> Results:
    items = tuple(
        ItemResult(item.id, 12, (), mean, mean) for item, mean in zip(instrument.tapped, means, strict=True)
    )
    return Results(answered, invited, items)


def first(instrument: Instrument, results: Results) -> str:
    return findings.sentences(PL, instrument, results)[0].striptags()


def second(results: Results, instrument: Instrument = TRUST_PULSE) -> str:
    return findings.sentences(PL, instrument, results)[1].striptags()


def changed(change: Change) -> Results:
    return replace(of_means(TRUST_PULSE, 3, 3, 3, 3, 3, 3, 3), change=change)


# what stands out


@pytest.mark.parametrize(
    ("instrument", "means", "said"),
    [
        (TRUST_PULSE, (4.5, 4, 4, 4, 2, 4, 3.9), "Najlepiej wypada: „Osoby z tej sieci dotrzymują tego, na co się "
         "umówimy”; najsłabiej: „W tej sieci jedni głównie biorą, a inni głównie dają” (im mniej zgody, tym lepiej)."),
        (TRUST_PULSE, (4, 4, 4, 4, 2, 4, 2), "Żadne pytanie wyraźnie się nie wyróżnia."),
        (TRUST_PULSE, (4, 4, 4, 4, 2, 4, 4), "Najsłabiej wypada: „W tej sieci jedni głównie biorą, a inni głównie "
         "dają” (im mniej zgody, tym lepiej)."),
        (TRUST_PULSE, (5, 3, 3, 3, 3, 3, 3), "Najlepiej wypada: „Osoby z tej sieci dotrzymują tego, na co się "
         "umówimy”."),
        (EXPECTATIONS, (4.5, 3, 3, 3, 3, 3), "Najważniejsze: „rozwiązań, które wdrożymy u siebie”."),
        (STYLE, (1.5, 3, 3, 3, 3, 3), "Sieć wyraźnie skłania się przede wszystkim ku: „na żywo”."),
        (STYLE, (3, 4.5, 3, 3, 3, 3), "Sieć wyraźnie skłania się przede wszystkim ku: „częściej, ale krócej”."),
        (OWN, (4.5, 2), "Najwięcej zgody: „Warto? Tak; Na pewno”; najmniej: „Nudno”."),
    ],
)  # fmt: skip
def test_what_stands_out_is_named(instrument: Instrument, means: tuple[float, ...], said: str) -> None:
    assert first(instrument, of_means(instrument, *means)) == said


def test_of_options_the_favourite_is_named() -> None:
    most = counted(CHOICE, *[(1,)] * 4, (2,), (3,))
    assert first(CHOICE, most) == "Na pytanie „Gdzie?” najczęstsza odpowiedź to: „Gdynia”."


def test_where_too_few_answered_each_question_nothing_stands_out() -> None:
    assert first(TRUST_PULSE, counted(TRUST_PULSE, *[(4, 0, 0, 0, 0, 0, 0)] * 6)).startswith("Za mało pytań")


# what has changed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(1, 0.4, 0.1, 0.7), "Od rundy 1 wynik jest wyraźnie wyższy (+0,4)"),
        (Change(2, -0.4, -0.7, -0.1), "Od rundy 2 wynik jest wyraźnie niższy (−0,4)"),
        (Change(1, 0.4, -0.1, 0.9), "Od rundy 1 nie ma wyraźnej zmiany"),
        (Change(1), "Nie da się powiedzieć, czy od rundy 1 coś się zmieniło"),
    ],
)
def test_a_change_is_told_only_where_it_is_clear(change: Change, said: str) -> None:
    assert second(changed(change)).startswith(said)


def test_without_a_composite_the_questions_that_moved_are_named() -> None:
    results = of_means(HEALTH, 3, 3, 3, 3, 3, 3)
    moved = replace(results, change=Change(1, deltas=(("H1", 0.5), ("H6", -0.4), ("H2", 0.1))))
    told = second(moved, HEALTH)
    assert told.startswith("Od rundy 1 odpowiedzi wyraźnie się przesunęły w pytaniach: „")
    assert told.count("(wyżej)") == told.count("(niżej)") == 1
    still = replace(results, change=Change(1, deltas=(("H1", 0.1),)))
    assert second(still, HEALTH) == "Od rundy 1 w żadnym pytaniu odpowiedzi wyraźnie się nie zmieniły."


# for whom it speaks


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        (20, "Odpowiedzieli wszyscy zaproszeni, więc wynik mówi o nich wszystkich."),
        (16, "Odpowiedziała większość zaproszonych, więc wynik jest bliski temu, co myślą wszyscy."),
        (10, "Duża część zaproszonych nie odpowiedziała i może myśleć inaczej."),
        (7, "Odpowiedziało tak mało zaproszonych, że o pozostałych wynik nic nie mówi."),
    ],
)
def test_for_whom_it_speaks_follows_from_how_many_answered(answered: int, said: str) -> None:
    results = of_means(TRUST_PULSE, 3, 3, 3, 3, 3, 3, 3, answered=answered, invited=20)
    assert findings.sentences(PL, TRUST_PULSE, results)[2].striptags() == said


# any results


def given_to(instrument: Instrument) -> st.SearchStrategy[list[tuple[int, ...]]]:
    one = st.tuples(*(st.integers(0, item.choices + 1) for item in instrument.tapped))
    return st.lists(one, min_size=5, max_size=13)


ANY = st.sampled_from([*OF_THE_HOUSE.values(), OWN, CHOICE]).flatmap(
    lambda instrument: st.tuples(st.just(instrument), given_to(instrument))
)


def survey(instrument: Instrument, results: Results) -> Survey:
    items = None if instrument.key in OF_THE_HOUSE else dumped(instrument.items)
    return Survey(
        network_id=1, instrument=instrument.key, version=1, title="Nasza", items=items, created_at=MONDAY,
        closed_at=MONDAY, state=SurveyState.CLOSED, results=kept.dumped(results),
    )  # fmt: skip


@given(asked=ANY, language=st.sampled_from([PL, EN]))
@settings(max_examples=60, deadline=None)
def test_any_results_are_told_in_exactly_three_sentences(
    asked: tuple[Instrument, list[tuple[int, ...]]], language: Reader
) -> None:
    instrument, answers = asked
    told = findings.sentences(language, instrument, counted(instrument, *answers))
    assert len(told) == 3
    for sentence in told:
        plain = sentence.striptags()
        assert plain.endswith(".")
        assert not re.search(r"[.!?…]\s", re.sub("[„“][^”]*”", "", plain)), plain


@given(asked=ANY)
@settings(max_examples=60, deadline=None)
def test_of_a_question_that_fewer_than_five_answered_nothing_is_told_anywhere(
    asked: tuple[Instrument, list[tuple[int, ...]]],
) -> None:
    """Whatever these few answered, words and picture are the same."""
    instrument, answers = asked
    results = counted(instrument, *answers)
    few = [at for at, item in enumerate(instrument.tapped) if not results.of(item.id).n]
    emptied = [tuple(0 if at in few else step for at, step in enumerate(one)) for one in answers]
    over, without = survey(instrument, results), survey(instrument, counted(instrument, *emptied))
    assert summary.whole(PL, over) == summary.whole(PL, without)
    assert next(summary.said(PL, over)) == next(summary.said(PL, without))
    assert chart.chart(PL, over, None) == chart.chart(PL, without, None)
    assert detail.report(PL, over, results, facilitates=True) == detail.report(
        PL, without, counted(instrument, *emptied), facilitates=True
    )


@given(asked=ANY)
@settings(max_examples=60, deadline=None)
def test_bins_are_as_fine_as_the_number_of_answers_allows(
    asked: tuple[Instrument, list[tuple[int, ...]]],
) -> None:
    instrument, answers = asked
    results = counted(instrument, *answers)
    drawn = chart.chart(PL, survey(instrument, results), None)
    for item, row in zip(instrument.tapped, drawn.rows, strict=True):
        n = results.of(item.id).n
        if n < 5:
            assert row.shown is None
            assert row.n == ""
        elif isinstance(row.shown, Spread):
            assert len(row.shown.parts) == (5 if n >= 10 else 3)
            assert ("średnia" in row.note) == (n >= 10)


def test_signs_of_differences_are_written_out() -> None:
    assert [str(figures.signed(PL, value)) for value in (0.36, -0.36, 0.02, -0.02)] == [
        "+0,4",
        "−0,4",
        "0",
        "0",
    ]
