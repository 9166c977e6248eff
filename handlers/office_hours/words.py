"""Office hours in words: who, when, where, about what."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from facilitation.calendar.rhythm import utc
from facilitation.office_hours.series import rhythm_of
from facilitation.reminders import Reminders
from handlers import rhythms
from handlers.message import lines
from locales.reader import Reader
from storage.office_hours import AHEAD, Held, Series, Session, SessionState
from storage.people import Person

AFTERWARDS = 3
StandIns = Mapping[int, tuple[Person, ...]]


def shown(sessions: Sequence[Session]) -> list[int]:
    """The sessions whose dates are told."""
    return [session.key for session in sessions if session.state in AHEAD][: AFTERWARDS + 1]


def names(_: Reader, hosts: Sequence[Person]) -> Markup:
    """Those who hold it; someone who left or asked to be forgotten is not named."""
    return _.list(host.name for host in hosts if host.name) or _("a member of the team")


def keys(hosts: Sequence[Person]) -> frozenset[int]:
    return frozenset(host.key for host in hosts)


def rhythm(_: Reader, series: Series, coming: Sequence[Session] = ()) -> Markup:
    """How often; since when, where some dates to come are still those of another rhythm."""
    text = rhythms.in_words(_, rhythm_of(series))
    if any(session.original_local < series.starts_local for session in coming):
        return _("From {date} on: {rhythm}", date=_.day(utc(series.starts_local, series.zone)), rhythm=text)
    return rhythms.as_sentence(text)


def place_and_topic(_: Reader, place: str, topic: str) -> Markup:
    return lines(
        _("Topic: {topic}", topic=topic) if topic else None,
        _("Where: {place}", place=place) if place else None,
    )


def dates(_: Reader, series: Series, sessions: Sequence[Session], others: StandIns) -> Markup:
    """The next date, those after it, and those among them that are moved or do not take place."""
    taking_place = [session for session in sessions if session.state in AHEAD][: AFTERWARDS + 1]
    if not taking_place:
        return _("No date is planned at the moment.")
    last = taking_place[-1].starts_at
    skipped = [each for each in sessions if each.state is SessionState.SKIPPED and each.starts_at < last]
    after, moved = taking_place[1:], [_move(_, series, each) for each in taking_place]
    return lines(
        _("Next: {moment}", moment=_.moment(taking_place[0].starts_at)),
        _("After that: {dates}", dates=_.list(_.day(each.starts_at) for each in after)) if after else None,
        lines(*(
            _("Stand-in on {date}: {names}", date=_.day(each.starts_at), names=names(_, others[each.key]))
            for each in taking_place if each.key in others
        )),
        lines(*(_own(_, each) for each in taking_place)),
        _("Moved: {dates}", dates=_.list(filter(None, moved))) if any(moved) else None,
        _("Not taking place: {dates}", dates=_.list(_.day(each.starts_at) for each in skipped)) if skipped else None,
    )  # fmt: skip


def _own(_: Reader, session: Session) -> Markup | None:
    """What one date has otherwise than the others: its topic, its place."""
    day = _.day(session.starts_at)
    return lines(
        _("Topic on {date}: {topic}", date=day, topic=session.topic) if session.topic else None,
        _("Where on {date}: {place}", date=day, place=session.place) if session.place else None,
    )


def _move(_: Reader, series: Series, session: Session) -> Markup | None:
    """As in "22 września → środa, 23 września, 12:00"; an hour that only begins later that day is no move."""
    usual = utc(session.original_local, series.zone)
    if not session.moved or session.starts_at.date() == usual.date():
        return None
    return Markup("{} → {}").format(_.day(usual), _.moment(session.starts_at))


def hours(_: Reader, session: Session) -> Markup:
    """As in "wtorek, 8 września, 10:00–11:00", for each reader in their own zone."""
    return Markup("{}–{}").format(_.moment(session.starts_at), _.time(session.ends_at))


def waiting(_: Reader, count: int) -> Markup | None:
    """How long the line is; nothing of an empty one."""
    return _.plural("{n} question waits in line.", "{n} questions wait in line.", count) if count else None


def reminders(_: Reader, wanted: Reminders) -> Markup | None:
    """What the network will hear before each."""
    match wanted.day, wanted.hour:
        case True, True:
            return _("I remind you privately a day and an hour before.")
        case True, False:
            return _("I remind you privately a day before.")
        case False, True:
            return _("I remind you privately an hour before.")
    return None


def expected(_: Reader, session: Session, start: datetime) -> Markup:
    """Its hours as people expect them from `start` on, whenever it is now."""
    ends = start + (session.ends_at - session.starts_at)
    return Markup("{}–{}").format(_.moment(start), _.time(ends))


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


def label(_: Reader, session: Session) -> str:
    """A date on a button, crossed out where it does not take place."""
    off = "✗ " if session.state is SessionState.SKIPPED else ""
    return f"{off}{_.short_date(session.starts_at)}, {_.time(session.starts_at)}"


def of(held: Held, sessions: Sequence[Session]) -> list[Session]:
    return [session for session in sessions if session.series_id == held.series.id]
