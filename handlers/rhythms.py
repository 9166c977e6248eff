"""Rhythms in words for a reader: how often, when, until when; what was assumed, and why words were not taken."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from markupsafe import Markup

from facilitation.calendar.assumptions import Assumed, Assumption
from facilitation.calendar.phrases import Understanding
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import Occurrence, Rhythm
from facilitation.calendar.words import WEEKDAYS
from facilitation.refusals import Reason
from handlers.feature import Feature
from locales.reader import Reader, mark

WORKING_DAYS, EVERY_DAY = [0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5, 6]
FEMININE = (2, 5, 6)  # weekdays whose Polish names are: środa, sobota, niedziela

SENTENCES: dict[Reason, str] = {
    CalendarReason.NOTHING_UNDERSTOOD: mark(
        "I don't see when. Please write it like “every other Tuesday 10:00” or “once 12 December 15:00”."
    ),
    CalendarReason.UNKNOWN_WORDS: mark(
        "I don't understand: {words}. Please write only when, e.g. “every other Tuesday 10:00”."
    ),
    CalendarReason.NO_WEEKDAY: mark("On which day? Please write it like “every other Tuesday 10:00”."),
    CalendarReason.NO_DATE: mark("On which date? Please write it like “once 12 December 15:00”."),
    CalendarReason.NO_DAYS: mark("Which days? Please write them like “15–28 February” or “24 December”."),
    CalendarReason.NO_TIME: mark("At what time? Please add it, e.g. “every other Tuesday 10:00”."),
    CalendarReason.TOO_MANY_WEEKDAYS: mark("Once means one day, and I see several: {weekdays}. Please write one."),
    CalendarReason.TOO_MANY_TIMES: mark(
        "I see several times: {times}. Please write one, or from when until when: “10:00–11:00”."
    ),
    CalendarReason.TOO_MANY_DATES: mark(
        "I see several dates: {dates}. Please write one, or a rhythm like “every other Tuesday 10:00”."
    ),
    CalendarReason.CONTRADICTORY_RHYTHMS: mark(
        "This does not go together: {words}. Please write one rhythm, e.g. “every other Tuesday 10:00”."
    ),
    CalendarReason.IMPOSSIBLE_TIME: mark("There is no such time: {time}. Please write it like “10:00”."),
    CalendarReason.IMPOSSIBLE_DATE: mark("There is no such date: {date}. Please write it like “12 December”."),
    CalendarReason.NO_SUCH_WEEKDAY: mark(
        "No month has a weekday number {ordinal}. Please write it like “third Tuesday of the month 10:00”."
    ),
    CalendarReason.DATE_PAST: mark("That moment ({date}) is already behind us. Please write a later one."),
    CalendarReason.END_BEFORE_START: mark(
        "The end ({ends}) comes before the start ({starts}). Please write it like “10:00–11:00”."
    ),
    CalendarReason.TWO_DURATIONS: mark("I see two lengths: {minutes}. Please write one of them."),
    CalendarReason.WRONG_WEEKDAY: mark(
        "{date} is a {actual}, and you wrote: {weekday}. Please write the day that you mean."
    ),
    CalendarReason.WHICH_WEEKDAY: mark(
        "Which one of the month ({weekday})? Please write it like “first Tuesday of the month 10:00”."
    ),
    CalendarReason.NEVER_HAPPENS: mark(
        "The first possible day ({starts}) comes after the end ({ends}). Please write a later end."
    ),
    CalendarReason.TWO_ENDS: mark("I see two ends: so many times ({count}) and a date ({until}). Please keep one."),
    CalendarReason.TOO_SHORT: mark("That is too short ({minutes}). At least: {least}."),
    CalendarReason.TOO_LONG: mark("That is too long ({minutes}). At most: {most}."),
    CalendarReason.TOO_FREQUENT: mark("That is too often. At the most I plan every working day: “Mon-Fri 9:00”."),
    CalendarReason.TOO_RARE: mark("That is too rare to be planned ahead. At the least once a year."),
    CalendarReason.TOO_MANY_OCCURRENCES: mark("{count} times are more than I plan at once ({most})."),
}  # fmt: skip

FEATURE = Feature(name="rhythms", code="rhythm", refusals=SENTENCES)


def in_words(_: Reader, rhythm: Rhythm) -> Markup:
    """As in "co dwa tygodnie we wtorek, 10:00–11:00, do 30 czerwca 2027"; the zone where it is not the reader's."""
    there = Reader(_.language, rhythm.zone)
    first = rhythm.at(rhythm.starts)
    parts = dict(part.partition("=")[::2] for part in rhythm.rule.split(";"))
    often = _how_often(_, parts, rhythm.starts.date()) if rhythm.rule else date_in_words(there, first.starts)
    text = _("{days}, {hours}", days=often, hours=hours_in_words(there, first))
    if "COUNT" in parts:
        text = _.plural("{rhythm}, {n} time", "{rhythm}, {n} times", int(parts["COUNT"]), rhythm=text)
    if "UNTIL" in parts:
        until = date.fromisoformat(parts["UNTIL"][:8])
        text = _("{rhythm}, until {date}", rhythm=text, date=_day(_, until))
    return text if rhythm.zone == _.zone else _("{rhythm} ({zone} time)", rhythm=text, zone=there.zone_name())


def hours_in_words(_: Reader, occurrence: Occurrence) -> Markup:
    """As in "10:00–11:00"."""
    return Markup("{}–{}").format(_.time(occurrence.starts), _.time(occurrence.ends))


def date_in_words(_: Reader, moment: datetime, now: datetime | None = None) -> Markup:
    """As in "wtorek, 8 września", with its year unless that is this year's."""
    if now is not None and _.local(moment).year == _.local(now).year:
        return _.date(moment)
    return Markup("{} {}").format(_.date(moment), _.local(moment).year)


def as_sentence(text: Markup) -> Markup:
    """With a capital letter."""
    return text[:1].upper() + text[1:]


def _how_often(_: Reader, parts: dict[str, str], starts: date) -> Markup:
    interval = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "DAILY":
            return _.plural("every {n} day", "every {n} days", interval)
        case "YEARLY":
            days = _on_weekdays(_, _weekdays(parts["BYDAY"]))
            is_even = parts["BYWEEKNO"].startswith("2,")
            return _("{days} in even weeks", days=days) if is_even else _("{days} in odd weeks", days=days)
        case "WEEKLY":
            return _weekly(_, _weekdays(parts["BYDAY"]), interval)
    if interval == 12 and "BYMONTHDAY" in parts:
        return _("every year on {day}", day=Reader(_.language, "UTC").day(_noon(starts)))
    return _monthly(_, parts, interval)


def _weekly(_: Reader, days: list[int], interval: int) -> Markup:
    on = _on_weekdays(_, days)
    if interval == 1 and days == EVERY_DAY:
        return on
    if interval == 1:
        return _("every week {days}", days=on)
    if interval == 2:
        return _("every two weeks {days}", days=on)
    return _.plural("every {n} week {days}", "every {n} weeks {days}", interval, days=on)


def _monthly(_: Reader, parts: dict[str, str], interval: int) -> Markup:
    on = _on_month_days(_, parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else _on_ordinals(_, parts["BYDAY"])
    if interval == 1:
        return _("{days} of each month", days=on)
    if interval == 2:
        return _("every two months {days} of the month", days=on)
    return _.plural(
        "every {n} month {days} of the month", "every {n} months {days} of the month", interval, days=on
    )


def _weekdays(codes: str) -> list[int]:
    return [WEEKDAYS.index(code) for code in codes.split(",")]


def _on_weekdays(_: Reader, days: list[int]) -> Markup:
    """As in "we wtorek i czwartek"."""
    if days == EVERY_DAY:
        return _("every day")
    if days == WORKING_DAYS:
        return _("from Monday to Friday")
    on = (_("on Monday"), _("on Tuesday"), _("on Wednesday"), _("on Thursday"), _("on Friday"),
          _("on Saturday"), _("on Sunday"))  # fmt: skip
    return _.list([on[days[0]], *(_accusative(_, day) for day in days[1:])])


def _accusative(_: Reader, day: int) -> Markup:
    return (
        _.context("on", "Monday"), _.context("on", "Tuesday"), _.context("on", "Wednesday"),
        _.context("on", "Thursday"), _.context("on", "Friday"), _.context("on", "Saturday"),
        _.context("on", "Sunday"),
    )[day]  # fmt: skip


def _on_ordinals(_: Reader, codes: str) -> Markup:
    """As in "w pierwszy i trzeci wtorek"."""
    pairs = re.findall(r"(-?\d+)([A-Z]{2})", codes)
    days = {WEEKDAYS.index(code): [int(n) for n, other in pairs if other == code] for _n, code in pairs}
    return _.list(
        _("on the {ordinal} {weekday}", ordinal=_.list(_ordinal(_, n, day) for n in ordinals),
          weekday=_accusative(_, day))
        for day, ordinals in days.items()
    )  # fmt: skip


def _ordinal(_: Reader, number: int, day: int) -> Markup:
    masculine = (
        _.context("masculine", "last"), _.context("masculine", "first"), _.context("masculine", "second"),
        _.context("masculine", "third"), _.context("masculine", "fourth"), _.context("masculine", "fifth"),
    )  # fmt: skip
    feminine = (
        _.context("feminine", "last"), _.context("feminine", "first"), _.context("feminine", "second"),
        _.context("feminine", "third"), _.context("feminine", "fourth"), _.context("feminine", "fifth"),
    )  # fmt: skip
    return (feminine if day in FEMININE else masculine)[max(number, 0)]


def _on_month_days(_: Reader, days: str) -> Markup:
    return _.list(
        _("on the last day") if day == "-1" else _("on day {day}", day=day) for day in days.split(",")
    )


# what was assumed


def assumed_in_words(_: Reader, understanding: Understanding) -> list[Markup]:
    """One sentence for each thing that was taken for granted, the usual length included."""
    told = assumptions_in_words(_, understanding)
    if understanding.lasts_as_usual:
        minutes = int(understanding.rhythm.duration.total_seconds() // 60)
        told.append(_("No length was given, so I assume: {length}.", length=_.duration(minutes)))
    return told


def assumptions_in_words(_: Reader, understanding: Understanding) -> list[Markup]:
    """One sentence for each thing that was taken for granted."""
    return [_assumption(_, each) for each in understanding.assumptions]


def _assumption(_: Reader, assumption: Assumption) -> Markup:
    typed, meant = assumption.typed, assumption.meant
    match assumption.what:
        case Assumed.SPELLING:
            return _("I read “{typed}” as: {meant}.", typed=typed, meant=_name(_, meant))
        case Assumed.AFTERNOON:
            return _("I took {typed} for the afternoon: {meant}.", typed=typed, meant=meant)
        case Assumed.WEEKLY:
            return _("I took “{typed}” for every week. For one time only, write “once” first.", typed=typed)
        case Assumed.ONCE:
            return _("I took “{typed}” for one time only: {date}. For every week, write “every week”.",
                     typed=typed, date=_day(_, date.fromisoformat(meant)))  # fmt: skip
        case Assumed.NEAREST:
            return _("I read “{typed}” as: {date}.", typed=typed, date=_day(_, date.fromisoformat(meant)))
    return _("I took “{typed}” for the whole month: until {date}.",
             typed=typed, date=_day(_, date.fromisoformat(meant)))  # fmt: skip


def _name(_: Reader, meant: str) -> Markup:
    """A weekday ("TU") or a month ("m12")."""
    return _.weekday(WEEKDAYS.index(meant)) if meant in WEEKDAYS else _.month(int(meant[1:]))


# why words were not taken


def readable(_: Reader, reason: CalendarReason, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a refusal as its sentence shows them."""
    shown = {name: _value(_, reason, name, value) for name, value in values.items()}
    if reason is CalendarReason.WRONG_WEEKDAY:
        shown["actual"] = _.weekday(values["date"].weekday())
    return shown


def _value(_: Reader, reason: CalendarReason, name: str, value: Any) -> Any:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _.list(
            _value(_, reason, name.removesuffix("s") if name != "minutes" else name, each) for each in value
        )
    if name == "weekday":
        return _.weekday(value)
    if name == "word":
        return _("“{typed}”", typed=value)
    if name == "date" and reason is CalendarReason.TOO_MANY_DATES:
        return _day(_, date.fromisoformat(value))
    if isinstance(value, date):
        return _day(_, value)
    lengths = (CalendarReason.TOO_SHORT, CalendarReason.TOO_LONG, CalendarReason.TWO_DURATIONS)
    return _.duration(value) if reason in lengths else value


def _day(_: Reader, day: date) -> Markup:
    return Reader(_.language, "UTC").full_date(_noon(day))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
