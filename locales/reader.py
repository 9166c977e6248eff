"""A reader: the language and time zone that words, dates, numbers and lists are rendered for."""

import datetime as calendar
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_interval,
    format_time,
    format_timedelta,
    get_day_names,
    get_month_names,
)
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from locales.catalog import LANGUAGES, translations
from locales.zones import city

__all__ = ["LANGUAGES", "Reader", "mark"]


def mark(sentence: str) -> str:
    """Mark a sentence for the catalogs where it stands, to be rendered later for its reader."""
    return sentence


@dataclass(frozen=True)
class Reader:
    """Renders for one person or one group. Values are escaped; only the sentences themselves hold markup."""

    language: str = "pl"
    zone: str = "Europe/Warsaw"

    def __call__(self, sentence: str, **values: object) -> Markup:
        """The sentence in the reader's language, its `{placeholders}` filled."""
        return _filled(translations(self.language).gettext(sentence), values)

    def plural(self, one: str, many: str, n: int, **values: object) -> Markup:
        """The form that fits the number `n`, which fills `{n}`."""
        return _filled(translations(self.language).ngettext(one, many, n), {"n": n, **values})

    def context(self, context: str, sentence: str, **values: object) -> Markup:
        """As a call, for words whose translation depends on where they stand."""
        return _filled(translations(self.language).pgettext(context, sentence), values)

    def local(self, moment: datetime) -> datetime:
        """The moment on the reader's wall clock."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(ZoneInfo(self.zone))

    def date(self, moment: datetime) -> Markup:
        """As in "wtorek, 12 grudnia"."""
        return escape(format_date(self.local(moment), "EEEE, d MMMM", locale=self.language))

    def full_date(self, moment: datetime) -> Markup:
        """As in "12 grudnia 2026"."""
        return escape(format_date(self.local(moment), "d MMMM y", locale=self.language))

    def day(self, moment: datetime) -> Markup:
        """As in "12 grudnia"."""
        return escape(format_date(self.local(moment), "d MMMM", locale=self.language))

    def short_date(self, moment: datetime) -> Markup:
        """As in "sob., 12 gru", for buttons."""
        return escape(format_date(self.local(moment), "EEE, d MMM", locale=self.language))

    def days(self, first: calendar.date, last: calendar.date) -> Markup:
        """As in "15–28 lutego 2027", both days included."""
        return self._interval(first, last, "yMMMMd")

    def short_days(self, first: calendar.date, last: calendar.date) -> Markup:
        """As in "15–28 lut", for buttons."""
        return self._interval(first, last, "MMMd")

    def _interval(self, first: calendar.date, last: calendar.date, skeleton: str) -> Markup:
        return escape(format_interval(first, last, skeleton, locale=self.language))

    def weekday(self, day: int) -> Markup:
        """As in "wtorek", the days counted from Monday = 0."""
        return escape(get_day_names("wide", "stand-alone", self.language)[day])

    def month(self, number: int) -> Markup:
        """As in "grudzień" for 12."""
        return escape(get_month_names("wide", "stand-alone", self.language)[number])

    def time(self, moment: datetime) -> Markup:
        """As in "10:00", in English too: networks plan by the 24-hour clock."""
        return escape(format_time(self.local(moment).time(), "HH:mm", locale=self.language))

    def moment(self, moment: datetime) -> Markup:
        """Date and time; Telegram shows it to each reader in their own zone, the words here are the fallback."""
        words = Markup("{}, {}").format(self.date(moment), self.time(moment))
        return Markup('<tg-time unix="{}" format="wDt">{}</tg-time>').format(int(moment.timestamp()), words)

    def plain_moment(self, moment: datetime) -> Markup:
        """Date and time where no markup may stand (buttons, callback answers)."""
        return Markup("{}, {}").format(self.date(moment), self.time(moment))

    def number(self, value: float, decimals: int = 1) -> Markup:
        """As in "3,7"; whole numbers without a decimal."""
        return escape(format_decimal(value, "#,##0." + "#" * decimals, locale=self.language))

    def duration(self, minutes: int) -> Markup:
        """As in "90 minut"; whole hours as hours."""
        unit: Literal["hour", "minute"] = "hour" if minutes % 60 == 0 else "minute"
        return escape(format_timedelta(minutes * 60, granularity=unit, threshold=1000, locale=self.language))

    def list(self, items: Iterable[object], style: Literal["standard", "or"] = "standard") -> Markup:
        """As in "Gdynia, Radlin i Łódź"; of which any one will do: "Gdynia, Radlin lub Łódź"."""
        return Markup(format_list([str(escape(item)) for item in items], style, locale=self.language))

    def zone_name(self) -> Markup:
        """The zone by its city, as in "Warszawa"."""
        return escape(city(self.zone, self.language))


def _filled(sentence: str, values: dict[str, object]) -> Markup:
    return Markup(sentence).format(**values) if values else _unfilled(sentence)


@functools.cache
def _unfilled(sentence: str) -> Markup:
    return Markup(sentence)
