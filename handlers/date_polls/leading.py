"""How a search stands, for those who lead: the order, the suggestion, who is missing; and what they do about it."""

from markupsafe import Markup

from facilitation.date_polls import asking, counting, polls
from facilitation.date_polls.asking import Found
from handlers.date_polls import card, clock, picture, standing, words
from handlers.date_polls.door import enter, look
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import date_polls
from storage.date_polls import Choice, DatePoll, DatePollState, Proposal
from storage.people import Person

SAID = {
    Choice.YES: mark("Yes: {names}"),
    Choice.MAYBE: mark("If need be: {names}"),
    Choice.NO: mark("No: {names}"),
    None: mark("No answer: {names}"),
}


async def on_result(visit: Visit, poll_id: int) -> None:
    poll = await look(visit, poll_id)
    visit.edit(await screen(visit, poll))


async def screen(visit: Visit, poll: DatePoll, *more: Markup | None) -> Message:
    """How it stands, after `more` words."""
    _, found = visit.reader, await asking.found(visit.uow, poll, visit.now)
    text = paragraphs(*more, standing.text(_, found))
    back = Button(_("‹ Dates"), tap=visit.tap("date", "list", poll.network_id))
    buttons = (*standing.dates(visit, _, found), *_changes(visit, _, poll), (back,))
    return Message(text, buttons, words.keys(found.silent))


def _changes(visit: Visit, _: Reader, poll: DatePoll) -> Rows:
    def change(label: Markup, what: str) -> Button:
        return Button(label, tap=visit.tap("date", "change", poll.key, what))

    drawn = Button(_("As a picture"), tap=visit.tap("date", "picture", poll.key))
    cancel = change(_("Cancel it…"), "reason")
    match poll.state:
        case DatePollState.OPEN:
            out = Button(_("Take a date out…"), tap=visit.tap("date", "out", poll.key))
            close = Button(_("Close now"), tap=visit.tap("date", "close", poll.key))
            changes = [drawn, change(_("Add dates…"), "dates"), out, change(_("What for…"), "title"),
                       change(_("Until when…"), "until"), close, cancel]  # fmt: skip
        case DatePollState.CLOSED:
            changes = [drawn, change(_("Take answers again…"), "until"), cancel]
        case DatePollState.PICKED:
            changes = [drawn, *([cancel] if poll.meeting_id is None else [])]
        case DatePollState.CANCELLED:
            changes = [change(_("Take answers again…"), "until")]
    return columns(changes, 2)


async def on_picture(visit: Visit, poll_id: int) -> None:
    """Drawn beside everything else, and sent right after."""
    poll = await look(visit, poll_id)
    await picture.plan(visit, poll, visit.me)
    visit.answer(visit.reader("I am drawing it; a moment, please."))


async def on_close(visit: Visit, poll_id: int) -> None:
    poll = await enter(visit, poll_id)
    await polls.close(visit.uow, poll, visit.now)
    await clock.after_closing(visit, poll, besides=visit.me)
    visit.edit(await screen(visit, poll))


# one date, and picking it


async def on_pick(visit: Visit, poll_id: int, proposal_id: int) -> None:
    """Who can come on this date, and the question whether it is the one."""
    poll = await look(visit, poll_id)
    proposal = await polls.pickable(visit.uow, poll, proposal_id, visit.now)
    found, _ = await asking.found(visit.uow, poll, visit.now), visit.reader
    text = paragraphs(
        lines(Markup("<b>{}</b>").format(poll.title), Markup("<b>{}</b>").format(words.slot(_, proposal))),
        _who(_, found, proposal),
        _("Is this the date? The group hears it then, and nobody can answer any more."),
    )
    tap = visit.tap("date", "picked", poll.key, proposal.key, poll.picked_id or 0)
    yes = Button(_("Yes, this date"), tap=tap, style="success")
    back = Button(_("‹ Back"), tap=visit.tap("date", "result", poll.key))
    visit.edit(Message(text, ((yes,), (back,)), words.keys(found.asked.people.values())))


def _who(_: Reader, found: Found, proposal: Proposal) -> Markup:
    """By name, for those who lead; and the institutions that would be missing."""
    said: dict[Choice | None, list[Person]] = {}
    for key, person in found.asked.people.items():
        said.setdefault(found.said.get(key, {}).get(proposal.key), []).append(person)
    shown = [_(SAID[each], names=words.names(_, said[each])) for each in SAID if each in said]
    return lines(*shown, _without(_, found, proposal))


def _without(_: Reader, found: Found, proposal: Proposal) -> Markup | None:
    """Institutions none of whose people can come."""
    those: dict[int, list[int]] = {}
    for person, place in found.asked.places.items():
        if place is not None:
            those.setdefault(place, []).append(person)
    unable = [
        place
        for place, people in those.items()
        if counting.choice_of(people, proposal.key, found.said) is Choice.NO
    ]
    names = {place.key: place.name for place in found.asked.institutions.values() if place}
    return (
        _("Nobody could come from: {names}", names=_.list(names[each] for each in unable)) if unable else None
    )


async def on_picked(visit: Visit, poll_id: int, proposal_id: int, instead_of: int) -> None:
    """Whoever taps second while another date was picked reads how it stands now."""
    poll, _ = await enter(visit, poll_id), visit.reader
    told = None
    if await polls.pick(visit.uow, poll, proposal_id, instead_of or None, visit.now):
        if poll.meeting_id is None:
            await card.tell_found(visit, poll)
        told = _("Picked. The group hears it now.")
    elif poll.picked_id != proposal_id:
        told = _("Someone else has picked a date meanwhile.")
    visit.edit(await screen(visit, poll, told))


# taken out and put back


async def on_out(visit: Visit, poll_id: int) -> None:
    poll = await look(visit, poll_id)
    _, there = visit.reader, await date_polls.proposals(visit.uow, poll.key)
    buttons = [
        Button(f"✗ {words.label(_, each)}", tap=visit.tap("date", "takeout", poll.key, each.key))
        for each in there
    ]
    back = Button(_("‹ Back"), tap=visit.tap("date", "result", poll.key))
    text = _("Which date shall go? What was said to the others stays.")
    visit.edit(
        Message(paragraphs(Markup("<b>{}</b>").format(poll.title), text), (*columns(buttons, 1), (back,)))
    )


async def on_take_out(visit: Visit, poll_id: int, proposal_id: int) -> None:
    poll, _ = await enter(visit, poll_id), visit.reader
    gone = await polls.take_out(visit.uow, poll, proposal_id, visit.now)
    await card.refresh(visit, poll)
    undo = Button(_("Put it back"), tap=visit.tap("date", "putback", poll.key, proposal_id))
    shown = await screen(visit, poll, _("Taken out: {date}", date=words.slot(_, gone)))
    visit.edit(Message(shown.text, ((undo,), *shown.buttons), shown.names))


async def on_put_back(visit: Visit, poll_id: int, proposal_id: int) -> None:
    poll = await enter(visit, poll_id)
    await polls.put_back(visit.uow, poll, proposal_id, visit.now)
    await card.refresh(visit, poll)
    visit.edit(await screen(visit, poll))
