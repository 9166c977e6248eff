"""Entries that are made of an answer: proposed by those who lead, kept once its author agrees."""

from datetime import datetime

from facilitation.entries.owning import changed
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from storage import entries, institutions
from storage.entries import Entry, EntryState
from storage.network import Network
from storage.questions import Answer, Question
from storage.unit_of_work import UnitOfWork


async def propose(
    uow: UnitOfWork, network: Network, question: Question, given: Answer, title: str, now: datetime
) -> Entry:
    """An answer may be of use to those who ask later; one entry for each."""
    if given.privately or given.hidden_reason is not None:
        raise Refused(EntryReason.NOT_PUBLIC)
    if given.author_id is None:
        raise Refused(EntryReason.NO_AUTHOR)
    known = await entries.of_answer(uow, given.key)
    if known is not None and known.state in (EntryState.PROPOSED, EntryState.KEPT):
        raise Refused(EntryReason.ALREADY)
    membership = await institutions.membership(uow, network.key, given.author_id)
    entry = Entry(
        network_id=network.key, author_id=given.author_id, question_id=question.key, answer_id=given.key,
        institution_id=membership.institution_id if membership else None, place=given.outside, title=title,
        done=given.words, checked_version=1, proposed_at=now,
    )  # fmt: skip
    return await entries.add(uow, entry)


def agree(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    """Those who proposed it have read it, so nobody needs to check it."""
    if entry.state is not EntryState.PROPOSED:
        raise Refused(EntryReason.GONE)
    entry.state, entry.kept_at = EntryState.KEPT, now
    changed(uow, entry)


def decline(uow: UnitOfWork, entry: Entry) -> None:
    if entry.state is not EntryState.PROPOSED:
        raise Refused(EntryReason.GONE)
    entry.state = EntryState.DECLINED
    changed(uow, entry)


def show_question(uow: UnitOfWork, entry: Entry, *, shown: bool) -> None:
    """Whoever asked agrees that the question stands with the answer, or does not."""
    entry.shows_question = shown
    changed(uow, entry)
