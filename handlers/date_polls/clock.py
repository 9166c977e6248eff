"""What happens by itself: one reminder, one question about dates that came later, and the end of the time."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.date_polls import asking, polls
from facilitation.date_polls.asking import Found
from handlers.date_polls import card, picture, standing, words
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import date_polls, due_work, roles
from storage.date_polls import DatePoll, DatePollState, Proposal
from storage.due_work import DueWork
from storage.network import Network
from storage.people import Person
from storage.roles import Role

RESULT, UNREACHED = "date_polls.result", "date_polls.unreached"


async def remind(visit: Visit, work: DueWork) -> None:
    """Whoever has said nothing, privately and once; those who can't be written to are named to the facilitators."""
    network, poll = await _of(visit, work)
    if network is None or poll is None or poll.reminded_at is not None:
        return
    poll.reminded_at = visit.now
    visit.uow.session.add(poll)
    found = await asking.found(visit.uow, poll, visit.now)
    missed = []
    for person in found.silent:
        message = _reminder(visit, visit.reader_of(person), network, found)
        if not visit.tell(
            person, message, kind=polls.REMIND, network=network, not_after=poll.closes_at, about=poll.key
        ):
            missed.append(person)
    if missed:
        await _name_unreached(visit, network, poll, missed)


def _reminder(visit: Visit, _: Reader, network: Network, found: Found) -> Message:
    poll = found.poll
    text = paragraphs(
        lines(
            _("<b>When can you come? {title}</b>", title=poll.title),
            _("Network: <b>{topic}</b>", topic=network.topic),
        ),
        _dates(_, [each.proposal for each in found.result.ranked]),
        lines(
            _("Your answer is still missing. I take it until {moment}.", moment=_.moment(poll.closes_at)),
            _("I remind you only this once."),
        ),
    )
    return Message(text, (_answer(visit, _, poll),))


async def _name_unreached(visit: Visit, network: Network, poll: DatePoll, missed: Sequence[Person]) -> None:
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        text = paragraphs(
            Markup("<b>{}</b>").format(poll.title),
            _("I can't remind these people privately, and they have not answered: {names}.",
              names=words.names(_, missed)),
            _("Please tell them yourself; once they send me /start, I can write to them."),
        )  # fmt: skip
        visit.tell(
            leader, Message(text, names=words.keys(missed)), kind=UNREACHED, network=network,
            not_after=poll.closes_at, about=poll.key,
        )  # fmt: skip


async def added(visit: Visit, work: DueWork) -> None:
    """Dates that came later: whoever has answered before is asked about them, once and in one message."""
    network, poll = await _of(visit, work)
    if network is None or poll is None:
        return
    found = await asking.found(visit.uow, poll, visit.now)
    there = sorted((each.proposal for each in found.result.ranked), key=lambda each: each.starts_at)
    for key, person in found.asked.people.items():
        said = found.said.get(key)
        if said and (new := asking.untold(there, said)):
            message = _new_dates(visit, visit.reader_of(person), network, poll, new)
            visit.tell(
                person, message, kind=polls.ADDED, network=network, not_after=poll.closes_at, about=poll.key
            )
    for each in there:
        each.asked_at = each.asked_at or visit.now
        visit.uow.session.add(each)


def _new_dates(visit: Visit, _: Reader, network: Network, poll: DatePoll, new: Sequence[Proposal]) -> Message:
    text = paragraphs(
        lines(
            _("<b>New dates: {title}</b>", title=poll.title),
            _("Network: <b>{topic}</b>", topic=network.topic),
        ),
        _dates(_, new),
        _("What you answered to the others stays. Can you come on these too?"),
    )
    return Message(text, (_answer(visit, _, poll),))


def _dates(_: Reader, those: Sequence[Proposal]) -> Markup:
    ordered = sorted(those, key=lambda each: each.starts_at)
    return lines(*(Markup("• {}").format(words.slot(_, each)) for each in ordered))


def _answer(visit: Visit, _: Reader, poll: DatePoll) -> tuple[Button, ...]:
    return (Button(_("Say when you can come"), tap=visit.tap("date", "open", poll.key), style="primary"),)


# the end


async def close(visit: Visit, work: DueWork) -> None:
    """The time is over; where the bot is away, it ends when the bot is back."""
    network, poll = await _of(visit, work)
    if network is not None and poll is not None and poll.closes_at <= visit.now:
        await polls.close(visit.uow, poll, visit.now)
        await after_closing(visit, poll)


async def after_closing(visit: Visit, poll: DatePoll, *, besides: Person | None = None) -> None:
    """The card says so quietly; those who decide read what came of it right after this transaction, and see it."""
    await card.refresh(visit, poll)
    await due_work.plan(
        visit.uow, RESULT, str(poll.key), visit.now, network_id=poll.network_id, poll=poll.key,
        besides=besides.key if besides else 0,
    )  # fmt: skip


async def tell_result(visit: Visit, work: DueWork) -> None:
    """To all who decide, besides the one who has just closed it and reads it there."""
    network = await visit.leave_for_network(work.network_id)
    poll = await date_polls.by_id(visit.uow, work.arguments["poll"])
    if network is None or poll is None or poll.state is not DatePollState.CLOSED:
        return
    found = await asking.found(visit.uow, poll, visit.now)
    for person in await asking.deciders(visit.uow, poll, visit.now):
        if person.id != work.arguments["besides"]:
            message = _result(visit, visit.reader_of(person), network, found)
            visit.tell(person, message, kind=RESULT, network=network, about=poll.key)
    await picture.plan(visit, poll)


def _result(visit: Visit, _: Reader, network: Network, found: Found) -> Message:
    poll = found.poll
    text = paragraphs(
        _("<b>The time for answers is over.</b> Please pick a date."),
        _("Network: <b>{topic}</b>", topic=network.topic),
        standing.text(_, found),
    )
    more = (
        Button(_("Take answers again…"), tap=visit.tap("date", "change", poll.key, "until")),
        Button(_("Cancel it…"), tap=visit.tap("date", "change", poll.key, "reason")),
    )
    return Message(text, (*standing.dates(visit, _, found), more), words.keys(found.silent))


async def _of(visit: Visit, work: DueWork) -> tuple[Network | None, DatePoll | None]:
    """The network, unless the bot is away; the poll, as long as it is open."""
    network = await visit.leave_for_network(work.network_id)
    poll = await date_polls.to_change(visit.uow, work.arguments["poll"]) if network else None
    return network, poll if poll is not None and poll.state is DatePollState.OPEN else None
