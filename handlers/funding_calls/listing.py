"""The list of calls: what is open, one's own, and for those who lead what is hidden."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from facilitation import funding_calls as rules
from facilitation.calendar.rhythm import local
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.feature import StandingItem
from handlers.funding_calls import words
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import funding_calls
from storage.funding_calls import FundingCall
from storage.meetings import Meeting
from storage.network import Network

PAGE, MINUTES = 6, 15
LISTS = {"open": mark("Calls for funding"), "mine": mark("My calls"), "hidden": mark("Hidden calls")}
NOTHING = {
    "open": mark("No call is known at the moment."),
    "mine": mark("You have not added any call yet."),
    "hidden": mark("No call is hidden."),
}


async def show(visit: Visit) -> None:
    """In private chat, where that is possible; in the group only how many there are, and the way there."""
    visit.step_aside()
    if visit.heard.private:
        visit.reply(await page(visit, "open", 0))
        return
    _ = visit.reader
    count = len(await _found(visit, "open"))
    text = _.plural("{n} call for funding is open.", "{n} calls for funding are open.", count)
    link = visit.link("fundings", visit.here.key)
    visit.reply(Message(text, ((Button(_("Calls for funding"), url=link),),)))


async def on_link(visit: Visit, network_id: int) -> None:
    await on_list(visit, network_id, "open", 0)


async def on_list(visit: Visit, network_id: int, which: str, number: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.SEE_FUNDING_CALLS)
    if which not in _lists(visit) or number < 0:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await page(visit, which, number))


def _lists(visit: Visit) -> list[str]:
    """Whoever only looks has none of their own."""
    mine = ["mine"] if visit.may(Act.ADD_FUNDING_CALL) else []
    return ["open", *mine, *(["hidden"] if visit.may(Act.LEAD_FUNDING_CALLS) else [])]


async def _found(visit: Visit, which: str) -> Sequence[FundingCall]:
    if which == "mine":
        return await funding_calls.of_author(visit.uow, visit.here.key, visit.me.key)
    if which == "hidden":
        found = await funding_calls.hidden(visit.uow, visit.here.key)
        return [each for each in found if each.withdrawn_at is None]
    return await rules.open_calls(visit.uow, visit.here.key, rules.today(visit.here, visit.now))


async def page(visit: Visit, which: str, number: int) -> Message:
    """One page of a list, for the person of this visit."""
    _, every = visit.reader, await _found(visit, which)
    number = min(number, max(0, (len(every) - 1) // PAGE))
    first = number * PAGE
    shown = every[first : first + PAGE]
    known, on = await words.authors(visit, shown), rules.today(visit.here, visit.now)
    text = paragraphs(
        lines(
            _("<b>{list}: {count}</b>", list=_(LISTS[which]), count=len(every)),
            _("Network: <b>{topic}</b>", topic=visit.here.topic) if len(visit.networks) > 1 else None,
        ),
        *(Markup("{}. {}").format(n, words.line(_, each, on, known)) for n, each in enumerate(shown, first + 1)),
        None if every else _(NOTHING[which]),
        _("Add one: <code>/funding LIFE, until 15 March https://…</code>") if _may_add(visit, which) else None,
    )  # fmt: skip
    numbers = [
        Button(str(n), tap=visit.tap("fund", "open", each.key)) for n, each in enumerate(shown, first + 1)
    ]
    return Message(text, (*columns(numbers, 6), *_ways(visit, which, number, len(every))), frozenset(known))


def _may_add(visit: Visit, which: str) -> bool:
    return which == "open" and visit.may(Act.ADD_FUNDING_CALL)


def _ways(visit: Visit, which: str, number: int, count: int) -> list[tuple[Button, ...]]:
    _, at = visit.reader, visit.here.key
    turns = [
        Button(label, tap=visit.tap("fund", "list", at, which, to))
        for label, to, there in (
            (_("‹ Previous"), number - 1, number > 0),
            (_("Next ›"), number + 1, count > (number + 1) * PAGE),
        )
        if there
    ]
    others = [
        Button(_(LISTS[name]), tap=visit.tap("fund", "list", at, name, 0))
        for name in _lists(visit)
        if name != which
    ]
    add = [Button(_("Add a call"), tap=visit.tap("fund", "new", at))] if _may_add(visit, which) else []
    return [row for row in (tuple(turns), tuple(add), tuple(others)) if row]


def way_back(visit: Visit, _answers: Mapping[str, Any]) -> Button:
    return Button(
        visit.reader("‹ Calls for funding"), tap=visit.tap("fund", "list", visit.here.key, "open", 0)
    )


async def for_agenda(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> StandingItem:
    """Every meeting goes through what one can still apply for on its day."""
    calls = await rules.open_calls(visit.uow, network.key, local(meeting.starts_at, network.zone).date())
    on = rules.today(network, visit.now)
    told = (Markup("{}, {}").format(words.title(call), words.until(_, call.deadline, on)) for call in calls)
    return StandingItem(_("Calls for funding"), MINUTES, tuple(told))
