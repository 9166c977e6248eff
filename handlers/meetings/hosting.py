"""Who would host a meeting: institutions offer, and everyone sees whose turn it is."""

from markupsafe import Markup

from facilitation.meetings import hosting as rules
from facilitation.permissions import Act
from handlers.meetings import overview
from handlers.message import Button
from handlers.visit import Visit
from storage import institutions, meetings
from storage.network import Network


async def on_host(visit: Visit, network_id: int, offered: int) -> None:
    """Whoever offers or takes back the offer does so for their institution."""
    network = await visit.enter(network_id)
    visit.require(Act.HOST)
    _ = visit.reader
    if offered:
        institution = await rules.offer(visit.uow, network, visit.me, visit.now)
        visit.answer(_("Thank you! On the list of hosts: {institution}", institution=institution.name))
    else:
        institution = await rules.withdraw(visit.uow, network, visit.me)
        visit.answer(_("No longer on the list of hosts: {institution}", institution=institution.name))
    visit.edit(await overview.overview(visit, network))


async def line(visit: Visit, network: Network) -> Markup | None:
    """Whose turn it is, in order."""
    turn = await rules.hosts_in_turn(visit.uow, network.key)
    return visit.reader("Would host, whose turn it is first: {names}", names=visit.reader.list(
        institution.name for institution in turn
    )) if turn else None  # fmt: skip


async def button(visit: Visit, network: Network) -> Button:
    """To offer, or to take the offer back."""
    _ = visit.reader
    membership = await institutions.membership(visit.uow, network.key, visit.me.key)
    offering = {each.key for each in await meetings.offering(visit.uow, network.key)}
    if membership is not None and membership.institution_id in offering:
        return Button(_("We no longer offer to host"), tap=visit.tap("m", "host", network.key, 0))
    return Button(_("We would host a meeting"), tap=visit.tap("m", "host", network.key, 1))
