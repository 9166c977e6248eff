"""The page of one meeting in private chat: how it stands, what every feature adds, and what those who plan can do."""

from facilitation.permissions import Act
from handlers.meetings import calendar, card, door, proposed
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from storage.meetings import Meeting, MeetingState
from storage.network import Network


async def on_one(visit: Visit, meeting_id: int) -> None:
    """By a button or by the link on the card."""
    await show(visit, await door.enter(visit, meeting_id))


async def show(visit: Visit, meeting: Meeting) -> None:
    visit.edit(await page(visit, visit.here, meeting))


async def page(visit: Visit, network: Network, meeting: Meeting) -> Message:
    _ = visit.reader
    features = visit.registry.features
    parts = await card.contributed(visit, _, network, meeting, (each.meeting_page for each in features))
    text = paragraphs(
        await card.head(visit, _, meeting), card.state(_, meeting), *(part.text for part in parts)
    )
    message = Message(text, names=frozenset(name for part in parts for name in part.names))
    message = message.with_buttons(*(row for part in parts for row in part.buttons))
    return message.with_buttons(*_own(visit, network, meeting), _back(visit, network))


def _own(visit: Visit, network: Network, meeting: Meeting) -> list[list[Button]]:
    _, key = visit.reader, meeting.key
    in_calendars = meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED)
    rows = [[calendar.button(visit, _, meeting)]] if in_calendars else []
    if not visit.may(Act.PLAN_MEETINGS):
        return rows
    match meeting.state:
        case MeetingState.PROPOSED:
            rows += [list(row) for row in proposed.buttons(visit, _, meeting)]
        case MeetingState.PLANNED | MeetingState.OPEN:
            rows.append([Button(_("Change…"), tap=visit.tap("m", "change", key))])
        case MeetingState.CANCELLED if meeting.starts_at > visit.now:
            rows.append([Button(_("Let it take place"), tap=visit.tap("m", "restore", key))])
    return rows


def _back(visit: Visit, network: Network) -> list[Button]:
    return [Button(visit.reader("‹ All meetings"), tap=visit.tap("m", "list", network.key))]
