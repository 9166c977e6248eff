"""Rhythms in words: what people read back of what they typed, in Polish and in English."""

import re

import pytest

from facilitation.calendar.phrases import understand, understand_length
from facilitation.calendar.reasons import CalendarReason
from facilitation.refusals import Refused
from handlers import rhythms
from locales import LANGUAGES, Reader
from tests.rules.test_calendar_phrases import NOW, PHRASES, REFUSED, WARSAW

POLISH, ENGLISH = Reader("pl", WARSAW), Reader("en", WARSAW)


@pytest.mark.parametrize(
    ("typed", "polish", "english"),
    [
        ("co drugi wtorek 10:00", "co dwa tygodnie we wtorek, 10:00–11:00",
         "every two weeks on Tuesday, 10:00–11:00"),
        ("w środy o 9", "co tydzień w środę, 09:00–10:00", "every week on Wednesday, 09:00–10:00"),
        ("wtorek i niedziela 9:00", "co tydzień we wtorek i niedzielę, 09:00–10:00",
         "every week on Tuesday and Sunday, 09:00–10:00"),
        ("co pięć tygodni w sobotę 10:00", "co 5 tygodni w sobotę, 10:00–11:00",
         "every 5 weeks on Saturday, 10:00–11:00"),
        ("w środy parzyste 9:00", "w środę w tygodnie parzyste, 09:00–10:00",
         "on Wednesday in even weeks, 09:00–10:00"),
        ("odd Thursdays 14:30", "w czwartek w tygodnie nieparzyste, 14:30–15:30",
         "on Thursday in odd weeks, 14:30–15:30"),
        ("w dni robocze o 9", "co tydzień od poniedziałku do piątku, 09:00–10:00",
         "every week from Monday to Friday, 09:00–10:00"),
        ("pierwszy i trzeci wtorek miesiąca 10:00", "w pierwszy i trzeci wtorek miesiąca, 10:00–11:00",
         "on the first and third Tuesday of each month, 10:00–11:00"),
        ("ostatnia środa miesiąca o 12", "w ostatnią środę miesiąca, 12:00–13:00",
         "on the last Wednesday of each month, 12:00–13:00"),
        ("trzecia środa, co 3 miesiące, o 10", "co 3 miesiące w trzecią środę miesiąca, 10:00–11:00",
         "every 3 months on the third Wednesday of the month, 10:00–11:00"),
        ("ostatniego dnia miesiąca 16:00", "ostatniego dnia miesiąca, 16:00–17:00",
         "on the last day of each month, 16:00–17:00"),
        ("co rok 12 grudnia 10:00", "co rok 12 grudnia, 10:00–11:00", "every year on 12 December, 10:00–11:00"),
        ("co 10 dni od 1 grudnia 10:00", "co 10 dni, 10:00–11:00", "every 10 days, 10:00–11:00"),
        ("co wtorek 10.00 6 razy", "co tydzień we wtorek, 10:00–11:00, 6 razy",
         "every week on Tuesday, 10:00–11:00, 6 times"),
        ("co drugi wtorek 10:00 do 30.06", "co dwa tygodnie we wtorek, 10:00–11:00, do 30 czerwca 2027",
         "every two weeks on Tuesday, 10:00–11:00, until 30 June 2027"),
        ("jednorazowo 12 grudnia 15:00", "sobota, 12 grudnia 2026, 15:00–16:00",
         "Saturday, 12 December 2026, 15:00–16:00"),
    ],
)  # fmt: skip
def test_a_rhythm_reads_as_people_say_it(typed: str, polish: str, english: str) -> None:
    rhythm = understand(typed, NOW, WARSAW).rhythm
    assert rhythms.in_words(POLISH, rhythm) == polish
    assert rhythms.in_words(ENGLISH, rhythm) == english


def test_the_zone_is_told_where_it_is_not_the_readers() -> None:
    rhythm = understand("co drugi wtorek 10:00", NOW, WARSAW).rhythm
    words = rhythms.in_words(Reader("pl", "Europe/Kyiv"), rhythm)
    assert words == "co dwa tygodnie we wtorek, 10:00–11:00 (czas: Warszawa)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_has_words_for_its_rhythm_and_for_what_was_assumed(phrase: str, language: str) -> None:
    _, understood = Reader(language, WARSAW), understand(phrase, NOW, WARSAW)
    words = rhythms.in_words(_, understood.rhythm)
    assert re.fullmatch(r"\w[^{}=]+, \d\d:\d\d–\d\d:\d\d[^{}=]*", words)
    told = rhythms.assumed_in_words(_, understood)
    assert len(told) == len(understood.assumptions) + understood.lasts_as_usual
    assert not any("{" in sentence for sentence in told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phrase", [phrase for phrase, *_ in REFUSED])
def test_every_refusal_is_a_sentence_with_readable_values(phrase: str, language: str) -> None:
    _ = Reader(language, WARSAW)
    with pytest.raises(Refused) as refused:
        understand(phrase, NOW, WARSAW)
    reason = refused.value.reason
    assert isinstance(reason, CalendarReason)
    sentence = _(rhythms.SENTENCES[reason], **rhythms.readable(_, reason, refused.value.values))
    assert not re.search(r"[{}\[\]]|datetime|\d{4}-\d\d", sentence)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("90", 90), ("50 minut", 50), ("półtorej godziny", 90), ("2h", 120), ("godzina", 60), ("half an hour", 30),
     ("1:30", None), ("długo", None), ("", None)],
)  # fmt: skip
def test_a_length_in_words(typed: str, minutes: int | None) -> None:
    length = understand_length(typed)
    assert (length.total_seconds() / 60 if length else None) == minutes
