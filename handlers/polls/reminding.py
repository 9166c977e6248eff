"""One private reminder to those who have not voted; those who can't be written to are named to the facilitators."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.polls import reminding
from handlers.message import Message, lines, paragraphs
from handlers.polls import clock, ways, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import roles
from storage.due_work import DueWork
from storage.network import Network
from storage.people import Person
from storage.polls import Poll, Unit
from storage.roles import Role

UNREACHED = "polls.unreached"


async def remind(visit: Visit, work: DueWork) -> None:
    network, poll = await clock.of(visit, work)
    if network is None or poll is None or poll.reminded_at is not None or poll.closes_at <= visit.now:
        return
    poll.reminded_at = visit.now
    visit.uow.session.add(poll)
    missing = await reminding.missing(visit.uow, poll, visit.now)
    for person in missing.reached:
        message = _reminder(visit, visit.reader_of(person), network, poll)
        visit.tell(
            person, message, kind=reminding.REMIND, network=network, not_after=poll.closes_at, about=poll.key,
            traceless=poll.secret,
        )  # fmt: skip
    if missing.unreached:
        await _name_unreached(visit, network, poll, missing.unreached)


def _reminder(visit: Visit, _: Reader, network: Network, poll: Poll) -> Message:
    text = paragraphs(
        lines(
            Markup("<b>{}</b>").format(poll.question),
            _("Network: <b>{topic}</b>", topic=network.topic),
        ),
        _still_missing(_, poll),
        _("I remind you only this once."),
    )
    return Message(text, ((ways.to_vote(visit, _, poll),),))


def _still_missing(_: Reader, poll: Poll) -> Markup:
    until = _.moment(poll.closes_at)
    if poll.unit is Unit.INSTITUTIONS:
        return _("The vote of your institution is still missing. I take it until {moment}.", moment=until)
    return _("Your vote is still missing. I take it until {moment}.", moment=until)


async def _name_unreached(visit: Visit, network: Network, poll: Poll, those: Sequence[Person]) -> None:
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        named = words.people(_, those)
        whom = (
            _("I can't write to these people privately: {names}. Whether they have voted, I don't say.", names=named)
            if poll.secret
            else _("I can't remind these people privately, and they have not voted: {names}.", names=named)
        )  # fmt: skip
        text = paragraphs(
            Markup("<b>{}</b>").format(poll.question),
            whom,
            _("Please tell them yourself; once they send me /start, I can write to them."),
        )
        visit.tell(
            leader, Message(text, names=words.keys(those)), kind=UNREACHED, network=network,
            not_after=poll.closes_at, about=poll.key,
        )  # fmt: skip
