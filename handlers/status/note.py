"""What the facilitators are told unasked: a question where something may have arrived, one note for all else."""

from collections.abc import Awaitable, Callable, Sequence

from markupsafe import Markup

from facilitation import status as rules
from facilitation.status import Loose
from handlers.message import Button, Message, paragraphs
from handlers.requests import Answer
from handlers.status import words
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, roles, status
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network
from storage.outbox import Priority
from storage.roles import Role

MOST = 8
QUESTION = "status.question"


async def undecided(visit: Visit, _answer: Answer, lane: int, saying: int) -> None:
    """Something that must not be there twice was sent, and nobody knows whether it arrived."""
    found = await rules.to_decide(visit.uow, saying, words.kinds(visit.registry))
    network = await networks.by_id(visit.uow, found.network_id) if found else None
    if found is None or network is None:
        return
    if await _tell(visit, network, QUESTION, lambda _: _question(visit, _, network, found)):
        await rules.tell_of(visit.uow, [found])


async def note(visit: Visit, work: DueWork) -> None:
    """One for all that came to nothing lately, at a sensible hour; none where nobody needs to know."""
    kinds = words.kinds(visit.registry)
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is None:
        return
    owing = await rules.owing(visit.uow, network.key, kinds, untold=True)
    found = rules.worth_a_note(owing.missed, kinds)
    if not found:
        return
    at = rules.note_at(visit.now, await status.noted_at(visit.uow, network.key), network.zone)
    if at > visit.now:
        await due_work.plan(visit.uow, work.kind, work.subject, at, network_id=network.key)
    elif await _tell(visit, network, status.NOTE, lambda _: _summary(visit, _, network, found)):
        await rules.tell_of(visit.uow, found)


async def _tell(
    visit: Visit, network: Network, kind: str, wording: Callable[[Reader], Awaitable[Message]]
) -> bool:
    """Every facilitator, in their own language and zone; whether anybody could be written to."""
    facilitators = await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now)
    worded: dict[Reader, Message] = {}
    told = False
    for person in facilitators:
        _ = visit.reader_of(person)
        worded[_] = worded.get(_) or await wording(_)
        told |= visit.tell(person, worded[_], kind=kind, network=network, priority=Priority.INTERACTIVE)
    return told


async def _question(visit: Visit, _: Reader, network: Network, found: Loose) -> Message:
    known = await words.look_up(visit, _, [found])
    what = words.what(_, visit.registry, known, found.kind, found.subject)
    if found.people:
        asked = _("I don't know whether this arrived, so please ask {names}:",
                  names=words.names(_, known.people.values()))  # fmt: skip
    else:
        asked = _(
            "I don't know whether this arrived in the group <b>{title}</b>. Please look:", title=network.title
        )
    text = paragraphs(asked, what, _("I send it again only if you say so, so that it is not there twice."))
    again = Button(_("Send again"), tap=visit.tap("status", "again", network.key, found.key))
    there = Button(
        _("It arrived"), tap=visit.tap("status", "arrived", network.key, found.key), style="success"
    )
    return Message(text, ((again, there),), found.people)


async def _summary(visit: Visit, _: Reader, network: Network, found: Sequence[Loose]) -> Message:
    known = await words.look_up(visit, _, found)
    every = words.items(_, visit.registry, known, found)
    rest = len(every) - MOST
    text = paragraphs(
        _("In the network <b>{topic}</b> this did not work out:", topic=network.topic),
        *(Markup("• ") + item.text for item in every[:MOST]),
        _.plural("… and {n} more.", "… and {n} more.", rest) if rest > 0 else None,
        _("/status shows everything and what can be done about it."),
    )
    show = Button(_("Show"), tap=visit.tap("status", "list", network.key, 0))
    return Message(text, ((show,),), frozenset(one for each in found for one in each.people))
