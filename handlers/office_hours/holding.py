"""When whoever holds a series leaves or is no longer of the team: it goes on, and the facilitators hear of it once."""

from facilitation.facts import Left, RoleChanged
from facilitation.office_hours import series as rules
from handlers.message import Button, Message, lines, paragraphs
from handlers.office_hours import card, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage import roles
from storage.network import Network
from storage.office_hours import Held
from storage.roles import Role


async def on_left(visit: Visit, fact: Left) -> None:
    await _look_after(visit, fact.network_id, left=fact.person_id)


async def on_role_changed(visit: Visit, fact: RoleChanged) -> None:
    if fact.role in (Role.EXPERT, Role.FACILITATOR):
        await _look_after(visit, fact.network_id)


async def _look_after(visit: Visit, network_id: int, left: int | None = None) -> None:
    lost, unheld = await rules.look_after(visit.uow, network_id, visit.now, left)
    network = await networks.by_id(visit.uow, network_id) if lost or unheld else None
    if network is None:
        return
    for held in lost:
        await card.show(visit, network, held.series)
    facilitators = await roles.holders(visit.uow, network_id, Role.FACILITATOR, visit.now) if unheld else ()
    for facilitator in facilitators:
        for held in unheld:
            message = _what_to_do(visit, network, held, visit.reader_of(facilitator))
            visit.tell(facilitator, message, kind="office_hours.unheld", network=network)


def _what_to_do(visit: Visit, network: Network, held: Held, _: Reader) -> Message:
    text = paragraphs(
        _("In the network <b>{topic}</b> nobody of the team holds these office hours any more:",
          topic=network.topic),
        lines(
            _.list(host.name for host in held.hosts if host.name) or None,
            words.rhythm(_, held.series),
        ),
        _("They go on as announced. You can hand them over, leave dates out, or end them."),
    )  # fmt: skip
    change = Button(_("Change…"), tap=visit.tap("hours", "series", network.key, held.series.key))
    return Message(text, ((change,),), words.keys(held.hosts))
