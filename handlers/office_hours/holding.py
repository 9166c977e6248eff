"""When whoever holds a series leaves or is no longer of the team: it goes on, and the facilitators hear of it once."""

from facilitation.facts import Left, RoleChanged
from facilitation.office_hours import series as rules
from handlers.message import Button, Message, lines, paragraphs
from handlers.office_hours import card, handing, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network
from storage.office_hours import Held
from storage.roles import Role


async def on_left(visit: Visit, fact: Left) -> None:
    await _plan(visit, fact.network_id, left=fact.person_id)


async def on_role_changed(visit: Visit, fact: RoleChanged) -> None:
    if fact.role in (Role.EXPERT, Role.FACILITATOR):
        await _plan(visit, fact.network_id)


async def _plan(visit: Visit, at: int, left: int = 0) -> None:
    key = f"{at}-{left}"
    await due_work.plan(visit.uow, "office_hours.held", key, visit.now, network_id=at, left=left)


async def look_after(visit: Visit, work: DueWork) -> None:
    """Let whoever left go, and tell the facilitators of what nobody holds any more."""
    assert work.network_id is not None
    await handing.look_after(visit, work.network_id, work.arguments["left"] or None)
    lost, unheld = await rules.look_after(
        visit.uow, work.network_id, visit.now, work.arguments["left"] or None
    )
    for held in lost:
        await card.show(visit, held.series)
    network = await networks.by_id(visit.uow, work.network_id) if unheld else None
    if network is None:
        return
    facilitators = await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now)
    for facilitator in facilitators:
        for held in unheld:
            message = _what_to_do(visit, network, held, visit.reader_of(facilitator))
            visit.tell(
                facilitator, message, kind="office_hours.unheld", network=network, about=held.series.key
            )


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
