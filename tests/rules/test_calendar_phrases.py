"""What people type for a rhythm and what it means: every line of `docs/phrases.md` holds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.calendar import english, polish
from facilitation.calendar.assumptions import Assumed
from facilitation.calendar.phrases import understand, understand_moment, understand_rhythm
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import Rhythm, local
from facilitation.refusals import Refused

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)  # a Wednesday, 11:00 in Warsaw
WARSAW = "Europe/Warsaw"
DOCUMENT = Path(__file__).parents[2] / "docs" / "phrases.md"


def rows_of(table: str) -> list[list[str]]:
    """The rows below the heading and the rule of a Markdown table."""
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


UNDERSTOOD, REFUSED = map(rows_of, DOCUMENT.read_text(encoding="utf-8").split("## Not understood"))
PHRASES = [phrase for phrase, *_ in UNDERSTOOD]


def shortened(rule: str) -> str:
    """Every second week of a year is a long list."""
    kept, weeks, behind = rule.partition("BYWEEKNO=")
    if not weeks:
        return rule or "once"
    numbers, *others = behind.split(";")
    return kept + weeks + ";".join([",".join(numbers.split(",")[:2]) + ",…", *others])


@pytest.mark.parametrize(("phrase", "starts", "minutes", "rule", "assumed"), UNDERSTOOD, ids=PHRASES)
def test_phrase_means(phrase: str, starts: str, minutes: str, rule: str, assumed: str) -> None:
    understood = understand(phrase, NOW, WARSAW)
    rhythm = understood.rhythm
    assert ", ".join(f"{each.local:%d.%m.%Y %H:%M}" for each in rhythm.next(NOW, 3)) == starts
    assert rhythm.duration.total_seconds() == int(minutes) * 60
    assert shortened(rhythm.rule) == rule
    assert ", ".join(f"{each.typed} → {each.meant}" for each in understood.assumptions) == assumed


@pytest.mark.parametrize(("phrase", "reason", "values"), REFUSED, ids=[phrase for phrase, *_ in REFUSED])
def test_phrase_is_refused_precisely(phrase: str, reason: str, values: str) -> None:
    with pytest.raises(Refused) as refused:
        understand(phrase, NOW, WARSAW)
    assert refused.value.reason.name.lower().replace("_", " ") == reason
    assert "; ".join(f"{name}: {value}" for name, value in refused.value.values.items()) == values


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_reader_of_the_other_language_is_understood_alike(phrase: str) -> None:
    assert understand(phrase, NOW, WARSAW, "en").rhythm == understand_rhythm(phrase, NOW, WARSAW)


def test_every_assumption_appears_in_the_table() -> None:
    made = {each.what for phrase in PHRASES for each in understand(phrase, NOW, WARSAW).assumptions}
    assert made == set(Assumed)


def test_every_reason_appears_in_the_table() -> None:
    assert {reason for _, reason, _ in REFUSED} == {
        each.name.lower().replace("_", " ") for each in CalendarReason if each is not CalendarReason.NO_DAYS
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 grudnia 15:00", "2026-12-12 15:00"),
        ("jutro 15", "2026-11-19 15:00"),
        ("jutro o 15", "2026-11-19 15:00"),
        ("w piątek o 9", "2026-11-20 09:00"),
        ("wtorek 10:00", "2026-11-24 10:00"),
        ("w przyszłym tygodniu o 10", "2026-11-25 10:00"),
        ("za 2 godziny", "2026-11-18 13:00"),
        ("12 stycznia o 15", "2027-01-12 15:00"),
        ("12.12 o 15.30", "2026-12-12 15:30"),
        ("tomorrow at 3pm", "2026-11-19 15:00"),
        ("Friday 9am", "2026-11-20 09:00"),
        ("5/6 at noon", "2027-06-05 12:00"),
    ],
)
def test_moment(text: str, expected: str) -> None:
    moment = understand_moment(text, NOW, WARSAW)
    assert moment.tzinfo is UTC
    assert f"{local(moment, WARSAW):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize("text", ["co wtorek o 10", "w piątki o 9", "12 grudnia", "o 15", "", "wczoraj o 10"])
def test_no_moment(text: str) -> None:
    with pytest.raises(Refused):
        understand_moment(text, NOW, WARSAW)


def test_a_relative_moment_counts_real_hours_across_the_change_of_clocks() -> None:
    before = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    assert understand_moment("za 2 godziny", before, WARSAW) == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)


def test_naive_now_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        understand("co wtorek 10:00", datetime(2026, 11, 18), WARSAW)


VOCABULARY = sorted({*polish.MEANINGS, *english.MEANINGS})
PIECES = [
    "10:00",
    "9-10",
    "12.12",
    "30.06",
    "2027",
    "6",
    "25:00",
    "–",
    "1,5",
    "2.",
    "12/12",
    "31.02.2027",
    "0",
    "9999",
]


@settings(deadline=None)  # dateparser takes a second to load
@given(
    st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from(VOCABULARY + PIECES * 20), max_size=9).map(" ".join)
    )
)
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        understood = understand(text, NOW, WARSAW)
    except Refused:
        return
    assert isinstance(understood.rhythm, Rhythm)
    assert understood.rhythm.next(NOW, 1)[0].starts > NOW
