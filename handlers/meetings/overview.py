"""`/spotkanie`: the coming meetings and those that were; for those who plan also the ways to plan one."""

from facilitation.permissions import Act
from handlers.meetings import announcing, card, door, hosting, words
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.visit import Visit
from storage import meetings
from storage.meetings import TAKING_PLACE, Meeting, MeetingState
from storage.network import Network

PAST = 5


async def show(visit: Visit, typed: str) -> None:
    """Without words the list; words are read as a date to plan a meeting on."""
    if typed:
        await announcing.propose(visit, typed)
    else:
        visit.reply(await overview(visit, visit.here))


async def on_list(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_MEETINGS)
    visit.edit(await overview(visit, network))


async def on_plan(visit: Visit, network_id: int) -> None:
    """The questions begin, in private chat."""
    await visit.enter(network_id)
    await announcing.begin(visit)


async def on_past(visit: Visit, network_id: int, skip: int) -> None:
    """Earlier meetings, a page at a time."""
    network = await visit.enter(network_id)
    visit.require(Act.SEE_MEETINGS)
    _, skip = visit.reader, max(0, min(skip, 10_000))
    found = await meetings.ended(visit.uow, network.key, PAST + 1, skip)
    seen = [each for each in found[:PAST] if await door.may_see(visit, each)]
    more = Button(_("Earlier ›"), tap=visit.tap("m", "past", network.key, skip + PAST))
    text = _("<b>Meetings that were</b>") if found else _("No meeting has taken place yet.")
    listed = lines(text, *(words.when(_, each) for each in seen))
    message = Message(listed, columns([_button(visit, each) for each in seen], 1))
    back = Button(_("‹ All meetings"), tap=visit.tap("m", "list", network.key))
    visit.edit(message.with_buttons([more] if len(found) > PAST else [], [back]))


async def overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    states = (*TAKING_PLACE, MeetingState.PROPOSED)
    ahead = await meetings.of_network(visit.uow, network.key, states, visit.now)
    seen = [each for each in ahead if await door.may_see(visit, each)]
    blocks = [lines(await card.head(visit, _, each), card.state(_, each)) for each in seen]
    text = paragraphs(
        _("<b>Meetings</b> of the network <b>{topic}</b>", topic=network.topic),
        *blocks,
        None if seen else _nothing(visit),
        await hosting.line(visit, network) if visit.heard.private else None,
    )
    if not visit.heard.private:
        return Message(text)
    message = Message(text, columns([_button(visit, each) for each in seen], 1))
    return message.with_buttons(*await _ways(visit, network))


def _button(visit: Visit, meeting: Meeting) -> Button:
    return Button(words.label(visit.reader, meeting), tap=visit.tap("m", "one", meeting.key))


def _nothing(visit: Visit) -> str:
    _ = visit.reader
    if visit.may(Act.PLAN_MEETINGS):
        return _("None is planned. Write when, e.g. /meeting 14 January 10:00–15:00, or tap below.")
    return _("None is planned at the moment. When one is, a card appears in the group.")


async def _ways(visit: Visit, network: Network) -> list[list[Button]]:
    _, key = visit.reader, network.key
    rows = [[Button(_("Meetings that were"), tap=visit.tap("m", "past", key, 0))]]
    if visit.may(Act.HOST):
        rows.append([await hosting.button(visit, network)])
    if visit.may(Act.PLAN_MEETINGS):
        plan = Button(_("Plan a meeting"), tap=visit.tap("m", "plan", key))
        rhythm = Button(_("Rhythm of meetings"), tap=visit.tap("m", "rhythm", key))
        rows.insert(0, [plan, rhythm])
    return rows
