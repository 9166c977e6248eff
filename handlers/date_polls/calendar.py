"""Dates that were found, for people's own calendars, until a meeting has them."""

from collections.abc import Sequence
from datetime import datetime

from handlers.visit import Visit
from locales.reader import Reader
from papers.calendar import Entry
from storage import date_polls
from storage.network import Network


async def entries(visit: Visit, network: Network, _: Reader, since: datetime) -> Sequence[Entry]:
    """What a meeting has taken over is told by the meeting."""
    found = await date_polls.picked_since(visit.uow, network.key, since)
    return [
        Entry(
            uid=f"date-poll-{poll.key}@{visit.installation.bot_id}.spoiwo",
            starts=proposal.starts_at,
            ends=proposal.ends_at,
            summary=_("{what} – {topic}", what=poll.title, topic=network.topic).unescape(),
            changed=poll.changed_at,
            revision=poll.revision,
        )
        for poll, proposal in found
        if poll.meeting_id is None
    ]
