"""`/dyzur`: the coming office hours of a network; for its leaders also the way to announce and to change them."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from facilitation.calendar.rhythm import utc
from facilitation.office_hours import lateness
from facilitation.permissions import Act
from handlers import offers, picker
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.office_hours import announcing, calendar, late, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours
from storage.network import Network
from storage.office_hours import AHEAD, Held, Session

LONGEST_LABEL = 40
FIGURES = 4


async def show(visit: Visit, typed: str) -> None:
    """Without words the list; words tell that it begins later, or are read as a rhythm to announce."""
    minutes = lateness.minutes_late(typed, visit.reader.language)
    if minutes is not None:
        await late.say(visit, minutes)
    elif typed:
        await announcing.propose(visit, typed)
    else:
        visit.reply(await overview(visit, visit.here))


async def on_list(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_OFFICE_HOURS)
    visit.edit(await overview(visit, network))


async def on_announce(visit: Visit, network_id: int) -> None:
    """The questions begin, in private chat."""
    await visit.enter(network_id)
    await announcing.begin(visit)


async def overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    running = await office_hours.running(visit.uow, network.key)
    sessions = await office_hours.sessions(visit.uow, [held.series.key for held in running], visit.now)
    shown = [key for held in running for key in words.shown(words.of(held, sessions))]
    others = await office_hours.stand_ins(visit.uow, shown)
    text = paragraphs(
        _("<b>Office hours</b> in the network <b>{topic}</b>", topic=network.topic),
        *(block(_, held, words.of(held, sessions), others) for held in running),
        None if running else _nothing(visit),
        await _figures(visit, network),
    )
    hosts = [host for held in running for host in held.hosts]
    hosts += [one for those in others.values() for one in those]
    buttons = (*await _own(visit, network), *_buttons(visit, network, running, sessions))
    return Message(text, buttons, words.keys(hosts))


def block(_: Reader, held: Held, sessions: Sequence[Session], others: words.StandIns) -> Markup:
    """One series: who, how often, where, and its next dates."""
    return lines(
        Markup("<b>{}</b>").format(words.names(_, held.hosts)),
        words.rhythm(_, held.series, sessions),
        words.place_and_topic(_, held.series.place, held.series.topic),
        words.dates(_, held.series, sessions, others),
    )


async def _figures(visit: Visit, network: Network) -> Markup | None:
    """For those who lead: how many came lately, and how many questions were answered."""
    if not (visit.heard.private and visit.may(Act.ANNOUNCE_OFFICE_HOURS)):
        return None
    _ = visit.reader
    past = await office_hours.lately(visit.uow, network.key, FIGURES)
    counted = [
        Markup("{}: {}").format(_.day(each.starts_at), Markup(", ").join(_counted(_, each)))
        for each in past
        if each.attended or each.answered
    ]
    return lines(_("Lately:"), *counted) if counted else None


def _counted(_: Reader, session: Session) -> Iterator[Markup]:
    if session.attended:
        yield _.plural("{n} person", "{n} people", session.attended)
    if session.answered:
        yield _.plural("{n} answer", "{n} answers", session.answered)


def _nothing(visit: Visit) -> Markup:
    _ = visit.reader
    if visit.may(Act.ANNOUNCE_OFFICE_HOURS):
        return _("None are announced yet. Write when, e.g. /office_hours every other Tuesday 10:00")
    return _("None are announced at the moment. When they are, a card appears in the group.")


async def _own(visit: Visit, network: Network) -> Rows:
    """What this person holds within hours, to say how it goes."""
    if not (visit.heard.private and visit.may(Act.ANNOUNCE_OFFICE_HOURS)):
        return ()
    hour = await lateness.own(visit.uow, network.key, visit.me, visit.now)
    if hour is None:
        return ()
    label = visit.reader("Your next: {moment}", moment=words.label(visit.reader, hour.session))
    tap = visit.tap("hours", "session", network.key, hour.series.key, hour.session.key)
    return ((Button(label, tap=tap),),)


def _buttons(visit: Visit, network: Network, running: Sequence[Held], sessions: Sequence[Session]) -> Rows:
    _ = visit.reader
    asking = (*_asking(visit, running), *_keeping(visit, sessions))
    if not visit.may(Act.ANNOUNCE_OFFICE_HOURS):
        return asking
    if not visit.heard.private:
        return (*asking, (Button(_("Announce or change"), url=offers.private_link(visit, "office_hours")),))
    changes = [
        Button(_change(_, held, alone=len(running) == 1),
               tap=visit.tap("hours", "series", network.key, held.series.key))
        for held in running
    ]  # fmt: skip
    announce = Button(_("Announce office hours"), tap=visit.tap("hours", "announce", network.key))
    return (*asking, *columns(changes, 1), (announce,))


def _asking(visit: Visit, running: Sequence[Held]) -> Rows:
    """A way to ask each of those who hold hours, and to the line, which leads to the others."""
    if not running or not visit.may(Act.ASK):
        return ()
    _ = visit.reader
    ask = [_ask(visit, held, alone=len(running) == 1) for held in running]
    if not visit.heard.private:
        return columns(ask, 1)
    stood = Button(_("The line"), tap=visit.tap("hours", "lineof", running[0].series.key))
    return ((ask[0], stood),) if len(running) == 1 else (*columns(ask, 1), (stood,))


def _ask(visit: Visit, held: Held, *, alone: bool) -> Button:
    _, key = visit.reader, held.series.key
    several = _("Ask: {names}", names=words.names(_, held.hosts))
    label = _("Ask a question") if alone else picker.cut(several.unescape(), LONGEST_LABEL)
    if not visit.heard.private:
        return Button(label, url=visit.link("ask", key))
    return Button(label, tap=visit.tap("hours", "ask", key))


def _keeping(visit: Visit, sessions: Sequence[Session]) -> Rows:
    """The next date for one's own calendar, in private chat; in the group the card leads there."""
    following = next((session for session in sessions if session.state in AHEAD), None)
    if following is None or not visit.heard.private:
        return ()
    return ((calendar.button(visit, visit.reader, following.key),),)


def _change(_: Reader, held: Held, *, alone: bool) -> str:
    if alone:
        return _("Change…").unescape()
    starts = held.series.starts_local
    day = _.weekday(starts.weekday()) if held.series.rule else _.short_date(utc(starts, held.series.zone))
    moment = Markup("{} {}").format(day, f"{starts:%H:%M}")
    label = _("Change: {names}, {moment}", names=words.names(_, held.hosts), moment=moment)
    return picker.cut(label.unescape(), LONGEST_LABEL)
