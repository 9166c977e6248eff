"""`/program`: the agenda of the next meeting, for those who arrange it with all that they can do."""

from facilitation.agenda import keeping
from facilitation.agenda.keeping import Arrangement
from facilitation.permissions import Act
from handlers.agenda import arranging, making, standing, words
from handlers.agenda.door import head, next_meeting, proposals_button, sees_internal
from handlers.meetings import door
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage.meetings import Meeting
from storage.network import Network


async def show(visit: Visit, _typed: str) -> None:
    """In private chat, where that is possible; else the way there."""
    visit.step_aside()
    _ = visit.reader
    meeting = await next_meeting(visit)
    if meeting is None:
        visit.reply(Message(_("No meeting is planned at the moment."), ((proposals_button(visit),),)))
    elif visit.heard.private:
        visit.reply(await message(visit, meeting))
    else:
        link = Button(_("Agenda"), url=visit.link("agenda", meeting.key))
        visit.reply(Message(_("I'll show you the agenda in private chat."), ((link,),)))


async def on_show(visit: Visit, meeting_id: int) -> None:
    """A button, or the link under the card."""
    visit.edit(await message(visit, await door.enter(visit, meeting_id)))


async def message(visit: Visit, meeting: Meeting) -> Message:
    """The agenda, for the person of this visit."""
    found = await keeping.find(visit.uow, meeting)
    if visit.may(Act.ARRANGE_AGENDA) and keeping.is_ahead(meeting):
        return await (
            arranging.message(visit, found) if found and found.items else making.message(visit, meeting)
        )
    return await _for_members(visit, meeting, found)


async def _for_members(visit: Visit, meeting: Meeting, found: Arrangement | None) -> Message:
    _ = visit.reader
    back = Button(_("‹ The meeting"), tap=visit.tap("m", "one", meeting.key))
    rows = ((proposals_button(visit),), (back,)) if sees_internal(visit) else ((back,),)
    if found is None or found.agenda.published_at is None:
        return Message(paragraphs(head(_, meeting), _("There is no agenda yet.")), rows)
    known = await words.leaders(visit, found.items)
    every = [
        words.line(_, each, known)
        if sees_internal(visit) or not each.item.internal
        else words.internal(_, each)
        for each in found.timed
    ]
    there = await standing.contributed(visit, _, visit.here, meeting)
    shown = tuple(item for item in found.items if sees_internal(visit) or not item.internal)
    more = standing.contents(shown, there)
    text = paragraphs(head(_, meeting), lines(*every), more.text)
    return Message(text, rows, frozenset(known) | more.names)


async def on_page(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Message | None:
    """The way from the meeting's page to its agenda and its parking lot."""
    rows = [Button(_("Agenda"), tap=visit.tap("agenda", "show", meeting.key))]
    if sees_internal(visit):
        rows.append(Button(_("Parking lot"), tap=visit.tap("agenda", "parking", meeting.key)))
    return Message(paragraphs(), (tuple(rows),))
