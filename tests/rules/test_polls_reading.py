"""A quick poll in one line, as people really type it, in Polish and English."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitation.calendar.rhythm import local
from facilitation.polls import numbers
from facilitation.polls.draft import Draft
from facilitation.polls.reading import Read, read, split_options, usual_deadline
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from storage.polls import PollKind, Unit

MONDAY = datetime(2026, 9, 7, 7, tzinfo=UTC)
WARSAW = "Europe/Warsaw"
YES_NO, SECRET = ("Tak", "Nie"), True


def understood(typed: str, language: str = "pl") -> Read:
    return read(typed, MONDAY, WARSAW, language)


def until(one: Read) -> str | None:
    return f"{local(one.until.at, WARSAW):%d.%m %H:%M}" if one.until else None


@pytest.mark.parametrize(
    ("typed", "question", "options", "closes"),
    [
        ("Czy zapraszamy prelegenta? Tak / Nie / Obojętne do piątku", "Czy zapraszamy prelegenta?",
         ("Tak", "Nie", "Obojętne"), "11.09 20:00"),
        ("Czy zapraszamy? tak/nie", "Czy zapraszamy?", ("tak", "nie"), None),
        ("Czy zapraszamy? tak/nie/wstrzymuję się", "Czy zapraszamy?", ("tak", "nie", "wstrzymuję się"), None),
        ("Czy zapraszamy? Tak; Nie, do jutra 18:00", "Czy zapraszamy?", YES_NO, "08.09 18:00"),
        ("Czy zapraszamy? Tak / Nie (do środy)", "Czy zapraszamy?", YES_NO, "09.09 20:00"),
        ("Czy zapraszamy? Tak / Nie / do piątku", "Czy zapraszamy?", YES_NO, "11.09 20:00"),
        ("Gdzie się spotykamy? Gdynia; Łódź; Radlin za 3 dni", "Gdzie się spotykamy?", ("Gdynia", "Łódź", "Radlin"),
         "10.09 20:00"),
        ("Gdzie? Gdynia, Łódź, Radlin przez tydzień", "Gdzie?", ("Gdynia", "Łódź", "Radlin"), "14.09 20:00"),
        ("Miejsce spotkania: Gdynia; Łódź do 28.11 12:00", "Miejsce spotkania", ("Gdynia", "Łódź"), "28.11 12:00"),
        ("Co robimy?\nTak\nNie\ndo piątku 18:00", "Co robimy?", YES_NO, "11.09 18:00"),
        ("Co robimy?\nTak\nNie\nprzez 2 dni", "Co robimy?", YES_NO, "09.09 20:00"),
        ("Temat:\n- Smog: co robić?\n- Woda / las", "Temat", ("Smog: co robić?", "Woda / las"), None),
        ("Temat\n1. Smog\n2) Woda\n3. Energia", "Temat", ("Smog", "Woda", "Energia"), None),
        ("Shall we invite a speaker? Yes / No until Friday 6pm", "Shall we invite a speaker?", ("Yes", "No"),
         "11.09 18:00"),
        ("Where to? Gdynia; Łódź by 20 September", "Where to?", ("Gdynia", "Łódź"), "20.09 20:00"),
        ("Where to? Gdynia / Łódź for a week", "Where to?", ("Gdynia", "Łódź"), "14.09 20:00"),
    ],
)  # fmt: skip
def test_question_answers_and_deadline_are_told_apart(
    typed: str, question: str, options: tuple[str, ...], closes: str | None
) -> None:
    one = understood(typed)
    assert (one.draft.question, one.draft.options, until(one)) == (question, options, closes)


@pytest.mark.parametrize(
    ("typed", "question", "options"),
    [
        ("Czy składamy wniosek do piątku? Tak / Nie", "Czy składamy wniosek do piątku?", YES_NO),
        ("Czy składamy wniosek do piątku?", "Czy składamy wniosek do piątku?", ()),
        ("Składamy wniosek do piątku", "Składamy wniosek do piątku", ()),
        ("Kiedy? do piątku / do środy", "Kiedy?", ("do piątku", "do środy")),
        ("Kiedy? Jutro / W piątek / Za tydzień", "Kiedy?", ("Jutro", "W piątek", "Za tydzień")),
        ("Ile osób? Do 5 / Do 10", "Ile osób?", ("Do 5", "Do 10")),
        ("Kto jedzie do Radlina? Jan / Ewa", "Kto jedzie do Radlina?", ("Jan", "Ewa")),
        ("Dokąd? Do Gdyni / Do Radlina", "Dokąd?", ("Do Gdyni", "Do Radlina")),
    ],
)
def test_days_in_the_question_or_as_answers_are_no_deadline(
    typed: str, question: str, options: tuple[str, ...]
) -> None:
    one = understood(typed)
    assert (one.draft.question, one.draft.options, one.until) == (question, options, None)


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("Rowery i/lub hulajnogi", ("Rowery i/lub hulajnogi",)),
        ("otwarte 24/7", ("otwarte 24/7",)),
        ("14/15 maja", ("14/15 maja",)),
        ("https://gdynia.pl/tak/nie", ("https://gdynia.pl/tak/nie",)),
        ("tak/nie", ("tak", "nie")),
        ("Rowery i/lub hulajnogi / Pieszo", ("Rowery i/lub hulajnogi", "Pieszo")),
        ("Tak, ale później / Nie", ("Tak, ale później", "Nie")),
        ("Tak, nie", ("Tak", "nie")),
        ("Tak / / Nie;", ("Tak", "Nie")),
        ("", ()),
    ],
)
def test_a_slash_parts_answers_only_where_it_can_be_nothing_else(
    typed: str, options: tuple[str, ...]
) -> None:
    assert split_options(typed) == options


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("Co robimy? Tak / Nie / Nie wiem?", "Co robimy?"),
        ("Co dalej? Kontynuujemy? / Kończymy?", "Co dalej?"),
        ("Czy dobrze? A może nie? Tak / Nie", "Czy dobrze? A może nie?"),
        ("Link https://a.pl/b?c=d czytamy? Tak / Nie", "Link https://a.pl/b?c=d czytamy?"),
    ],
)
def test_the_question_ends_with_its_last_question_mark(typed: str, question: str) -> None:
    assert understood(typed).draft.question == question


def test_a_sentence_behind_the_question_describes_it() -> None:
    draft = understood("Czy zapraszamy? Chodzi o Marię Kos, ekspertkę od smogu.").draft
    assert (draft.question, draft.about, draft.options) == (
        "Czy zapraszamy?", "Chodzi o Marię Kos, ekspertkę od smogu.", ()
    )  # fmt: skip


def test_answers_alone_leave_the_question_open() -> None:
    draft = understood("Gdynia / Łódź / Radlin").draft
    assert (draft.question, draft.options) == ("", ("Gdynia", "Łódź", "Radlin"))


def test_after_a_comma_a_sentence_may_have_a_deadline() -> None:
    one = understood("zgoda: Publikujemy protokół, do piątku")
    assert (one.draft.question, until(one)) == ("Publikujemy protokół", "11.09 20:00")


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("tajne: Czy? Tak / Nie", {"secret": True}),
        ("Tajne głosowanie Czy? Tak / Nie", {"secret": True}),
        ("tajne czy zapraszamy? Tak / Nie", {"secret": True}),
        ("secret vote: Shall we? Yes / No", {"secret": True}),
        ("secretly should we? Yes / No", {"secret": True}),
        ("na instytucję, tajne: Czy? Tak / Nie", {"secret": True, "unit": Unit.INSTITUTIONS}),
        ("per institution: Shall we? Yes / No", {"unit": Unit.INSTITUTIONS}),
        ("ranking: Gdzie? A / B / C", {"kind": PollKind.RANKING}),
        ("ranked: Where? A / B / C", {"kind": PollKind.RANKING}),
        ("zgoda Publikujemy protokół", {"kind": PollKind.CONSENT}),
        ("consent: We publish it", {"kind": PollKind.CONSENT}),
        ("skala Jak było? źle / dobrze", {"kind": PollKind.SCALE, "options": ("źle", "dobrze")}),
        ("skala Jak było? źle / tak sobie / dobrze", {"kind": PollKind.SCALE, "options": ()}),
        ("wielokrotne: Co? A / B / C", {"kind": PollKind.MULTIPLE, "fewest": 1, "most": 3}),
        ("multiple: What? A / B / C", {"kind": PollKind.MULTIPLE, "most": 3}),
        ("punkty: Na co? A / B", {"kind": PollKind.POINTS, "fewest": 10, "most": 10}),
        ("lista: Jakie tematy?", {"kind": PollKind.OPEN_LIST}),
        ("open list: Which topics?", {"kind": PollKind.OPEN_LIST}),
        ("wyniki na końcu: Czy? Tak / Nie", {"live": False}),
    ],
)
def test_leading_words_say_how(typed: str, how: dict[str, object]) -> None:
    draft = understood(typed).draft
    assert {name: getattr(draft, name) for name in how} == how
    assert draft.question in typed
    assert not draft.question.casefold().startswith(
        ("taj", "sec", "na inst", "per", "ran", "zg", "con", "ska", "wiel", "mul")
    )


@pytest.mark.parametrize(
    "typed",
    ["Zgoda na publikację protokołu?", "Tajne dokumenty publikujemy?", "Ranking miast publikujemy?",
     "Ocena pracy sieci była dobra?", "Lista obecności jest potrzebna?", "Scale of the problem?"],
)  # fmt: skip
def test_a_sentence_that_begins_with_such_a_word_keeps_it(typed: str) -> None:
    assert understood(typed).draft == Draft(typed)


def test_what_the_network_usually_does_stays_unless_it_is_said() -> None:
    usual = Draft("", revote=False)
    assert read("Czy? Tak / Nie", MONDAY, WARSAW, "pl", usual).draft == Draft(
        "Czy?", options=YES_NO, revote=False
    )


def test_a_deadline_that_is_over_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        understood("Czy? Tak / Nie do wczoraj")
    assert refused.value.reason is PollReason.DEADLINE_PAST


def test_usually_there_are_three_days_until_the_evening() -> None:
    assert local(usual_deadline(MONDAY, WARSAW).at, WARSAW) == datetime(2026, 9, 10, 20)


SCRAPS = st.sampled_from(
    ["Czy", "?", "/", " / ", ";", "\n", ":", ",", "do", "piątku", "tajne", "zgoda", "za 3 dni", "do ", "tak", "nie",
     " ", "-", "1.", "31.02", "do 31.02", "25:00", "until", "\u200b", "ﷺ", "9" * 30, "x" * 60, "(", ")", "przez", "²"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=80), st.lists(SCRAPS, max_size=14).map("".join), st.lists(SCRAPS).map(" ".join)
    )
)
@example("?" * 300)
@example("do " * 200)
@settings(max_examples=150, deadline=None)
def test_any_words_are_read_or_refused(typed: str) -> None:
    try:
        draft = understood(typed).draft
    except Refused:
        return
    assert len(draft.options) != 1 or draft.question == "" or draft.kind is PollKind.OPEN_LIST
    assert "\n" not in draft.question


# numbers


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [("2", (1, 2)), ("1–3", (1, 3)), ("od 2 do 3", (2, 3)), ("dokładnie 2", (2, 2)), ("exactly 3", (3, 3)),
     ("najwyżej 3", (1, 3)), ("2-2", (2, 2))],
)  # fmt: skip
def test_how_many_may_be_chosen(typed: str, bounds: tuple[int, int]) -> None:
    assert numbers.read_bounds(typed, 4) == bounds


@pytest.mark.parametrize("typed", ["0", "5", "3–2", "dużo", "1 2 3", "", "9" * 40, "1.5"])
def test_what_is_no_number_of_answers_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        numbers.read_bounds(typed, 4)
    assert refused.value.reason is PollReason.BOUNDS


@pytest.mark.parametrize(
    ("typed", "quorum"),
    [("10", (10, Unit.PEOPLE)), ("12 osób", (12, Unit.PEOPLE)), ("5 instytucji", (5, Unit.INSTITUTIONS)),
     ("co najmniej 3 instytucje", (3, Unit.INSTITUTIONS)), ("at least 4 institutions", (4, Unit.INSTITUTIONS))],
)  # fmt: skip
def test_a_quorum_counts_people_or_institutions(typed: str, quorum: tuple[int, Unit]) -> None:
    assert numbers.read_quorum(typed, Unit.PEOPLE) == quorum


@given(st.text(max_size=40))
def test_any_words_are_a_number_or_refused(typed: str) -> None:
    for reading in (
        lambda: numbers.read_bounds(typed, 4), lambda: numbers.read_points(typed),
        lambda: numbers.read_quorum(typed, Unit.PEOPLE),
    ):  # fmt: skip
        with contextlib.suppress(Refused):
            reading()
