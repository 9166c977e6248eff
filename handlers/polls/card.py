"""What stands in the group: the question, how it stands, and, where one tap is a whole vote, the answers to tap."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.polls import result, secret
from facilitation.polls.counting.outcome import Outcome
from facilitation.polls.result import Standing
from handlers import posts
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.polls import answers, outcome, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import polls
from storage.network import Network
from storage.polls import Option, Poll, PollKind, PollState, native

CARD = "polls.card"


async def show(visit: Visit, poll: Poll) -> None:
    """Post the card, or bring it up to date."""
    await posts.post(visit, CARD, poll.network_id, poll.key)


async def refresh(visit: Visit, poll: Poll) -> None:
    await posts.refresh(visit, CARD, poll.network_id, poll.key)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    poll = await polls.by_id(visit.uow, subject)
    if poll is None:
        return None
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    if poll.state is not PollState.OPEN:
        details = Button(_("Details"), url=visit.link("poll", poll.key))
        text = lines(ended(_, poll, options), outcome.grounds(_, poll))
        return Message(text, ((details,),))
    tapped = poll.kind in answers.TAPPED and not poll.secret
    rows = answers.buttons(visit, _, poll, options) if tapped else ()
    stands = None if poll.secret else await result.standing(visit.uow, poll, visit.now)
    text = paragraphs(await running(visit, _, poll, options, stands), await _moved_here(visit, _, poll))
    return Message(text, (*rows, *_ways(visit, _, poll, tapped=tapped)))


async def _moved_here(visit: Visit, _: Reader, poll: Poll) -> Markup | None:
    """Where the vote began as a poll of Telegram's."""
    if poll.kind not in (PollKind.SINGLE, PollKind.MULTIPLE) or poll.secret:
        return None
    if await native.of_poll(visit.uow, poll.key) is None:
        return None
    return _("The vote goes on here; all votes that were cast before are kept.")


async def running(
    visit: Visit, _: Reader, poll: Poll, options: Sequence[Option], stands: Standing | None
) -> Markup:
    """An open poll as everyone may see it."""
    return paragraphs(
        words.title(_, poll),
        poll.about or None,
        words.listed(_, poll, options, seen(poll, stands)),
        words.how(_, poll),
        lines(await voted(visit, _, poll, stands), words.quorum(_, poll), words.until(_, poll)),
    )


async def voted(visit: Visit, _: Reader, poll: Poll, stands: Standing | None) -> Markup:
    """How many have voted, as far as that may be known."""
    if stands is not None:
        return words.turnout(_, poll, stands.turnout)
    return words.band(_, await secret.band(visit.uow, poll))


def seen(poll: Poll, stands: Standing | None) -> Outcome | None:
    """What may be seen while votes are taken."""
    return stands.outcome if stands is not None and poll.live else None


def ended(_: Reader, poll: Poll, options: Sequence[Option]) -> Markup:
    if poll.state is PollState.CANCELLED:
        return lines(words.title(_, poll), outcome.why_cancelled(_, poll))
    return lines(words.title(_, poll), outcome.decision(_, poll, options))


def _ways(visit: Visit, _: Reader, poll: Poll, *, tapped: bool) -> Rows:
    """Into private chat: to vote there, to object, or to see more."""
    page = visit.link("poll", poll.key)
    if poll.kind is PollKind.CONSENT:
        return ((Button(_("I object…"), url=visit.link("object", poll.key)), Button(_("Details"), url=page)),)
    if tapped:
        return ((Button(_("Details"), url=page),),)
    return ((Button(_("Vote"), url=visit.link("ballot", poll.key), style="primary"),),)
