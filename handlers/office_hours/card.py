"""What stands in the group: one card for each series, and a post for each hour that is open."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.facts import GroupFound, SpeechChanged
from facilitation.office_hours import line as rules
from facilitation.office_hours import reminders
from facilitation.office_hours.sessions import OFF
from handlers import posts
from handlers.message import Button, Message, lines, paragraphs
from handlers.office_hours import calendar, words
from handlers.office_hours.line import CARD, OPEN
from handlers.questions import asked
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, office_hours
from storage.due_work import DueWork
from storage.network import Network
from storage.office_hours import AHEAD, Hour, Series, SeriesState, Session, SessionState

AHEAD_OF_TIME = "office_hours.ahead"


async def show(visit: Visit, series: Series) -> None:
    """Post the card or bring it up to date; that of an ended series is not posted again."""
    if series.state is SeriesState.RUNNING:
        await posts.post(visit, CARD, series.network_id, series.key)
    else:
        await posts.refresh(visit, CARD, series.network_id, series.key)
    await due_work.plan(
        visit.uow, "office_hours.announced", str(series.key), visit.now, network_id=series.network_id,
        series=series.key,
    )  # fmt: skip


async def follow(visit: Visit, work: DueWork) -> None:
    """What was announced a week ahead says how it stands now."""
    assert work.network_id is not None
    for session_id in await office_hours.announced(visit.uow, work.arguments["series"], visit.now):
        await posts.refresh(visit, AHEAD_OF_TIME, work.network_id, session_id)


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
    others = await office_hours.stand_ins(visit.uow, words.shown(sessions))
    text = paragraphs(
        lines(
            _("<b>Office hours: {names}</b>", names=words.names(_, held.hosts)),
            words.rhythm(_, held.series, sessions),
            words.place_and_topic(_, held.series.place, held.series.topic),
        ),
        words.dates(_, held.series, sessions, others),
        words.waiting(_, await _waiting(visit, sessions)),
        words.reminders(_, await reminders.wanted(visit.uow, network.key)),
    )
    names = words.keys([*held.hosts, *(person for those in others.values() for person in those)])
    return Message(text, ((_ask(visit, _, held.series), calendar.link(visit, _, subject)),), names)


async def _waiting(visit: Visit, sessions: Sequence[Session]) -> int:
    """How many questions wait for the next of these sessions."""
    following = next((session for session in sessions if session.state in AHEAD), None)
    return (await office_hours.lines_of(visit.uow, [following.key]))[following.key] if following else 0


def _ask(visit: Visit, _: Reader, series: Series) -> Button:
    return Button(_("Ask a question"), url=visit.link("ask", series.key))


async def render_ahead(visit: Visit, network: Network, subject: int) -> Message | None:
    """A week before: who, when, about what; the same message later says where it does not take place."""
    _ = visit.group_reader(network)
    hour = await office_hours.hour(visit.uow, subject)
    if hour is None:
        return None
    when = words.hours(_, hour.session)
    if hour.session.state in OFF:
        text = _("<b>These office hours do not take place: {names}</b>", names=words.names(_, hour.hosts))
        return Message(lines(text, when), names=words.keys(hour.hosts))
    text = paragraphs(
        lines(
            _("<b>The next office hours: {names}</b>", names=words.names(_, hour.hosts)),
            when,
            words.place_and_topic(_, hour.place, hour.topic),
        ),
        _("Questions can be put in line already, signed or not."),
    )
    return Message(text, ((_ask(visit, _, hour.series),),), words.keys(hour.hosts))


async def render_open(visit: Visit, network: Network, subject: int) -> Message | None:
    """An open hour says so and where; the same message later says that it is over."""
    _ = visit.group_reader(network)
    hour = await office_hours.hour(visit.uow, subject)
    if hour is None:
        return None
    if hour.session.state is not SessionState.OPEN:
        return Message(_is_over(_, hour), names=words.keys(hour.hosts))
    return await _is_open(visit, _, hour)


async def _is_open(visit: Visit, _: Reader, hour: Hour) -> Message:
    """Who is on duty, until when, the line, and how many are there."""
    present = (await rules.line_of(visit.uow, hour.session.key)).present
    listed = asked.numbered(_, present)
    came = await office_hours.present(visit.uow, hour.session.key)
    text = paragraphs(
        lines(
            _("<b>Office hours are open: {names}</b>", names=words.names(_, hour.hosts)),
            _("We begin at {time}.", time=_.time(hour.session.starts_at))
            if hour.session.starts_at > visit.now
            else None,
            _("Until {time}.", time=_.time(hour.session.ends_at)),
            words.place_and_topic(_, hour.place, hour.topic),
        ),
        lines(_("In line:"), *listed) if listed else None,
        _("Every question on the topic of the network is welcome."),
    )
    here = _("I'm here ({count})", count=came) if came else _("I'm here")
    rows = (
        (_ask(visit, _, hour.series), Button(_("The line"), url=visit.link("line", hour.series.key))),
        (Button(here, tap=visit.tap("hours", "here", hour.session.key)),),
    )
    return Message(text, rows, words.keys(hour.hosts) | asked.names(each.question for each in present))


def _is_over(_: Reader, hour: Hour) -> Markup:
    return _(
        "Office hours of {date} are over: {names}. Thank you!",
        date=_.day(hour.session.starts_at), names=words.names(_, hour.hosts),
    )  # fmt: skip


async def line(visit: Visit, network: Network, _: Reader) -> Markup | None:
    """One line on the network's card."""
    session = await office_hours.next_session(visit.uow, network.key, visit.now)
    return _("Next office hours: {moment}", moment=_.moment(session.starts_at)) if session else None
