"""Topics that people propose for the next meetings: supported, taken into an agenda, or declined with a reason."""

from datetime import datetime

from facilitation.agenda.items import checked_title
from facilitation.agenda.reasons import AgendaReason
from facilitation.refusals import Refused
from facilitation.typed import one_line
from storage.agenda import Proposal, proposals
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

LONGEST_REASON, MOST_OF_ONE = 300, 10
USUAL_MINUTES = 30


async def propose(
    uow: UnitOfWork, network: Network, proposer_id: int | None, title: str, now: datetime
) -> Proposal:
    """A topic for the next meeting, which whoever proposes it supports."""
    title = checked_title(title)
    waiting = await proposals.waiting(uow, network.key)
    if (
        proposer_id is not None
        and len([1 for each, _n in waiting if each.proposer_id == proposer_id]) >= MOST_OF_ONE
    ):
        raise Refused(AgendaReason.MANY_PROPOSALS, most=MOST_OF_ONE)
    new = Proposal(network_id=network.key, proposer_id=proposer_id, title=title, proposed_at=now)
    await proposals.add(uow, new)
    if proposer_id is not None:
        await proposals.support(uow, new.key, proposer_id, now)
    return new


async def waiting(uow: UnitOfWork, proposal: Proposal) -> Proposal:
    """Refused for one that is decided about."""
    if not await proposals.waits(uow, proposal):
        raise Refused(AgendaReason.PROPOSAL_GONE)
    return proposal


def withdraw(uow: UnitOfWork, proposal: Proposal, by: Person, now: datetime) -> None:
    if proposal.proposer_id != by.id:
        raise Refused(AgendaReason.NOT_YOURS)
    proposal.withdrawn_at = now
    uow.session.add(proposal)


def decline(uow: UnitOfWork, proposal: Proposal, reason: str) -> None:
    proposal.declined_reason = checked_reason(reason)
    uow.session.add(proposal)


def checked_reason(typed: str) -> str:
    return one_line(
        typed, LONGEST_REASON, AgendaReason.REASON_LONG, least=1, too_short=AgendaReason.NO_REASON
    )
