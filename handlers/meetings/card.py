"""What stands in the group: one card for each meeting, to which every feature adds what it knows of it."""

from collections.abc import Awaitable, Callable, Iterable

from markupsafe import Markup

from facilitation.facts import GroupFound, SpeechChanged
from facilitation.meetings import plan, proposing
from facilitation.meetings.facts import MeetingBegan, MeetingChanged, MeetingEnded
from handlers import posts
from handlers.meetings import calendar, words
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, meetings, subgroups
from storage.institutions import Institution
from storage.meetings import TAKING_PLACE, Meeting, MeetingState
from storage.network import Network

CARD = "meetings.card"

Contribution = Callable[..., Awaitable[Message | None]]


async def follow(visit: Visit, fact: MeetingChanged | MeetingBegan | MeetingEnded) -> None:
    """The card shows how the meeting stands; it is posted when it is announced."""
    meeting = await meetings.by_id(visit.uow, fact.meeting_id)
    if meeting is not None and meeting.state in TAKING_PLACE:
        await posts.post(visit, CARD, fact.network_id, fact.meeting_id)
    elif meeting is not None:
        await posts.refresh(visit, CARD, fact.network_id, fact.meeting_id)


async def show_again(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    """The group speaks another language, lives in another zone or is another chat."""
    for meeting in await meetings.of_network(visit.uow, fact.network_id, TAKING_PLACE, visit.now):
        await posts.post(visit, CARD, fact.network_id, meeting.key)


async def come_back(visit: Visit, fact: GroupFound) -> None:
    """Besides, what was changed or had to be proposed while the bot was away is told now."""
    await show_again(visit, fact)
    states = (*TAKING_PLACE, MeetingState.CANCELLED)
    for meeting in await meetings.of_network(visit.uow, fact.network_id, states, visit.now):
        await plan.plan_news(visit.uow, meeting, visit.now)
    await proposing.go_on(visit.uow, fact.network_id, visit.now)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    meeting = await meetings.by_id(visit.uow, subject)
    if meeting is None:
        return None
    parts = await contributed(
        visit, _, network, meeting, (feature.meeting_card for feature in visit.registry.features)
    )
    text = paragraphs(
        await head(visit, _, meeting),
        state(_, meeting),
        *(part.text for part in parts),
    )
    message = Message(text, names=frozenset(name for part in parts for name in part.names))
    message = message.with_buttons(*(row for part in parts for row in part.buttons))
    return message.with_buttons(_links(visit, _, meeting))


async def contributed(
    visit: Visit, _: Reader, network: Network, meeting: Meeting, those: Iterable[Contribution | None]
) -> list[Message]:
    """What the features add to a meeting, in the order in which they are registered."""
    added = [await contribute(visit, _, network, meeting) for contribute in those if contribute is not None]
    return [message for message in added if message is not None]


async def head(visit: Visit, _: Reader, meeting: Meeting) -> Markup:
    """What, for whom, when, where."""
    host = await host_of(visit, meeting)
    group = await subgroups.by_id(visit.uow, meeting.subgroup_id) if meeting.subgroup_id else None
    return lines(
        Markup("<b>{}</b>").format(words.title(_, meeting)),
        _("For the subgroup: {name}", name=group.name) if group else None,
        words.about(_, meeting, host),
    )


async def host_of(visit: Visit, meeting: Meeting) -> Institution | None:
    """The institution that hosts it, by the name that it goes by now."""
    host = await institutions.by_id(visit.uow, meeting.host_id) if meeting.host_id else None
    merged = host.merged_into if host else None
    return await institutions.by_id(visit.uow, merged) if merged else host


def state(_: Reader, meeting: Meeting) -> Markup | None:
    """How far it has come, where that is worth a word."""
    match meeting.state:
        case MeetingState.OPEN:
            return _("The meeting is under way.")
        case MeetingState.CLOSED:
            return _("This meeting is behind us. Thank you for coming!")
        case MeetingState.CANCELLED:
            return _("<b>The meeting does not take place.</b> Reason: {reason}", reason=meeting.reason)
        case MeetingState.PROPOSED:
            return _("This is only a proposal; the group does not know of it yet.")
    return None


def _links(visit: Visit, _: Reader, meeting: Meeting) -> list[Button]:
    page = Button(_("Details"), url=visit.link("meeting", meeting.key))
    if meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return [calendar.link(visit, _, meeting), page]
    return [page]


async def line(visit: Visit, network: Network, _: Reader) -> Markup | None:
    """One line on the network's card."""
    meeting = await meetings.next_meeting(visit.uow, network.key, visit.now)
    return _("Next meeting: {when}", when=words.when(_, meeting)) if meeting else None
