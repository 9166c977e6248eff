"""What came of a vote as a chart and in words: what is marked, in which order, and how clearly it was decided."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.polls import result
from facilitation.polls.counting.outcome import dumped
from handlers.message import CAPTION, LIMIT, length
from handlers.polls import chart, figures, outcome, steps, summary
from handlers.polls.picture import Drawing
from locales.reader import Reader
from papers.vote_chart import Bars, Ranking, Scale
from storage.polls import Option, Poll, PollKind, PollState

_ = Reader("pl")
NOW = datetime(2026, 9, 7, 9, tzinfo=UTC)
CITIES = ("Gdynia", "Łódź", "Radlin", "Wrocław")


def closed(
    kind: PollKind, ballots: list[tuple[int, ...]], words: tuple[str, ...] = CITIES, **more: Any
) -> tuple[Poll, list[Option]]:
    poll = Poll(
        id=1, network_id=1, kind=kind, question="Dokąd?", state=PollState.CLOSED, turnout=len(ballots), invited=22,
        closes_at=NOW, started_at=NOW, changed_at=NOW, **more,
    )  # fmt: skip
    options = [Option(poll_id=1, number=n, words=each) for n, each in enumerate(words, 1)]
    poll.outcome = dumped(result.counted(poll, options, ballots))
    return poll, options


def test_bars_stand_in_the_order_of_votes_and_the_winner_is_marked() -> None:
    drawn = chart.chart(_, *closed(PollKind.SINGLE, [(2,), (2,), (3,)]))
    assert isinstance(drawn, Bars)
    assert [(bar.label, bar.written, bar.share, bar.best) for bar in drawn.bars[:2]] == [
        ("Łódź", "2", "67%", True),
        ("Radlin", "1", "33%", False),
    ]
    assert drawn.caption.startswith(
        "Postanowiono: Łódź\nTo wybór większości głosujących: 2 z 3.\nGłosy: 3 z 22"
    )


def test_nothing_is_marked_without_a_quorum() -> None:
    drawn = chart.chart(_, *closed(PollKind.SINGLE, [(2,), (2,)], quorum=3))
    assert isinstance(drawn, Bars)
    assert not any(bar.best for bar in drawn.bars)
    assert "Brak kworum" in drawn.caption


def test_a_tie_marks_all_alike() -> None:
    drawn = chart.chart(_, *closed(PollKind.SINGLE, [(2,), (1,)]))
    assert isinstance(drawn, Bars)
    assert [bar.label for bar in drawn.bars if bar.best] == ["Gdynia", "Łódź"]


def test_of_a_long_list_the_first_are_drawn_and_the_others_counted() -> None:
    words = tuple(f"Pomysł {n}" for n in range(1, 31))
    drawn = chart.chart(_, *closed(PollKind.OPEN_LIST, [(30,)], words, most=30))
    assert isinstance(drawn, Bars)
    assert len(drawn.bars) == chart.MOST_BARS
    assert drawn.bars[0].label == "Pomysł 30"
    assert drawn.caption.startswith("i 18 odpowiedzi więcej")


def test_a_scale_is_drawn_with_its_mean_and_median() -> None:
    drawn = chart.chart(_, *closed(PollKind.SCALE, [(5,), (4,), (1,)], ("wcale", "bardzo")))
    assert isinstance(drawn, Scale)
    assert [step.written for step in drawn.steps] == ["1", "0", "0", "1", "1"]
    assert (drawn.low, drawn.high, drawn.summary) == ("wcale", "bardzo", "Średnia 3,3, mediana 4")


def test_a_ranking_shows_who_drops_out_when() -> None:
    ballots = [(1, 2, 3)] * 5 + [(2, 1)] * 4 + [(3, 2)] * 3 + [(4,)]
    drawn = chart.chart(_, *closed(PollKind.RANKING, ballots))
    assert isinstance(drawn, Ranking)
    assert [(each.label, each.votes, each.fate) for each in drawn.contenders] == [
        ("Łódź", (4, 4, 7), "wygrywa"),
        ("Gdynia", (5, 5, 5), ""),
        ("Radlin", (3, 3), "odpada w rundzie 2"),
        ("Wrocław", (1,), "odpada w rundzie 1"),
    ]


def test_the_sentence_says_when_the_order_of_dropping_out_would_decide() -> None:
    poll, options = closed(PollKind.RANKING, [(1, 2, 3)] * 4 + [(2, 1)] * 2 + [(3, 2)] * 2)
    said = outcome.decision(_, poll, options).striptags()
    assert said.startswith("Remis: Gdynia i Łódź.")
    assert "rozstrzygnęłoby, która odpadnie pierwsza" in said
    counted = outcome.of(poll)
    assert counted is not None
    told = steps.steps(_, outcome.names(_, poll, options), counted)[-2].striptags()
    assert "gdy odpadnie Łódź, może wygrać: Gdynia" in told
    assert "gdy odpadnie Radlin, może wygrać: Gdynia i Łódź" in told


def test_the_sentence_names_another_first_by_points() -> None:
    poll, options = closed(PollKind.RANKING, [(1, 2, 3, 4)] * 5 + [(2, 3, 4, 1)] * 4)
    said = outcome.decision(_, poll, options).striptags()
    assert "Postanowiono: Gdynia" in said
    assert "Według punktów Bordy na czele: Łódź." in said


def test_a_picture_shows_only_the_end_for_which_it_was_drawn() -> None:
    """Votes may have been taken again, and closed again, while it was drawn."""
    poll, _options = closed(PollKind.SINGLE, [(1,)], closed_at=NOW)
    assert Drawing(b"", NOW).shows(poll)
    assert not Drawing(b"", NOW - timedelta(hours=1)).shows(poll)
    poll.state = PollState.OPEN
    assert not Drawing(b"", NOW).shows(poll)


@pytest.mark.parametrize(
    ("ballots", "said"),
    [
        ([(1,), (1,), (2,), (3,)], "To wybór najczęstszy, ale nie większości głosujących: 2 z 4."),
        ([(1,), (1,), (1,), (3,)], "To wybór większości głosujących: 3 z 4."),
        ([(1,), (1,)], "To wybór wszystkich głosujących."),
    ],
)
def test_half_of_the_votes_is_no_majority(ballots: list[tuple[int, ...]], said: str) -> None:
    assert outcome.decision(_, *closed(PollKind.SINGLE, ballots)).striptags().endswith(said)


BALLOTS = {
    PollKind.SINGLE: st.integers(1, 4).map(lambda n: (n,)),
    PollKind.MULTIPLE: st.permutations([1, 2, 3, 4]).flatmap(lambda p: st.integers(1, 4).map(lambda n: tuple(p[:n]))),
    PollKind.RANKING: st.permutations([1, 2, 3, 4]).flatmap(lambda p: st.integers(1, 4).map(lambda n: tuple(p[:n]))),
    PollKind.POINTS: st.tuples(*[st.integers(0, 9)] * 4),
    PollKind.SCALE: st.integers(1, 5).map(lambda n: (n,)),
    PollKind.CONSENT: st.integers(1, 2).map(lambda n: (n,)),
}  # fmt: skip


@pytest.mark.parametrize("kind", BALLOTS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_is_voted_a_result_can_be_told(kind: PollKind, data: st.DataObject) -> None:
    """A decision is told of one winner only, some wording fits under a picture, and a chart can be made."""
    ballots = data.draw(st.lists(BALLOTS[kind], max_size=9))
    length_ = data.draw(st.sampled_from([10, 200]))
    words = tuple(each * (length_ // 6) for each in CITIES)
    poll, options = closed(kind, ballots, words if kind is not PollKind.SCALE else ())
    counted = outcome.of(poll)
    assert counted is not None
    assert min(map(length, summary.said(_, poll, options))) <= CAPTION
    told = outcome.decision(_, poll, options)
    assert ("Postanowiono" in told) == (counted.winner is not None and kind is not PollKind.CONSENT)
    if chart.worth_drawing(poll):
        assert chart.chart(_, poll, options).title == "Dokąd?"
    if kind is PollKind.RANKING:
        every = steps.pages(steps.steps(_, outcome.names(_, poll, options, brief=True), counted))
        assert all(length(page) < LIMIT for page in every)


def test_shares_are_rounded_as_people_round() -> None:
    assert [figures.share(*each) for each in ((1, 8), (1, 200), (0, 5), (5, 5), (1, 0))] == [
        "13%", "1%", "0%", "100%", "",
    ]  # fmt: skip
