"""Entries of the log that are made of an answer: proposed by those who lead, kept once its author agrees."""

from datetime import datetime

from facilitation.facts import EntryChanged
from facilitation.refusals import Reason, Refused
from storage import entries, institutions
from storage.entries import Entry, EntryState
from storage.network import Network
from storage.people import Person
from storage.questions import Answer, Question
from storage.unit_of_work import UnitOfWork

LONGEST_TITLE = 120


class EntryReason(Reason):
    """Why something can't become an entry, or not be changed."""

    ALREADY = "entry already there"
    GONE = "entry gone"
    NOT_YOURS = "entry not yours"
    NO_AUTHOR = "entry without author"
    NOT_PUBLIC = "entry of a private answer"


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
        words=given.words, proposed_at=now,
    )  # fmt: skip
    return await entries.add(uow, entry)


async def of_network(uow: UnitOfWork, network: Network, entry_id: int) -> Entry:
    """An entry of this network that everyone may see; refused otherwise."""
    entry = await entries.to_change(uow, entry_id)
    if entry is None or entry.network_id != network.id or entry.state is not EntryState.KEPT:
        raise Refused(EntryReason.GONE)
    return entry


async def of_author(uow: UnitOfWork, entry_id: int, by: Person) -> Entry:
    """An entry that is about this person's words."""
    entry = await entries.to_change(uow, entry_id)
    if entry is None:
        raise Refused(EntryReason.GONE)
    if entry.author_id != by.id:
        raise Refused(EntryReason.NOT_YOURS)
    return entry


def agree(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    if entry.state is not EntryState.PROPOSED:
        raise Refused(EntryReason.GONE)
    entry.state, entry.kept_at = EntryState.KEPT, now
    _changed(uow, entry)


def decline(uow: UnitOfWork, entry: Entry) -> None:
    if entry.state is not EntryState.PROPOSED:
        raise Refused(EntryReason.GONE)
    entry.state = EntryState.DECLINED
    _changed(uow, entry)


def take_back(uow: UnitOfWork, entry: Entry) -> None:
    """Consent can be taken back at any time; the words go."""
    entry.state, entry.words, entry.title = EntryState.TAKEN_BACK, "", ""
    _changed(uow, entry)


def show_question(uow: UnitOfWork, entry: Entry, *, shown: bool) -> None:
    """Whoever asked agrees that the question stands with the answer, or does not."""
    entry.shows_question = shown
    _changed(uow, entry)


def outdate(uow: UnitOfWork, entry: Entry, *, outdated: bool) -> None:
    entry.outdated = outdated
    _changed(uow, entry)


def _changed(uow: UnitOfWork, entry: Entry) -> None:
    uow.session.add(entry)
    uow.tell(EntryChanged(entry.network_id, entry.key))
