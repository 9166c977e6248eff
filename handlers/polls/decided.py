"""What votes add to the decision log: every one that is over and in which somebody voted."""

from markupsafe import Markup

from handlers import picker
from handlers.feature import Decided
from handlers.message import lines
from handlers.polls import figures, outcome
from handlers.visit import Visit
from locales.reader import Reader
from storage import polls
from storage.network import Network
from storage.polls import Option, Poll, PollState

LONGEST_QUESTION, LONGEST_ABOUT = 200, 150


async def decisions(visit: Visit, _: Reader, network: Network) -> list[Decided]:
    over = [
        each for each in await polls.of_network(visit.uow, network.key, [PollState.CLOSED]) if each.turnout
    ]
    options = await polls.options(visit.uow, [each.key for each in over])
    return [_decided(visit, _, each, options[each.key]) for each in over]


def _decided(visit: Visit, _: Reader, poll: Poll, options: list[Option]) -> Decided:
    return Decided(
        at=poll.closed_at or poll.closes_at,
        what=_("Vote: {question}", question=picker.cut(poll.question, LONGEST_QUESTION)),
        outcome=lines(outcome.decision(_, poll, options, brief=True), figures.turnout(_, poll)),
        reasons=_reasons(_, poll),
        opens=visit.tap("poll", "open", poll.key),
    )


def _reasons(_: Reader, poll: Poll) -> Markup | None:
    """Why it was decided so, or at least what it was about."""
    if poll.grounds:
        return _("Reasons: {grounds}", grounds=poll.grounds)
    about = picker.cut(" ".join(poll.about.split()), LONGEST_ABOUT)
    return Markup("<i>{}</i>").format(about) if about else None
