"""What happens by itself: reminders, opening and closing, later dates."""

from collections.abc import Callable, Collection
from datetime import datetime

from markupsafe import Markup

from facilitation.office_hours import line as line_rules
from facilitation.office_hours import series as rules
from facilitation.office_hours import sessions as session_rules
from facilitation.office_hours.plan import HOUR, Exceptions, postpone
from handlers import posts
from handlers.message import Button, Message, lines, paragraphs
from handlers.office_hours import afterwards, calendar, card, line, resting, single, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours, roles
from storage.due_work import DueWork
from storage.network import Network
from storage.office_hours import Hour, SeriesState, SessionState
from storage.people import Person

Wording = Callable[[Reader, Person], Message]


async def remind(visit: Visit, work: DueWork) -> None:
    """A day or an hour before: everyone of the network, those who hold it in other words."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    hour = await session_rules.to_remind_of(visit.uow, work.arguments["session"], visit.now)
    if hour is None or (work.kind != HOUR and session_rules.is_near(hour.session, visit.now)):
        return
    waiting = (await office_hours.lines_of(visit.uow, [hour.session.key]))[hour.session.key]
    await tell_all(
        visit, network, work.kind, hour, lambda _, person: _reminder(visit, _, network, hour, person, waiting),
        not_after=work.not_after,
    )  # fmt: skip


async def announce(visit: Visit, work: DueWork) -> None:
    """A week before, one short post in the group; a day later where the group has heard of another hour today."""
    hour = await session_rules.to_announce(visit.uow, work.arguments["session"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if hour is None or network is None:
        return
    last = await office_hours.last_announced(visit.uow, network.key)
    there = visit.group_reader(network)
    if last is not None and there.local(last).date() == there.local(visit.now).date():
        await postpone(visit.uow, work, visit.now)
        return
    session_rules.announce_one(visit.uow, hour, visit.now)
    await posts.post(
        visit, card.AHEAD_OF_TIME, network.key, hour.session.key, not_after=hour.session.starts_at
    )


async def opens(visit: Visit, work: DueWork) -> None:
    """At the right minute: a new post, for an edited one notifies nobody."""
    session = await session_rules.open_one(visit.uow, work.arguments["session"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if session is not None and network is not None:
        await posts.post(visit, line.OPEN, network.key, session.key, not_after=session.ends_at)
        await line.changed(visit, network.key, session.key)


async def closes(visit: Visit, work: DueWork) -> None:
    """The post says that it is over, and the card moves on; both quietly."""
    hour = await session_rules.close_one(visit.uow, work.arguments["session"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if hour is not None:
        await close(visit, network, hour)


async def close(visit: Visit, network: Network | None, hour: Hour) -> None:
    """An hour has closed, by the clock or by hand: its post says so, the card moves on, and what it brought is told."""
    if network is not None:
        await card.show(visit, hour.series)
    if hour.session.state is SessionState.CLOSED:
        await afterwards.wrap_up(visit, network, hour)


async def extend(visit: Visit, work: DueWork) -> None:
    """Once a month the dates reach half a year ahead again; the first time this also posts the card."""
    held = await office_hours.series_by_id(visit.uow, work.arguments["series"])
    if held is None or held.series.state is SeriesState.ENDED:
        return
    written = work.arguments.get("exceptions")
    exceptions = Exceptions.read(written) if written else None
    new = await rules.extend(visit.uow, held.series, visit.now, exceptions)
    await line_rules.gather(visit.uow, held.series.network_id, visit.now)
    network = await visit.leave_for_network(work.network_id)
    if network is not None:
        await card.show(visit, held.series)
        await resting.tell_of_new(visit, network, held, new, work.arguments.get("read_back", 0))


async def tell_all(
    visit: Visit,
    network: Network,
    kind: str,
    hour: Hour,
    wording: Wording,
    *,
    besides: Collection[int] = (),
    not_after: datetime | None = None,
) -> None:
    """Everyone of the network who can be written to, each in their own language and zone."""
    granted = await roles.grants(visit.uow, network.key, visit.now)
    for person in {person.key: person for _, person in granted}.values():
        if person.key not in besides:
            message = wording(visit.reader_of(person), person)
            visit.tell(
                person, message, kind=kind, network=network, not_after=not_after, about=hour.session.key
            )


def _reminder(visit: Visit, _: Reader, network: Network, hour: Hour, person: Person, waiting: int) -> Message:
    when = words.soon(_, hour.session.starts_at, visit.now)
    about = _about(_, network, hour)
    keep = calendar.button(visit, _, hour.session.key)
    if person.key in words.keys(hour.hosts):
        stood = Button(_("The line"), tap=visit.tap("hours", "line", hour.session.key))
        text = paragraphs(
            _("<b>You hold office hours {when}</b>", when=when), about, words.waiting(_, waiting)
        )
        buttons = ((stood,), *single.ways_out(visit, _, network, hour), (keep,))
        return Message(text, buttons, words.keys(hour.hosts))
    text = paragraphs(
        _("<b>Office hours {when}: {names}</b>", when=when, names=words.names(_, hour.hosts)),
        about,
        words.waiting(_, waiting),
        _("Bring any question you have."),
    )
    ask = Button(_("Ask a question"), tap=visit.tap("hours", "ask", hour.series.key))
    return Message(text, ((ask,), (keep,)), words.keys(hour.hosts))


def _about(_: Reader, network: Network, hour: Hour) -> Markup:
    return lines(
        words.hours(_, hour.session),
        _("Network: <b>{topic}</b>", topic=network.topic),
        words.place_and_topic(_, hour.place, hour.topic),
    )
