"""Office hours on days when the network rests: those who hold them hear of dates that they have not read before."""

from collections.abc import Iterable

from markupsafe import Markup

from facilitation import quiet_times
from facilitation.calendar.clashes import Rest, clash
from facilitation.facts import QuietTimeAdded
from handlers import rhythms
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.office_hours import words
from handlers.quiet_times import why
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage import office_hours, roles
from storage.network import Network
from storage.office_hours import Held, Session, SessionState
from storage.people import Person, Reach
from storage.roles import Role

TOLD = "office_hours.resting"
MOST = 8


async def on_quiet_time_added(visit: Visit, fact: QuietTimeAdded) -> None:
    """The network rests on more days than were known when the dates were announced."""
    network = await networks.by_id(visit.uow, fact.network_id)
    if network is None:
        return
    running = await office_hours.running(visit.uow, fact.network_id)
    sessions = await office_hours.sessions(visit.uow, [held.series.key for held in running], visit.now)
    rest = Rest(country="", quiet=frozenset(), spans=[fact.span])
    for held in running:
        await _tell(visit, network, held, words.of(held, sessions), rest)


async def tell_of_new(
    visit: Visit, network: Network, held: Held, new: Iterable[Session], read_back: int
) -> None:
    """Later dates were planned. Those up to the moment `read_back` (seconds) were confirmed by whoever announced."""
    unread = [session for session in new if session.starts_at.timestamp() > read_back]
    await _tell(visit, network, held, unread, await quiet_times.rest_of(visit.uow, network.key))


async def _tell(visit: Visit, network: Network, held: Held, sessions: Iterable[Session], rest: Rest) -> None:
    there = Reader(zone=held.series.zone)
    planned = (session for session in sessions if session.state is SessionState.PLANNED)
    found = [each for each in planned if clash(there.local(each.starts_at).date(), "en", rest)][:MOST]
    if found:
        for person in await _who_decides(visit, network, held):
            message = _what_to_do(visit, network, held, found, rest, visit.reader_of(person))
            visit.tell(person, message, kind=TOLD, network=network, about=held.series.key)


async def _who_decides(visit: Visit, network: Network, held: Held) -> list[Person]:
    """Those who hold it; where none of them can be written to, the facilitators."""
    reached = [host for host in held.hosts if host.reach is Reach.OPEN]
    return reached or list(await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now))


def _what_to_do(
    visit: Visit, network: Network, held: Held, found: Iterable[Session], rest: Rest, _: Reader
) -> Message:
    there = Reader(_.language, held.series.zone)
    told = []
    for session in found:
        against = clash(there.local(session.starts_at).date(), _.language, rest)
        assert against is not None
        day = rhythms.date_in_words(there, session.starts_at, visit.now)
        told.append(Markup("• {} ({})").format(day, why(_, against)))
    text = paragraphs(
        _("<b>Office hours on days when the network rests</b>"),
        lines(
            words.names(_, held.hosts),
            words.rhythm(_, held.series),
            _("Network: <b>{topic}</b>", topic=network.topic),
        ),
        lines(*told),
        _("They take place as planned, unless you change that. Tap a date to leave it out or to move it."),
    )
    at = (network.key, held.series.key)
    dates = [
        Button(words.label(there, each), tap=visit.tap("hours", "session", *at, each.key)) for each in found
    ]
    return Message(text, columns(dates, 2), words.keys(held.hosts))
