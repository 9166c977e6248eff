"""Answering: every date with three buttons, each tap is saved; what was said before is there when it is opened again.

A row of buttons bears the number of its date: so ten dates fit on a phone, and one tap answers each of them.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facilitation.date_polls import asking, polls
from facilitation.date_polls.reasons import DatePollReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.date_polls import card, words
from handlers.date_polls.door import enter, look
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import date_polls
from storage.date_polls import Choice, DatePoll, DatePollState, Proposal

STYLES = {Choice.YES: "success", Choice.MAYBE: "primary", Choice.NO: "danger"}
Mine = Mapping[int, Choice]


async def on_open(visit: Visit, poll_id: int) -> None:
    """One's own answers; whoever only looks on sees how the dates stand."""
    poll = await look(visit, poll_id, Act.SEE_DATES)
    if visit.may(Act.ANSWER_DATES):
        visit.edit(await screen(visit, poll))
    else:
        visit.edit(Message(card.text(visit.reader, await asking.found(visit.uow, poll, visit.now))))


async def on_say(visit: Visit, poll_id: int, proposal_id: int, choice: str) -> None:
    poll = await enter(visit, poll_id, Act.ANSWER_DATES)
    await _save(visit, poll, {proposal_id: _choice(choice)})


async def on_all(visit: Visit, poll_id: int, choice: str) -> None:
    """The same to every date."""
    poll = await enter(visit, poll_id, Act.ANSWER_DATES)
    there = await date_polls.proposals(visit.uow, poll.key)
    await _save(visit, poll, {each.key: _choice(choice) for each in there})


def _choice(typed: str) -> Choice:
    if typed not in set(Choice):
        raise Refused(DoorReason.OLD_BUTTON)
    return Choice(typed)


async def _save(visit: Visit, poll: DatePoll, choices: Mine) -> None:
    """Whoever has an old message reads what is proposed now."""
    try:
        await polls.answer(visit.uow, poll, visit.me, choices, visit.now)
    except Refused as refused:
        if refused.reason not in (DatePollReason.CLOSED, DatePollReason.TAKEN_OUT):
            raise
        visit.answer(visit.reader(visit.registry.sentence(refused.reason)).striptags(), alert=True)
    else:
        await card.refresh(visit, poll)
        visit.answer(visit.reader("Saved."))
    visit.edit(await screen(visit, poll))


async def screen(visit: Visit, poll: DatePoll) -> Message:
    """The dates with what this person says to them."""
    _ = visit.reader
    there = await date_polls.proposals(visit.uow, poll.key)
    mine = await date_polls.answers_of(visit.uow, poll.key, visit.me.key)
    is_open = poll.state is DatePollState.OPEN and poll.closes_at > visit.now
    text = paragraphs(
        lines(
            _("<b>When can you come? {title}</b>", title=poll.title),
            _("Network: <b>{topic}</b>", topic=visit.here.topic),
        ),
        lines(*(_mine(_, n, each, mine) for n, each in enumerate(there, 1))),
        _how(_, poll) if is_open else await _over(visit, _, poll),
    )
    return Message(text, _rows(visit, _, poll, there, mine) if is_open else ())


def _mine(_: Reader, number: int, proposal: Proposal, mine: Mine) -> Markup:
    said = mine.get(proposal.key)
    date = Markup("{}. {}").format(number, words.slot(_, proposal))
    return Markup("{} – <b>{}</b>").format(date, words.choice(_, said)) if said else date


def _how(_: Reader, poll: DatePoll) -> Markup:
    return lines(
        _("Tap an answer under the number of each date: yes, perhaps (if need be), or no."),
        _("I save each tap at once. You can change it until {moment}.", moment=_.moment(poll.closes_at)),
    )


async def _over(visit: Visit, _: Reader, poll: DatePoll) -> Markup:
    """Why nothing can be answered any more."""
    picked = await card.picked_of(visit, poll)
    if poll.state is DatePollState.PICKED and picked is not None:
        return _("This date was picked: <b>{date}</b>", date=words.slot(_, picked))
    if poll.state is DatePollState.CANCELLED:
        return _("This search was cancelled. Reason: {reason}", reason=poll.reason)
    return _("No more answers are taken. When a date is picked, the group hears it.")


def _rows(visit: Visit, _: Reader, poll: DatePoll, there: Sequence[Proposal], mine: Mine) -> Rows:
    rows = [
        tuple(_button(visit, _, poll, n, each, choice, mine.get(each.key)) for choice in Choice)
        for n, each in enumerate(there, 1)
    ]
    every = (
        Button(_("All: yes"), tap=visit.tap("date", "all", poll.key, Choice.YES.value)),
        Button(_("All: no"), tap=visit.tap("date", "all", poll.key, Choice.NO.value)),
    )
    return (*rows, every)


def _button(
    visit: Visit,
    _: Reader,
    poll: DatePoll,
    number: int,
    proposal: Proposal,
    choice: Choice,
    said: Choice | None,
) -> Button:
    """What was chosen bears a tick and a colour."""
    tap = visit.tap("date", "say", poll.key, proposal.key, choice.value)
    text = f"{number}. {_short(_, choice)}"
    return Button(f"✓ {text}", tap=tap, style=STYLES[choice]) if choice is said else Button(text, tap=tap)


def _short(_: Reader, choice: Choice) -> Markup:
    return _("perhaps") if choice is Choice.MAYBE else words.choice(_, choice)
