"""One call in private chat: what is known of it, and what this person can do about it."""

from typing import Any

from markupsafe import Markup

from facilitation import funding_calls as rules
from facilitation.funding_calls import FundingReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.funding_calls import listing, words
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.visit import Visit
from storage import funding_calls, people
from storage.funding_calls import FundingCall


async def enter(visit: Visit, call_id: int, act: Act = Act.SEE_FUNDING_CALLS) -> FundingCall:
    """A call of one's network that this person may see, held for a change."""
    call = await funding_calls.to_change(visit.uow, call_id)
    await visit.enter(call.network_id if call else None)
    visit.require(act)
    assert call is not None
    if not rules.visible(call, visit.me, leads=visit.may(Act.LEAD_FUNDING_CALLS)):
        raise Refused(FundingReason.GONE)
    return call


async def on_open(visit: Visit, call_id: int) -> None:
    """A button, or the link under the answer in the group."""
    visit.edit(await message(visit, await enter(visit, call_id)))


async def message(visit: Visit, call: FundingCall) -> Message:
    """The call, for the person of this visit."""
    _, known = visit.reader, await words.authors(visit, [call])
    who = words.author(call, known)
    text = paragraphs(
        words.line(_, call, rules.today(visit.here, visit.now), {}),
        Markup("{}").format(call.details) if call.details else None,
        call.link,
        lines(
            _("Added by: {who}", who=who) if who else None,
            _("Hidden. Reason: {reason}", reason=call.hidden_reason) if call.hidden_reason else None,
        ),
    )
    return Message(text, (*_acts(visit, call), (listing.way_back(visit, {}),)), frozenset(known))


def _acts(visit: Visit, call: FundingCall) -> tuple[tuple[Button, ...], ...]:
    _, key, mine = visit.reader, call.key, call.author_id == visit.me.id
    leads = visit.may(Act.LEAD_FUNDING_CALLS)
    if call.withdrawn_at is not None:
        return ((Button(_("Put it back on the list"), tap=visit.tap("fund", "restore", key)),),)
    rows: list[tuple[Button, ...]] = []
    if visit.may(Act.ADD_FUNDING_CALL) and rules.may_change(call, visit.me, leads=leads):
        labels = (_("Title…"), _("Deadline…"), _("Link…"), _("Details…"))
        doing = ("title", "deadline", "link", "details")
        taps = [visit.tap("fund", name, key) for name in doing]
        rows += columns([Button(label, tap=tap) for label, tap in zip(labels, taps, strict=True)], 2)
    if mine and visit.may(Act.ADD_FUNDING_CALL):
        rows.append((Button(_("Withdraw"), tap=visit.tap("fund", "withdraw", key)),))
    if leads and call.hidden_reason is not None:
        rows.append((Button(_("Show it again"), tap=visit.tap("fund", "show", key)),))
    elif leads and not mine:
        rows.append((Button(_("Hide…"), tap=visit.tap("fund", "hide", key)),))
    return tuple(rows)


# whoever added it


async def on_withdraw(visit: Visit, call_id: int) -> None:
    call = await enter(visit, call_id, Act.ADD_FUNDING_CALL)
    rules.withdraw(visit.uow, call, visit.me, visit.now)
    visit.edit(await message(visit, call))
    visit.answer(visit.reader("Withdrawn. Nobody else sees it any more."))


async def on_restore(visit: Visit, call_id: int) -> None:
    call = await enter(visit, call_id, Act.ADD_FUNDING_CALL)
    rules.restore(visit.uow, call, visit.me)
    visit.edit(await message(visit, call))


# those who lead


async def on_hide(visit: Visit, call_id: int) -> None:
    call = rules.standing(await enter(visit, call_id, Act.LEAD_FUNDING_CALLS))
    await forms.begin(visit, HIDE, {"call": call.key}, network_id=visit.here.key)


async def on_show(visit: Visit, call_id: int) -> None:
    call = await enter(visit, call_id, Act.LEAD_FUNDING_CALLS)
    rules.show_again(visit.uow, call)
    visit.edit(await message(visit, call))


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("Why shall this call be hidden? Write it in a sentence; whoever added it will read it."))


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_reason(typed)


async def _hidden(visit: Visit, answers: Answers) -> None:
    call = await enter(visit, answers["call"], Act.LEAD_FUNDING_CALLS)
    rules.hide(visit.uow, call, answers["reason"])
    told = await _tell_author(visit, call)
    _ = visit.reader
    said = (
        _("Hidden. Whoever added it reads why.")
        if told
        else _("Hidden. Whoever added it can't be written to.")
    )
    about = await message(visit, call)
    visit.edit(Message(paragraphs(said, about.text), about.buttons, about.names))


async def _tell_author(visit: Visit, call: FundingCall) -> bool:
    author = await people.by_id(visit.uow, call.author_id) if call.author_id else None
    if author is None or author.id == visit.me.id:
        return author is not None
    _ = visit.reader_of(author)
    text = paragraphs(
        _("A call that you added is hidden from the list."),
        words.title(call),
        _("Reason: {reason}", reason=call.hidden_reason),
        _("You can correct it, and ask those who lead the network to show it again."),
    )
    button = Button(_("Show, correct"), tap=visit.tap("fund", "open", call.key))
    message = Message(text, ((button,),))
    return visit.tell(author, message, kind="funding_calls.hidden", network=visit.here)


def back(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("fund", "open", answers["call"]))


HIDE: Form = Form("funding_call_hide", (Step("reason", _ask_reason, _take_reason),), _hidden, back)
