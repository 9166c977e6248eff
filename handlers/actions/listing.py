"""The actions of a network in private chat: one's own first, then the others by date."""

from facilitation.actions import keeping as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import offers
from handlers.actions import words
from handlers.message import Button, Message, columns, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import actions

PAGE, MOST_ENDED = 8, 40
OPEN, ENDED = "open", "ended"


async def show(visit: Visit, _words: str) -> None:
    """`/zadania`: never in the group, where it would put people on the spot."""
    visit.step_aside()
    if not visit.heard.private:
        _ = visit.reader
        private = Button(_("Open private chat"), url=offers.private_link(visit, "actions"))
        visit.reply(Message(_("I show actions in private chat."), ((private,),)))
        return
    visit.reply(await _page(visit, OPEN, 0))


async def on_list(visit: Visit, network_id: int, which: str, page: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.NOTE_DOWN)
    if which not in (OPEN, ENDED) or not 0 <= page < 1000:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await _page(visit, which, page))


async def _page(visit: Visit, which: str, page: int) -> Message:
    _, network = visit.reader, visit.here
    found = (
        rules.mine_first(await actions.open_ones(visit.uow, network.key), visit.me)
        if which == OPEN
        else await actions.ended_ones(visit.uow, network.key, MOST_ENDED)
    )
    first = page * PAGE
    here = found[first : first + PAGE]
    known = await words.people(visit, here) if here else {}
    told = [
        paragraphs(_("{n}. {action}", n=n,
                     action=words.line(_, each, known, visit.me, visit.now, network.zone)))
        for n, each in enumerate(here, first + 1)
    ]  # fmt: skip
    head = (
        _("<b>Actions of {topic}</b>", topic=network.topic)
        if which == OPEN
        else _("<b>Done and dropped: {topic}</b>", topic=network.topic)
    )
    empty = (
        _("Nothing is open. An action is agreed on with <code>/action</code>, what, and until when.")
        if which == OPEN
        else _("Nothing yet.")
    )
    numbers = [
        Button(str(n), tap=visit.tap("act", "open", each.key)) for n, each in enumerate(here, first + 1)
    ]
    rows = (*columns(numbers, 4), _turns(visit, which, page, len(found)), _more(visit, which))
    return Message(
        paragraphs(head, *(told or [empty])), tuple(row for row in rows if row), words.names(known)
    )


def _turns(visit: Visit, which: str, page: int, count: int) -> tuple[Button, ...]:
    _ = visit.reader

    def to(other: int) -> str:
        return visit.tap("act", "list", visit.here.key, which, other)

    back = (Button(_("‹ Previous"), tap=to(page - 1)),) if page else ()
    return (*back, *((Button(_("Next ›"), tap=to(page + 1)),) if count > (page + 1) * PAGE else ()))


def _more(visit: Visit, which: str) -> tuple[Button, ...]:
    _, key = visit.reader, visit.here.key
    new = Button(_("New action…"), tap=visit.tap("act", "new", key))
    if which == ENDED:
        return (Button(_("‹ Actions"), tap=visit.tap("act", "list", key, OPEN, 0)),)
    return (new, Button(_("Done and dropped"), tap=visit.tap("act", "list", key, ENDED, 0)))
