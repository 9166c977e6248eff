"""`/dyzur`: the coming office hours of a network; for its leaders also the way to announce and to change them."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import offers, picker
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.office_hours import announcing, words
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours
from storage.network import Network
from storage.office_hours import Held, Session

LONGEST_LABEL = 40


async def show(visit: Visit, typed: str) -> None:
    """Without words the list; with words they are read as a rhythm to announce."""
    if typed:
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
    if not visit.heard.private:
        raise Refused(DoorReason.OLD_BUTTON)
    await announcing.begin(visit)


async def overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    running = await office_hours.running(visit.uow, network.key)
    sessions = await office_hours.sessions(visit.uow, [held.series.key for held in running], visit.now)
    text = paragraphs(
        _("<b>Office hours</b> in the network <b>{topic}</b>", topic=network.topic),
        *(block(_, held, words.of(held, sessions)) for held in running),
        None if running else _nothing(visit),
    )
    hosts = [host for held in running for host in held.hosts]
    return Message(text, _buttons(visit, network, running), words.keys(hosts))


def block(_: Reader, held: Held, sessions: Sequence[Session]) -> Markup:
    """One series: who, how often, where, and its next dates."""
    return lines(
        Markup("<b>{}</b>").format(words.names(_, held.hosts)),
        words.rhythm(_, held.series),
        words.place_and_topic(_, held.series.place, held.series.topic),
        words.dates(_, sessions),
    )


def _nothing(visit: Visit) -> Markup:
    _ = visit.reader
    if visit.may(Act.ANNOUNCE_OFFICE_HOURS):
        return _("None are announced yet. Write when, e.g. /office_hours every other Tuesday 10:00")
    return _("None are announced at the moment. When they are, a card appears in the group.")


def _buttons(visit: Visit, network: Network, running: Sequence[Held]) -> Rows:
    _ = visit.reader
    if not visit.may(Act.ANNOUNCE_OFFICE_HOURS):
        return ()
    if not visit.heard.private:
        return ((Button(_("Announce or change"), url=offers.private_link(visit, "office_hours")),),)
    changes = [
        Button(_change(_, held, alone=len(running) == 1),
               tap=visit.tap("hours", "series", network.key, held.series.key))
        for held in running
    ]  # fmt: skip
    announce = Button(_("Announce office hours"), tap=visit.tap("hours", "announce", network.key))
    return (*columns(changes, 1), (announce,))


def _change(_: Reader, held: Held, *, alone: bool) -> str:
    if alone:
        return _("Change…").unescape()
    label = _(
        "Change: {names}, {rhythm}", names=words.names(_, held.hosts), rhythm=words.rhythm(_, held.series)
    )
    return picker.cut(label.unescape(), LONGEST_LABEL)
