"""What stands in the group: one card for each search, and a short message once a date is picked."""

from markupsafe import Markup

from facilitation.date_polls import asking
from facilitation.date_polls.asking import Found
from handlers import posts
from handlers.date_polls import words
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import date_polls
from storage.date_polls import DatePoll, DatePollState, Proposal
from storage.network import Network

CARD, FOUND = "date_polls.card", "date_polls.found"


async def show(visit: Visit, poll: DatePoll) -> None:
    """Post the card, or bring it up to date."""
    await posts.post(visit, CARD, poll.network_id, poll.key)


async def refresh(visit: Visit, poll: DatePoll) -> None:
    await posts.refresh(visit, CARD, poll.network_id, poll.key)
    await posts.refresh(visit, FOUND, poll.network_id, poll.key)


async def tell_found(visit: Visit, poll: DatePoll) -> None:
    """The group hears which date it is; of another one instead, in place of the first message."""
    await posts.refresh(visit, CARD, poll.network_id, poll.key)
    await posts.post_anew(visit, FOUND, poll.network_id, poll.key)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    poll = await date_polls.by_id(visit.uow, subject)
    if poll is None:
        return None
    found = await asking.found(visit.uow, poll, visit.now)
    rows: tuple[tuple[Button, ...], ...] = ()
    if poll.state is DatePollState.OPEN:
        rows = ((Button(_("Say when you can come"), url=visit.link("dates", poll.key)),),)
    return Message(text(_, found), rows)


def text(_: Reader, found: Found) -> Markup:
    """How a search stands, without names: for the group and for observers."""
    poll, result = found.poll, found.result
    if poll.state is DatePollState.PICKED:
        return _picked(_, found)
    if poll.state is DatePollState.CANCELLED:
        over = _("<b>We no longer look for a date: {title}</b>", title=poll.title)
        return lines(over, _("Reason: {reason}", reason=poll.reason))
    standings = sorted(result.ranked, key=lambda each: each.proposal.starts_at)
    return paragraphs(
        _("<b>We look for a date: {title}</b>", title=poll.title),
        *words.ranking(_, standings, result),
        lines(words.answered(_, result), until(_, poll)),
    )


def until(_: Reader, poll: DatePoll) -> Markup:
    if poll.state is DatePollState.OPEN:
        return _("I take answers until {moment}.", moment=_.moment(poll.closes_at))
    return _("No more answers are taken; those who lead pick a date.")


def _picked(_: Reader, found: Found) -> Markup:
    poll, result = found.poll, found.result
    picked = next((each for each in result.ranked if each.proposal.id == poll.picked_id), None)
    return paragraphs(
        _("<b>A date is found: {title}</b>", title=poll.title),
        lines(words.slot(_, picked.proposal), words.counts(_, picked, result)) if picked else None,
    )


async def render_found(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    poll = await date_polls.by_id(visit.uow, subject)
    picked = await picked_of(visit, poll) if poll else None
    if poll is None:
        return None
    if picked is None or poll.state is not DatePollState.PICKED:
        return Message(_("The date that was picked stands no longer: {title}", title=poll.title))
    text = lines(_("<b>We meet: {title}</b>", title=poll.title), words.slot(_, picked))
    return Message(text)


async def picked_of(visit: Visit, poll: DatePoll) -> Proposal | None:
    """The date that was picked, if any."""
    there = await date_polls.proposals(visit.uow, poll.key)
    return next((each for each in there if each.id == poll.picked_id), None)
