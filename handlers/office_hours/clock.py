"""What happens by itself: reminders, opening and closing, later dates, and the news of a session that falls out."""

from collections.abc import Callable, Collection
from datetime import datetime

from markupsafe import Markup

from facilitation.office_hours import series as rules
from facilitation.office_hours import sessions as session_rules
from facilitation.office_hours.plan import HOUR
from handlers import posts
from handlers.message import Button, Message, lines, paragraphs
from handlers.office_hours import card, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours, roles
from storage.due_work import DueWork
from storage.network import Network
from storage.office_hours import Held, SeriesState, Session
from storage.people import Person

Wording = Callable[[Reader, Person], Message]


async def remind(visit: Visit, work: DueWork) -> None:
    """A day or an hour before: everyone of the network, those who hold it in other words."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    found = await session_rules.to_remind_of(visit.uow, work.arguments["session"], visit.now)
    if found is None or (work.kind != HOUR and session_rules.is_near(found[0], visit.now)):
        return
    session, held = found
    await _tell_all(
        visit, network, work.kind, session, lambda _, person: _reminder(visit, _, network, session, held, person),
        not_after=work.not_after,
    )  # fmt: skip


async def opens(visit: Visit, work: DueWork) -> None:
    """At the right minute: a new post, for an edited one notifies nobody."""
    session = await session_rules.open_one(visit.uow, work.arguments["session"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if session is not None and network is not None:
        await posts.post(visit, card.OPEN, network.key, session.key, not_after=session.ends_at)


async def closes(visit: Visit, work: DueWork) -> None:
    """The post says that it is over, and the card moves on; both quietly."""
    found = await session_rules.close_one(visit.uow, work.arguments["session"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if found is not None and network is not None:
        session, held = found
        await posts.refresh(visit, card.OPEN, network.key, session.key)
        await card.show(visit, held.series)


async def extend(visit: Visit, work: DueWork) -> None:
    """Once a month the dates reach half a year ahead again; the first time this also posts the card."""
    held = await office_hours.series_by_id(visit.uow, work.arguments["series"])
    if held is None or held.series.state is SeriesState.ENDED:
        return
    await rules.extend(visit.uow, held.series, visit.now)
    network = await visit.leave_for_network(work.network_id)
    if network is not None:
        await card.show(visit, held.series)


async def news(visit: Visit, work: DueWork) -> None:
    """Whoever was reminded of a session hears that it does not take place."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    found = await session_rules.news(visit.uow, work.arguments["session"])
    if found is not None:
        session, held = found
        await _tell_all(
            visit, network, work.kind, session, lambda _, person: _falls_out(_, network, session, held),
            besides={work.arguments["by"]}, not_after=work.not_after,
        )  # fmt: skip


async def _tell_all(
    visit: Visit,
    network: Network,
    kind: str,
    session: Session,
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
            visit.tell(person, message, kind=kind, network=network, not_after=not_after, about=session.key)


def _reminder(
    visit: Visit, _: Reader, network: Network, session: Session, held: Held, person: Person
) -> Message:
    when = words.soon(_, session.starts_at, visit.now)
    about = _about(_, network, session, held)
    if person.key in words.keys(held.hosts):
        change = Button(_("Change…"), tap=visit.tap("hours", "series", network.key, held.series.key))
        text = paragraphs(_("<b>You hold office hours {when}</b>", when=when), about)
        return Message(text, ((change,),), words.keys(held.hosts))
    text = paragraphs(
        _("<b>Office hours {when}: {names}</b>", when=when, names=words.names(_, held.hosts)),
        about,
        _("Bring any question you have."),
    )
    return Message(text, names=words.keys(held.hosts))


def _falls_out(_: Reader, network: Network, session: Session, held: Held) -> Message:
    text = paragraphs(
        _("<b>These office hours do not take place: {names}</b>", names=words.names(_, held.hosts)),
        lines(words.hours(_, session), _("Network: <b>{topic}</b>", topic=network.topic)),
        _("/office_hours shows the next dates."),
    )
    return Message(text, names=words.keys(held.hosts))


def _about(_: Reader, network: Network, session: Session, held: Held) -> Markup:
    return lines(
        words.hours(_, session),
        _("Network: <b>{topic}</b>", topic=network.topic),
        words.place_and_topic(_, held.series.place, held.series.topic),
    )
