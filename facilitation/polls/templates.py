"""Drafts that a network keeps under a name, to begin a poll from."""

from dataclasses import replace

from facilitation.polls.draft import Draft, dumped, loaded
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from facilitation.text import folded
from facilitation.typed import one_line
from storage.network import Network
from storage.people import Person
from storage.polls import Template, templates
from storage.unit_of_work import UnitOfWork

LONGEST_NAME, MOST = 50, 30


async def save(uow: UnitOfWork, network: Network, typed: str, draft: Draft, by: Person) -> Template:
    """Everything but until when and what it is about. Whoever saves holds the network, so that names stay unique."""
    await uow.hold(Network, network.key)
    name = await checked_name(uow, network.key, typed)
    if len(await templates.of_network(uow, network.key)) >= MOST:
        raise Refused(PollReason.TEMPLATES_MANY, most=MOST)
    kept = replace(draft, subject_kind=None, subject_id=None, meeting_id=None)
    return await templates.add(
        uow, Template(network_id=network.key, by_id=by.key, name=name, draft=dumped(kept))
    )


async def rename(uow: UnitOfWork, template: Template, typed: str) -> None:
    await uow.hold(Network, template.network_id)
    template.name = await checked_name(uow, template.network_id, typed, but=template.key)
    uow.session.add(template)


async def checked_name(uow: UnitOfWork, network_id: int, typed: str, but: int | None = None) -> str:
    """Refused where another template of the network bears it."""
    try:
        name = one_line(
            typed, LONGEST_NAME, PollReason.TEMPLATE_NAME, least=1, too_short=PollReason.TEMPLATE_NAME
        )
    except Refused:
        raise Refused(PollReason.TEMPLATE_NAME, most=LONGEST_NAME) from None
    for other in await templates.of_network(uow, network_id):
        if other.id != but and folded(other.name) == folded(name):
            raise Refused(PollReason.TEMPLATE_TWICE, name=other.name)
    return name


def draft_of(template: Template) -> Draft:
    return loaded(template.draft)
