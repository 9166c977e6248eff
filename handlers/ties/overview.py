"""`/powiazania`: what a network picture is, how the one under way stands, and those that were published."""

from collections.abc import Sequence

from facilitation.permissions import Act
from facilitation.ties import usual
from facilitation.ties.standing import standing
from handlers import offers
from handlers.message import Button, Message, Rows, columns, paragraphs
from handlers.ties import words
from handlers.visit import Visit
from storage import ties
from storage.network import Network
from storage.ties import RoundState, TieRound

KEPT, MOST = (RoundState.PUBLISHED, RoundState.SHORT), 6


async def show(visit: Visit, _typed: str) -> None:
    visit.reply(await overview(visit, visit.here))


async def on_list(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_TIES)
    visit.edit(await overview(visit, network))


async def overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    wanted = await usual.is_wanted(visit.uow, network.key)
    running = await ties.under_way(visit.uow, network.key)
    stands = await standing(visit.uow, running, visit.now) if running else None
    kept = await ties.of_network(visit.uow, network.key, KEPT, MOST)
    off = _(
        "In this network it is switched off, as it is everywhere at first. A facilitator can switch it on: /network, "
        "then “Network picture…”."
    )
    text = paragraphs(
        words.title(_),
        words.purpose(_),
        words.who_sees(_),
        words.how_it_stands(_, stands) if stands else None,
        _("At the moment none is under way.") if wanted and running is None else None,
        off if not wanted and running is None else None,
    )
    rounds = [*([running] if running else []), *kept]
    return Message(text, _buttons(visit, network, rounds, wanted=wanted, busy=running is not None))


def _buttons(visit: Visit, network: Network, rounds: Sequence[TieRound], *, wanted: bool, busy: bool) -> Rows:
    """In private chat all there is to do; in the group the ways there."""
    _ = visit.reader
    if not visit.heard.private:
        links = [Button(_label(visit, each), url=visit.link("ties", each.key)) for each in rounds]
        more = Button(_("Open private chat"), url=offers.private_link(visit, "ties"))
        return columns([*links, more], 1)
    buttons = [Button(_label(visit, each), tap=visit.tap("tie", "open", each.key)) for each in rounds]
    if not wanted and visit.may(Act.CHANGE_NETWORK):
        buttons.append(Button(_("Switch it on…"), tap=visit.tap("set", "show", network.key, "ties")))
    elif wanted and not busy and visit.may(Act.LEAD_TIES):
        buttons.append(Button(_("Begin a network picture…"), tap=visit.tap("tie", "new", network.key)))
    return columns(buttons, 1)


def _label(visit: Visit, round_: TieRound) -> str:
    _ = visit.reader
    if round_.state in ties.UNDER_WAY:
        return _("The one under way").unescape()
    return words.begun(_, round_).unescape()
