"""What stands in the group: one card for each series, and a post for each hour that is open."""

from markupsafe import Markup

from facilitation.facts import GroupFound, SpeechChanged
from handlers import posts
from handlers.message import Message, lines, paragraphs
from handlers.office_hours import words
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours
from storage.network import Network
from storage.office_hours import Held, Series, SeriesState, Session, SessionState

CARD, OPEN = "office_hours.card", "office_hours.open"


async def show(visit: Visit, series: Series) -> None:
    """Post the card or bring it up to date; that of an ended series is not posted again."""
    if series.state is SeriesState.RUNNING:
        await posts.post(visit, CARD, series.network_id, series.key)
    else:
        await posts.refresh(visit, CARD, series.network_id, series.key)


async def show_again(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    """The group speaks another language, lives in another zone or is another chat."""
    at = fact.network_id
    for held in await office_hours.running(visit.uow, at):
        await show(visit, held.series)
    for session in await office_hours.open_now(visit.uow, at, visit.now):
        await posts.post(visit, OPEN, at, session.key, not_after=session.ends_at)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    held = await office_hours.series_by_id(visit.uow, subject)
    if held is None:
        return None
    if held.series.state is SeriesState.ENDED:
        over = _("The office hours are over: {names}. Thank you!", names=words.names(_, held.hosts))
        return Message(over, names=words.keys(held.hosts))
    sessions = await office_hours.sessions(visit.uow, [subject], visit.now)
    text = paragraphs(
        lines(
            _("<b>Office hours: {names}</b>", names=words.names(_, held.hosts)),
            words.rhythm(_, held.series),
            words.place_and_topic(_, held.series.place, held.series.topic),
        ),
        words.dates(_, sessions),
        _("I remind you privately a day and an hour before."),
    )
    return Message(text, names=words.keys(held.hosts))


async def render_open(visit: Visit, network: Network, subject: int) -> Message | None:
    """An open hour says so and where; the same message later says that it is over."""
    _ = visit.group_reader(network)
    session = await office_hours.session_by_id(visit.uow, subject)
    held = await office_hours.series_by_id(visit.uow, session.series_id) if session else None
    if session is None or held is None:
        return None
    text = _is_open(_, held, session) if session.state is SessionState.OPEN else _is_over(_, held, session)
    return Message(text, names=words.keys(held.hosts))


def _is_open(_: Reader, held: Held, session: Session) -> Markup:
    return paragraphs(
        lines(
            _("<b>Office hours are open: {names}</b>", names=words.names(_, held.hosts)),
            _("Until {time}.", time=_.time(session.ends_at)),
            words.place_and_topic(_, held.series.place, held.series.topic),
        ),
        _("Every question on the topic of the network is welcome."),
    )


def _is_over(_: Reader, held: Held, session: Session) -> Markup:
    return _(
        "Office hours of {date} are over: {names}. Thank you!",
        date=_.day(session.starts_at), names=words.names(_, held.hosts),
    )  # fmt: skip


async def line(visit: Visit, network: Network, _: Reader) -> Markup | None:
    """One line on the network's card."""
    session = await office_hours.next_session(visit.uow, network.key, visit.now)
    return _("Next office hours: {moment}", moment=_.moment(session.starts_at)) if session else None
