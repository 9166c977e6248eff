"""News of an hour that is not what people expect: it falls out, begins on another date, or a little later."""

from datetime import datetime

from facilitation.office_hours import sessions as session_rules
from facilitation.office_hours.sessions import OFF, News
from handlers.message import Message, lines, paragraphs
from handlers.office_hours import clock, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours
from storage.due_work import DueWork
from storage.network import Network
from storage.office_hours import Hour

LATE = "office_hours.late"


async def tell(visit: Visit, work: DueWork) -> None:
    """Whoever was reminded of a session hears that it does not take place, or when it does."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    news = await session_rules.news(visit.uow, work.arguments["session"])
    if news is not None:
        await clock.tell_all(
            visit, network, work.kind, news.hour, lambda _, person: _news(_, network, news),
            besides={work.arguments["by"]}, not_after=work.not_after,
        )  # fmt: skip


async def tell_of_lateness(visit: Visit, network: Network, hour: Hour, was: datetime) -> int:
    """Whoever waits in line hears, and nobody else; how many they are."""
    those = await office_hours.waiting(visit.uow, hour.session.key)
    waiting = [person for person in those if person != visit.person]
    for person in waiting:
        message = _late(visit.reader_of(person), network, hour, was)
        visit.tell(person, message, kind=LATE, network=network, not_after=hour.session.ends_at,
                   about=hour.session.key)  # fmt: skip
    return len(waiting)


def _news(_: Reader, network: Network, news: News) -> Message:
    hour, where = news.hour, _("Network: <b>{topic}</b>", topic=network.topic)
    names = words.names(_, hour.hosts)
    if hour.session.state in OFF:
        text = paragraphs(
            _("<b>These office hours do not take place: {names}</b>", names=names),
            lines(words.expected(_, hour.session, news.expected), where),
            _("/office_hours shows the next dates."),
        )
    else:
        text = paragraphs(
            _("<b>These office hours are moved: {names}</b>", names=names),
            lines(
                _("Planned so far: {moment}", moment=_.moment(news.expected)),
                _("New date: {hours}", hours=words.hours(_, hour.session)),
                where,
                words.place_and_topic(_, hour.place, hour.topic),
            ),
        )
    return Message(text, names=words.keys(hour.hosts))


def _late(_: Reader, network: Network, hour: Hour, was: datetime) -> Message:
    minutes = round((hour.session.starts_at - was).total_seconds() / 60)
    text = paragraphs(
        _("<b>Office hours begin at {time}: {names}</b>",
          time=_.time(hour.session.starts_at), names=words.names(_, hour.hosts)),
        lines(
            _.plural("{n} minute later than planned.", "{n} minutes later than planned.", minutes),
            _("Network: <b>{topic}</b>", topic=network.topic),
            words.place_and_topic(_, hour.place, hour.topic),
        ),
        _("Your place in line stays."),
    )  # fmt: skip
    return Message(text, names=words.keys(hour.hosts))
