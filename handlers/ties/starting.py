"""Beginning a network picture: how long answers are taken, read back, and then the network is asked."""

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.ties import life
from facilitation.ties.asked import asked
from facilitation.ties.standing import standing
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.ties import card, one, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import ties
from storage.network import Network

USUAL = 7


async def on_new(visit: Visit, network_id: int) -> None:
    network, _ = await _enter(visit, network_id), visit.reader
    if await _is_busy(visit, network):
        return
    await life.may_begin(visit.uow, network, visit.now)
    text = paragraphs(
        words.title(_), _("How long shall I take answers? It can be prolonged, and cancelled, at any time.")
    )
    windows = [
        Button(days_of(_, days), tap=visit.tap("tie", "days", network.key, days),
               style="primary" if days == USUAL else None)
        for days in life.WINDOWS
    ]  # fmt: skip
    back = Button(_("‹ Back"), tap=visit.tap("tie", "list", network.key))
    visit.edit(Message(text, (*columns(windows, 3), (back,))))


def days_of(_: Reader, n: int) -> str:
    return _.plural("{n} day", "{n} days", n).unescape()


async def on_days(visit: Visit, network_id: int, days: int) -> None:
    """Read back before it begins."""
    network, _ = await _enter(visit, network_id), visit.reader
    checked_window(days)
    if await _is_busy(visit, network):
        return
    await life.may_begin(visit.uow, network, visit.now)
    everyone = await asked(visit.uow, network.key, visit.now)
    ends = life.end_of_window(network, days, visit.now)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        words.purpose(_),
        words.who_sees(_),
        lines(
            _("Institutions that are asked: {n}.", n=len(everyone.places)),
            _("Answers are taken until {moment}.", moment=_.moment(ends)),
            _("With answers from 80 % of them the picture appears three days later, else there is none."),
        ),
        _("Once you confirm, a card appears in the group “{title}”.", title=network.title),
    )
    begin = Button(_("Begin"), tap=visit.tap("tie", "begin", network.key, days), style="primary")
    back = Button(_("‹ Back"), tap=visit.tap("tie", "new", network.key))
    visit.edit(Message(text, ((begin,), (back,))))


async def on_begin(visit: Visit, network_id: int, days: int) -> None:
    """Of two who tap at once the second reads how the one that was begun stands."""
    network = await _enter(visit, network_id)
    checked_window(days)
    if await _is_busy(visit, network):
        return
    round_ = await life.begin(visit.uow, network, days, visit.me, visit.now)
    await card.show(visit, round_)
    stands = await standing(visit.uow, round_, visit.now)
    visit.edit(await one.page(visit, stands, visit.reader("It has begun; the card is in the group.")))


def checked_window(days: int) -> None:
    if days not in life.WINDOWS:
        raise Refused(DoorReason.OLD_BUTTON)


async def _enter(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.LEAD_TIES)
    return network


async def _is_busy(visit: Visit, network: Network) -> bool:
    """Where one is under way already, whoever wanted to begin another sees that one."""
    running = await ties.under_way(visit.uow, network.key)
    if running is None:
        return False
    stands = await standing(visit.uow, running, visit.now)
    visit.edit(await one.page(visit, stands, visit.reader("One is under way already. It stands like this:")))
    return True
