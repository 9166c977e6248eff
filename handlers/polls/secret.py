"""A secret vote for whoever casts it: what secret means before the first choice, and the box after the last one."""

from markupsafe import Markup

from facilitation.polls import ballots, paper, seats, secret, voting
from facilitation.polls.reasons import PollReason
from facilitation.polls.seats import Electorate
from facilitation.refusals import Refused
from handlers.message import Button, Message, lines, paragraphs
from handlers.polls import words
from handlers.visit import Visit
from locales.reader import Reader
from storage import polls
from storage.polls import Poll, Unit


async def before(visit: Visit, poll: Poll) -> Message:
    """What whoever votes should know first; only that the vote is there, once it is."""
    if await is_in_the_box(visit, poll, await seats.electorate(visit.uow, poll, visit.now)):
        return in_the_box(visit, poll)
    _ = visit.reader
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    first = visit.tap("poll", "mark", poll.key, ballots.as_tap(paper.blank(poll, options)))
    on = Button(_("To the ballot paper"), tap=first, style="primary")
    return Message(paragraphs(words.title(_, poll), explained(_, poll)), ((on,), (_back(visit, _, poll),)))


def explained(_: Reader, poll: Poll) -> Markup:
    return paragraphs(
        _("<b>This vote is secret.</b> Before you choose:"),
        _(
            "<b>Who can't see your vote:</b> nobody of the network – no member, no facilitator, no expert, no "
            "coordinator, and not whoever started the vote. Nor can somebody who steals the database or a backup."
        ),
        _(
            "<b>Who could:</b> whoever runs this bot, by altering the program while it runs; and Telegram, for chats "
            "with bots are not end-to-end encrypted."
        ),
        lines(
            _("• The vote is sealed: it can't be changed afterwards, nor looked at."),
            _("• There is no result before the end, and nobody can bring the end forward."),
            _few(_, poll),
            _("• If all vote alike, the result reveals everyone's vote."),
        ),
    )


def _few(_: Reader, poll: Poll) -> Markup:
    if poll.unit is Unit.INSTITUTIONS:
        return _("• If fewer than 5 institutions vote, the votes are destroyed uncounted.")
    return _("• If fewer than 5 people vote, the votes are destroyed uncounted.")


async def is_in_the_box(visit: Visit, poll: Poll, everyone: Electorate) -> bool:
    """Whether a vote was sealed on the seat of whoever taps. Refused to whoever has none."""
    voting.seat_for(everyone, visit.me)
    return await secret.has_sealed(visit.uow, poll, everyone, visit.me)


async def drop_in(visit: Visit, poll: Poll, chosen: str) -> None:
    """Into the box. Whoever is handled again after a crash, or taps twice, reads the same."""
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    try:
        await secret.seal(
            visit.uow, poll, visit.me, paper.read(poll, options, chosen), visit.since, visit.now
        )
    except Refused as refused:
        if refused.reason is not PollReason.SEALED:
            raise
    visit.edit(in_the_box(visit, poll))


def in_the_box(visit: Visit, poll: Poll) -> Message:
    """Nothing of what was chosen."""
    _ = visit.reader
    text = _("The vote is in the box. Nobody can change it or look at it. The group reads the result after {moment}.",
             moment=_.moment(poll.closes_at))  # fmt: skip
    return Message(paragraphs(words.title(_, poll), text), ((_back(visit, _, poll),),))


def _back(visit: Visit, _: Reader, poll: Poll) -> Button:
    return Button(_("‹ Back"), tap=visit.tap("poll", "open", poll.key))
