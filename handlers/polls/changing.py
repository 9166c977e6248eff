"""Changing a vote by words: until when, why it is cancelled, or why it was decided so."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from facilitation.permissions import Act
from facilitation.polls import life, reading
from facilitation.polls.draft import checked_change
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, lines, paragraphs
from handlers.polls import card, leading, one, words
from handlers.polls.door import enter, look
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage.polls import Poll, PollState

FITS: dict[str, Callable[[Poll], bool]] = {
    "until": lambda poll: (
        poll.state is PollState.OPEN or (poll.state is PollState.CLOSED and not poll.secret)
    ),
    "reason": lambda poll: poll.state is PollState.OPEN,
    "grounds": lambda poll: poll.state is PollState.CLOSED,
}
"""What can be changed, and as long as what is true of the poll."""
NONE = "none"


async def on_change(visit: Visit, poll_id: int, what: str) -> None:
    poll = await look(visit, poll_id, Act.START_POLL)
    if what not in FITS:
        raise Refused(DoorReason.OLD_BUTTON)
    if not FITS[what](poll):
        visit.edit(await one.page(visit, poll, leading.as_it_stands(visit, poll)))
        return
    if what == "reason":
        leading.be_in_the_group(visit)
    if poll.state is PollState.CLOSED and what == "until":
        await life.room_for(visit.uow, visit.here)
    await forms.begin(visit, FORM, {"poll": poll.key, "what": what}, network_id=visit.here.key)


# questions


async def _ask_until(visit: Visit, answers: Answers) -> Message:
    poll, _ = await look(visit, answers["poll"], Act.START_POLL), visit.reader
    is_open = poll.state is PollState.OPEN
    text = paragraphs(
        _("Until when shall I take votes? Write it, e.g. “Friday” or “14 January 12:00”."),
        words.until(_, poll) if is_open else _("The votes that are there stay, and can be changed until then."),
        _("The vote is secret, so it can only be prolonged.") if poll.secret else None,
    )  # fmt: skip
    return Message(text)


async def _take_until(visit: Visit, answers: Answers, typed: str) -> Any:
    """Refused while it is asked for."""
    poll = await look(visit, answers["poll"], Act.START_POLL)
    until = reading.read_deadline(typed, visit.now, visit.here.zone, visit.reader.language)
    return checked_change(poll, until.at, visit.now).isoformat()


async def _ask_reason(visit: Visit, answers: Answers) -> Message:
    poll, _ = await look(visit, answers["poll"], Act.START_POLL), visit.reader
    text = paragraphs(
        _("Why is the vote cancelled? Write it in a sentence; the group reads it."),
        _("The secret votes that are in the box are destroyed then, and nobody ever counts them.")
        if poll.secret
        else _("Nothing comes of the votes that are there."),
    )
    return Message(text)


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return life.checked_reason(typed)


async def _ask_grounds(visit: Visit, answers: Answers) -> Message:
    poll, _ = await look(visit, answers["poll"], Act.START_POLL), visit.reader
    text = paragraphs(
        _("Why was it decided so? Write it in a few sentences; everyone of the network may read it later."),
        _("So far it says: {words}", words=poll.grounds) if poll.grounds else None,
    )  # fmt: skip
    remove = (choice(_("Take the reasons out"), "grounds", NONE),)
    return Message(text, (remove,) if poll.grounds else ())


async def _take_grounds(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return life.checked_grounds(typed)


async def _pick_grounds(_visit: Visit, _answers: Answers, value: Any) -> Any:
    if value != NONE:
        raise Refused(DoorReason.OLD_BUTTON)
    return ""


# what is done


async def _done(visit: Visit, answers: Answers) -> None:
    poll, _ = await enter(visit, answers["poll"]), visit.reader
    what = answers["what"]
    if not FITS[what](poll):
        visit.edit(await one.page(visit, poll, leading.as_it_stands(visit, poll)))
        return
    if what == "until":
        until = datetime.fromisoformat(answers["until"])
        await _prolong(visit, poll, until)
        told = _("Changed.")
    elif what == "reason":
        leading.be_in_the_group(visit)
        await life.cancel(visit.uow, poll, answers["reason"], visit.now)
        _tell_cancelled(visit, poll)
        told = _("Cancelled. The group hears it now.")
    else:
        life.give_grounds(visit.uow, poll, answers["grounds"], visit.now)
        told = _("Saved. It stands on the card in the group, too.") if poll.grounds else _("Taken out.")
    await card.refresh(visit, poll)
    visit.edit(await one.page(visit, poll, told))


async def _prolong(visit: Visit, poll: Poll, until: datetime) -> None:
    """Who has voted need not hear of another deadline: the card says it. That votes are taken again, everyone does."""
    was_over = poll.state is not PollState.OPEN
    await life.extend(visit.uow, visit.here, poll, until, visit.now)
    if was_over:
        _ = visit.group_reader(visit.here)
        text = lines(
            _("<b>Votes are taken again: {question}</b>", question=poll.question), words.until(_, poll)
        )
        details = Button(_("Details"), url=visit.link("poll", poll.key))
        visit.announce(visit.here, Message(text, ((details,),)), kind="polls.reopened")


def _tell_cancelled(visit: Visit, poll: Poll) -> None:
    _ = visit.group_reader(visit.here)
    text = lines(words.title(_, poll), _("Reason: {reason}", reason=poll.reason))
    visit.announce(visit.here, Message(text), kind="polls.cancelled")


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("poll", "open", answers["poll"]))


def _asked(what: str) -> Callable[[Answers], bool]:
    return lambda answers: answers["what"] == what


FORM = Form(
    "poll_change",
    (
        Step("until", _ask_until, _take_until, when=_asked("until")),
        Step("reason", _ask_reason, _take_reason, when=_asked("reason")),
        Step("grounds", _ask_grounds, _take_grounds, _pick_grounds, when=_asked("grounds")),
    ),
    _done,
    origin=_origin,
)
