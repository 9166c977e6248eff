"""Office hours in words: who, when, where, about what."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from facilitation.office_hours.series import rhythm_of
from handlers import rhythms
from handlers.message import lines
from locales.reader import Reader
from storage.office_hours import AHEAD, Held, Series, Session, SessionState
from storage.people import Person

AFTERWARDS = 3


def names(_: Reader, hosts: Sequence[Person]) -> Markup:
    """Those who hold it; someone who left or asked to be forgotten is not named."""
    return _.list(host.name for host in hosts if host.name) or _("a member of the team")


def keys(hosts: Sequence[Person]) -> frozenset[int]:
    return frozenset(host.key for host in hosts)


def rhythm(_: Reader, series: Series) -> Markup:
    return rhythms.as_sentence(rhythms.in_words(_, rhythm_of(series)))


def place_and_topic(_: Reader, place: str, topic: str) -> Markup:
    return lines(
        _("Topic: {topic}", topic=topic) if topic else None,
        _("Where: {place}", place=place) if place else None,
    )


def dates(_: Reader, sessions: Sequence[Session]) -> Markup:
    """The next date, those after it, and those among them that do not take place."""
    taking_place = [session for session in sessions if session.state in AHEAD][: AFTERWARDS + 1]
    if not taking_place:
        return _("No date is planned at the moment.")
    last = taking_place[-1].starts_at
    skipped = [each for each in sessions if each.state is SessionState.SKIPPED and each.starts_at < last]
    after = taking_place[1:]
    return lines(
        _("Next: {moment}", moment=_.moment(taking_place[0].starts_at)),
        _("After that: {dates}", dates=_.list(_.day(each.starts_at) for each in after)) if after else None,
        _("Not taking place: {dates}", dates=_.list(_.day(each.starts_at) for each in skipped)) if skipped else None,
    )  # fmt: skip


def hours(_: Reader, session: Session) -> Markup:
    """As in "wtorek, 8 września, 10:00–11:00", for each reader in their own zone."""
    return Markup("{}–{}").format(_.moment(session.starts_at), _.time(session.ends_at))


def soon(_: Reader, moment: datetime, now: datetime) -> Markup:
    """As in "za godzinę" or "jutro"."""
    minutes = round((moment - now).total_seconds() / 60)
    if 55 <= minutes <= 60:
        return _("in an hour")
    if minutes < 55:
        return _.plural("in {n} minute", "in {n} minutes", max(minutes, 1))
    days = (_.local(moment).date() - _.local(now).date()).days
    if days > 1:
        return _.day(moment)
    return _("tomorrow") if days else _("today")


def of(held: Held, sessions: Sequence[Session]) -> list[Session]:
    return [session for session in sessions if session.series_id == held.series.id]
