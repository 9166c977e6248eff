"""A search for a date as it is remembered, for tests that only need one to be there."""

from datetime import timedelta

from storage import date_polls
from storage.date_polls import DatePoll, Proposal
from storage.unit_of_work import UnitOfWork
from tests.dialogues.conftest import MONDAY_MORNING


async def a_date_poll(uow: UnitOfWork, network_id: int) -> DatePoll:
    """Three dates, from two weeks after Monday morning on; answers are taken for a week."""
    now = MONDAY_MORNING
    poll = await date_polls.add(
        uow,
        DatePoll(
            network_id=network_id, title="Spotkanie", closes_at=now + timedelta(days=7), started_at=now, changed_at=now
        ),
    )  # fmt: skip
    starts = [now + timedelta(days=days) for days in (14, 15, 16)]
    await date_polls.add_proposals(
        uow,
        [
            Proposal(poll_id=poll.key, starts_at=each, ends_at=each + timedelta(hours=5), asked_at=now)
            for each in starts
        ],
    )
    return poll
