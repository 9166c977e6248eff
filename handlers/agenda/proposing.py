"""Topics for the next meetings: anyone proposes and supports, those who arrange the agenda take or decline them."""

from collections.abc import Callable

from markupsafe import Markup

from facilitation.agenda import items, keeping
from facilitation.agenda import proposals as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.agenda import arranging
from handlers.agenda.door import next_meeting
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.questions.asked import signed
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, people
from storage.agenda import ItemKind, Proposal, proposals

PAGE = 6
NEWS = "agenda.news"


async def hear(visit: Visit, typed: str) -> None:
    """`/propozycja`: with words a topic is proposed, without any the list is shown."""
    if typed:
        proposal = await rules.propose(visit.uow, visit.here, visit.me.key, typed, visit.now)
        visit.reply(_proposed(visit, proposal))
    elif visit.step_aside():
        visit.reply(await page(visit, 0))
    else:
        _ = visit.reader
        link = Button(_("Proposed topics"), url=visit.link("proposals", visit.here.key))
        visit.reply(Message(_("I'll show you the proposed topics in private chat."), ((link,),)))


def _proposed(visit: Visit, proposal: Proposal) -> Message:
    _ = visit.reader
    text = _("Proposed for the next meeting: “{title}”. Others can support it.", title=proposal.title)
    if visit.heard.private:
        button = Button(_("Proposed topics"), tap=visit.tap("agenda", "proposals", visit.here.key, 0))
    else:
        button = Button(_("Support it, see others"), url=visit.link("proposals", visit.here.key))
    return Message(text, ((button,),))


async def on_link(visit: Visit, network_id: int) -> None:
    await on_list(visit, network_id, 0)


async def on_list(visit: Visit, network_id: int, number: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.PROPOSE_TOPICS)
    if number < 0:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await page(visit, number))


async def page(visit: Visit, number: int) -> Message:
    """What is proposed, the most wanted first; of those who support it only how many they are."""
    _, every = visit.reader, await proposals.waiting(visit.uow, visit.here.key)
    number = min(number, max(0, (len(every) - 1) // PAGE))
    shown = every[number * PAGE : (number + 1) * PAGE]
    mine = await proposals.supported_by(visit.uow, visit.here.key, visit.me.key)
    listed = [
        lines(Markup("{}. <b>{}</b>").format(n, each.title), _supported(_, count, mine=each.key in mine))
        for n, (each, count) in enumerate(shown, number * PAGE + 1)
    ]
    text = paragraphs(
        _("<b>Topics for the next meetings: {n}</b>", n=len(every)),
        *listed,
        None if every else _("Nobody has proposed a topic yet."),
        _("Propose one: <code>/propose How to talk about smog</code>"),
    )
    numbers = [
        Button(str(n), tap=visit.tap("agenda", "proposal", each.key))
        for n, (each, _count) in enumerate(shown, number * PAGE + 1)
    ]
    turns = tuple(
        Button(label, tap=visit.tap("agenda", "proposals", visit.here.key, to))
        for label, to, there in (
            (_("‹ Previous"), number - 1, number > 0),
            (_("Next ›"), number + 1, len(every) > (number + 1) * PAGE),
        )
        if there
    )
    propose = Button(_("Propose a topic…"), tap=visit.tap("agenda", "propose", visit.here.key))
    return Message(text, (*columns(numbers, 6), *((turns,) if turns else ()), (propose,)))


def _supported(_: Reader, count: int, *, mine: bool) -> Markup:
    supported = _.plural("{n} person supports it", "{n} people support it", count)
    return Markup("{} · {}").format(supported, _("you too")) if mine else supported


# one of them


async def _enter(visit: Visit, proposal_id: int, act: Act = Act.PROPOSE_TOPICS) -> Proposal:
    """One that nobody has decided about yet, held for a change."""
    proposal = await proposals.to_change(visit.uow, proposal_id)
    await visit.enter(proposal.network_id if proposal else None)
    visit.require(act)
    assert proposal is not None
    return await rules.waiting(visit.uow, proposal)


async def on_open(visit: Visit, proposal_id: int) -> None:
    visit.edit(await message(visit, await _enter(visit, proposal_id)))


async def message(visit: Visit, proposal: Proposal) -> Message:
    _ = visit.reader
    ids = [proposal.proposer_id] if proposal.proposer_id else []
    known = await institutions.places_of(visit.uow, visit.here.key, ids) if ids else {}
    who = [signed(*found) for found in known.values() if found[0].name]
    mine = proposal.key in await proposals.supported_by(visit.uow, visit.here.key, visit.me.key)
    text = paragraphs(
        Markup("<b>{}</b>").format(proposal.title),
        lines(
            _("Proposed by: {who}", who=who[0]) if who else None,
            _supported(_, await proposals.supporters(visit.uow, proposal.key), mine=mine),
        ),
    )
    return Message(text, _rows(visit, proposal, mine=mine), frozenset(known))


def _rows(visit: Visit, proposal: Proposal, *, mine: bool) -> Rows:
    _, key = visit.reader, proposal.key
    label = _("I no longer support it") if mine else _("I support it")
    rows: list[tuple[Button, ...]] = [
        (Button(label, tap=visit.tap("agenda", "support", key, int(not mine))),)
    ]
    if proposal.proposer_id == visit.me.id:
        rows.append((Button(_("Withdraw it"), tap=visit.tap("agenda", "withdraw", key)),))
    if visit.may(Act.ARRANGE_AGENDA):
        take = Button(_("Into the agenda"), tap=visit.tap("agenda", "take", key), style="success")
        rows.append((take, Button(_("Decline…"), tap=visit.tap("agenda", "decline", key))))
    return (*rows, (_list(visit),))


def _list(visit: Visit) -> Button:
    label = visit.reader("‹ Proposed topics")
    return Button(label, tap=visit.tap("agenda", "proposals", visit.here.key, 0))


async def on_support(visit: Visit, proposal_id: int, on: int) -> None:
    """The button says what it is to be, so that two taps at once are one."""
    proposal = await _enter(visit, proposal_id)
    if on:
        await proposals.support(visit.uow, proposal.key, visit.me.key, visit.now)
    else:
        await proposals.support_no_longer(visit.uow, proposal.key, visit.me.key)
    visit.edit(await message(visit, proposal))


async def on_withdraw(visit: Visit, proposal_id: int) -> None:
    proposal = await _enter(visit, proposal_id)
    rules.withdraw(visit.uow, proposal, visit.me, visit.now)
    text = visit.reader("Withdrawn: “{title}”.", title=proposal.title)
    visit.edit(Message(text, ((_list(visit),),)))


async def on_take(visit: Visit, proposal_id: int) -> None:
    """Into the agenda of the next meeting; its proposer hears of it."""
    proposal = await _enter(visit, proposal_id, Act.ARRANGE_AGENDA)
    _, meeting = visit.reader, await next_meeting(visit)
    found = await keeping.find(visit.uow, meeting) if meeting else None
    if meeting is None or found is None:
        first = _("First the next meeting needs an agenda: /agenda. The topic waits until then.")
        visit.edit(Message(first, ((_list(visit),),)))
        return
    found = await keeping.hold(visit.uow, meeting)
    item = keeping.new_item(
        found, ItemKind.TOPIC, proposal.title, rules.USUAL_MINUTES, leader_id=proposal.proposer_id,
        proposal_id=proposal.key,
    )  # fmt: skip
    found = await keeping.arrange(visit.uow, found, items.put(found.items, item), visit.now)
    when = meeting.starts_at
    await _tell(
        visit, proposal, lambda _: _("Your topic is in the agenda of the meeting: {when}.",
                                             when=_.moment(when)),
    )  # fmt: skip
    await arranging.show_item(visit, found, item.number)


async def _tell(visit: Visit, proposal: Proposal, wording: Callable[[Reader], Markup]) -> bool:
    """Whoever proposed it hears what became of it, unless it was they who decided."""
    person = await people.by_id(visit.uow, proposal.proposer_id) if proposal.proposer_id else None
    if person is None or person.id == visit.me.id:
        return person is not None
    _ = visit.reader_of(person)
    text = paragraphs(wording(_), Markup("<b>{}</b>").format(proposal.title))
    return visit.tell(person, Message(text), kind=NEWS, network=visit.here)


# typed


async def on_propose(visit: Visit, network_id: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.PROPOSE_TOPICS)
    await forms.begin(visit, PROPOSE, network_id=network_id)


async def _ask_title(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("What should the network talk about? One line will do."))


async def _take_title(_visit: Visit, _answers: Answers, typed: str) -> str:
    return items.checked_title(typed)


async def _added(visit: Visit, answers: Answers) -> None:
    visit.require(Act.PROPOSE_TOPICS)
    proposal = await rules.propose(visit.uow, visit.here, visit.me.key, answers["title"], visit.now)
    visit.edit(_proposed(visit, proposal))


async def on_decline(visit: Visit, proposal_id: int) -> None:
    proposal = await _enter(visit, proposal_id, Act.ARRANGE_AGENDA)
    await forms.begin(visit, DECLINE, {"proposal": proposal.key}, network_id=visit.here.key)


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("Why not? Write it in a sentence; whoever proposed it will read it."))


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> str:
    return rules.checked_reason(typed)


async def _declined(visit: Visit, answers: Answers) -> None:
    proposal = await _enter(visit, answers["proposal"], Act.ARRANGE_AGENDA)
    rules.decline(visit.uow, proposal, answers["reason"])
    told = await _tell(
        visit, proposal,
        lambda _: _("Your topic is not taken into the agenda. Reason: {reason}", reason=answers["reason"]),
    )  # fmt: skip
    _ = visit.reader
    said = (
        _("Declined. Whoever proposed it reads why.")
        if told
        else _("Declined. Whoever proposed it can't be written to.")
    )
    visit.edit(Message(said, ((_list(visit),),)))


PROPOSE = Form("agenda_propose", (Step("title", _ask_title, _take_title),), _added)
DECLINE = Form("agenda_decline", (Step("reason", _ask_reason, _take_reason),), _declined)
