"""An open list: whoever votes writes what is missing, and whoever leads takes out what nobody has chosen."""

from typing import Any

from facilitation.permissions import Act
from facilitation.polls import listing, paper, seats, voting
from facilitation.polls.draft import MOST_LISTED
from facilitation.polls.listing import Added
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from handlers import forms, picker
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.polls import answers, card, one, sheet
from handlers.polls import paper as papers
from handlers.polls.door import enter, look
from handlers.visit import Visit
from locales.reader import Reader
from storage.polls import Poll, PollKind


async def on_add(visit: Visit, poll_id: int) -> None:
    poll = await look(visit, poll_id, Act.VOTE)
    voting.still_open(poll, visit.since)
    if poll.kind is not PollKind.OPEN_LIST:
        raise Refused(PollReason.NOT_THIS_WAY)
    voting.seat_for(await seats.electorate(visit.uow, poll, visit.now), visit.me)
    await forms.begin(visit, FORM, {"poll": poll.key}, network_id=visit.here.key)


async def _ask(visit: Visit, asked: Answers) -> Message:
    _, poll = visit.reader, await look(visit, asked["poll"], Act.VOTE)
    return Message(
        paragraphs(
            _("What is missing on the list of “{question}”?", question=poll.question),
            _(
                "Write it; several things in a line each. Everyone sees it at once; at most {most} fit.",
                most=MOST_LISTED,
            ),
        )
    )


async def _take(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return listing.checked_lines(typed)


async def _added(visit: Visit, asked: Answers) -> None:
    """What was added, and what was there already, is chosen on the paper that comes next."""
    _, poll = visit.reader, await enter(visit, asked["poll"], Act.VOTE)
    everyone = await seats.electorate(visit.uow, poll, visit.now)
    added = await listing.add(visit.uow, poll, everyone, visit.me, asked["words"], visit.since)
    await card.refresh(visit, poll)
    told = _told(_, added)
    if not poll.revote and await voting.mine(visit.uow, poll, everyone, visit.me):
        visit.edit(await one.page(visit, poll, told))
        return
    marked = await papers.of(visit, poll, everyone)
    chosen = paper.so_far(poll, marked.options, tuple(added.numbers | set(marked.chosen)))
    told = lines(told, _("I have marked it below. What counts is what you cast."))
    visit.edit(await sheet.page(visit, marked.with_chosen(chosen), told))


def _told(_: Reader, added: Added) -> Any:
    new = _("Added to the list: {options}", options=_.list(each.words for each in added.new))
    there = _("On the list already: {options}", options=_.list(each.words for each in added.there))
    return lines(new if added.new else None, there if added.there else None)


async def on_shorten(visit: Visit, poll_id: int) -> None:
    poll = await look(visit, poll_id, Act.START_POLL)
    visit.edit(await _shortening(visit, poll))


async def on_take_out(visit: Visit, poll_id: int, number: int) -> None:
    poll, _ = await enter(visit, poll_id, Act.START_POLL), visit.reader
    gone = await listing.take_out(visit.uow, poll, number, visit.since)
    await card.refresh(visit, poll)
    told = _("Taken off the list: {option}", option=gone.words) if gone else None
    visit.edit(await _shortening(visit, poll, told))


async def _shortening(visit: Visit, poll: Poll, *more: Any) -> Message:
    voting.still_open(poll, visit.since)
    _, free = visit.reader, await listing.unchosen(visit.uow, poll)
    out = [
        Button(
            picker.cut(each.words, answers.LONGEST_LABEL),
            tap=visit.tap("poll", "takeout", poll.key, each.number),
        )
        for each in free
    ]
    asked = _("What shall I take off the list of “{question}”? What somebody has voted for stays.",
              question=poll.question)  # fmt: skip
    nothing = _("There is a vote for everything on the list, so all of it stays.")
    back = Button(_("‹ Back"), tap=visit.tap("poll", "open", poll.key))
    return Message(paragraphs(*more, asked if free else nothing), (*columns(out, 1), (back,)))


def _origin(visit: Visit, asked: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("poll", "open", asked["poll"]))


FORM: Form = Form("poll_add", (Step("words", _ask, _take),), _added, origin=_origin)
