"""`/pytanie` under what someone wrote in the group: they are asked whether it may become a question.

Nothing of their words is kept before they agree: the request is a reply to their message, and comes back with it.
"""

from dataclasses import replace

from facilitation.permissions import Act
from facilitation.questions import asking as rules
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from handlers.heard import Quoted
from handlers.message import Button, Message
from handlers.questions import card, suggesting
from handlers.visit import Visit
from storage import people


async def propose(visit: Visit, quoted: Quoted) -> None:
    """One's own words become a question at once; someone else is asked for consent, under their message."""
    if quoted.user is None:
        raise Refused(QuestionReason.NOT_THEIR_WORDS)
    rules.checked_words(quoted.words)
    if visit.heard.user is not None and quoted.user.id == visit.heard.user.id:
        await _ask(visit, quoted)
    else:
        await _request(visit, quoted)
    if visit.heard.message_id:
        visit.remove(visit.heard.chat_id, visit.heard.message_id)


async def _request(visit: Visit, quoted: Quoted) -> None:
    _ = visit.reader
    assert quoted.user is not None
    author = await people.by_telegram_id(visit.uow, quoted.user.id)
    text = _(
        "{author}, {name} thinks that this is a question for the whole network. Shall I put it on a card, "
        "so that it gets an answer?", author=quoted.user.full_name, name=visit.me.name,
    )  # fmt: skip
    yes = Button(_("Yes, make it a question"), tap=visit.tap("q", "mine", visit.here.key), style="success")
    no = Button(_("No"), tap=visit.tap("q", "notmine", visit.here.key))
    names = frozenset({visit.me.key}) | (frozenset({author.key}) if author else frozenset())
    asking, visit.heard = visit.heard, replace(visit.heard, message_id=quoted.message_id)
    visit.reply(Message(text, ((yes, no),), names))
    visit.heard = asking


async def on_mine(visit: Visit, network_id: int) -> None:
    """Whoever wrote it agrees."""
    quoted = await _own_words(visit, network_id)
    await _ask(visit, quoted)
    _put_away(visit)


async def on_not_mine(visit: Visit, network_id: int) -> None:
    await _own_words(visit, network_id)
    visit.answer(visit.reader("All right, it stays an ordinary message."))
    _put_away(visit)


async def _own_words(visit: Visit, network_id: int) -> Quoted:
    """What the request is a reply to; refused to everyone but whoever wrote it."""
    await visit.enter(network_id)
    visit.require(Act.ASK)
    quoted = visit.heard.quoted
    if quoted is None or quoted.user is None or not quoted.words:
        raise Refused(QuestionReason.NOT_THEIR_WORDS)
    if visit.heard.user is None or quoted.user.id != visit.heard.user.id:
        raise Refused(QuestionReason.NOT_THEIR_WORDS)
    return quoted


async def _ask(visit: Visit, quoted: Quoted) -> None:
    """Their message stays: others may have talked about it already, and a file belongs to it."""
    await rules.room_for(visit.uow, visit.here, visit.me)
    question = await rules.ask(
        visit.uow, visit.here, visit.me, quoted.words, unnamed=False, now=visit.now, file=quoted.attached
    )
    await card.post(visit, question, with_file=False)
    await suggesting.plan(visit, question)


def _put_away(visit: Visit) -> None:
    assert visit.heard.message_id is not None
    visit.remove(visit.heard.chat_id, visit.heard.message_id)
