"""Votes about something of the network: begun from its page, shown there, on the meeting's page and in its report."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls.draft import LONGEST_QUESTION, Draft
from facilitation.refusals import Refused
from handlers import matters, picker
from handlers.feature import Known, Matter
from handlers.message import Button, Message, lines, paragraphs
from handlers.polls import figures, outcome, starting, words
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Bullets
from storage import polls
from storage.meetings import Meeting
from storage.network import Network
from storage.polls import Option, Poll, PollState, Subject

LONGEST_LABEL = 40


async def on_about(visit: Visit, matter: str, number: int, meeting: int) -> None:
    """Put it to the vote: its words are the question until somebody writes another one."""
    if matter not in set(Subject):
        raise Refused(DoorReason.OLD_BUTTON)
    said = await matters.words(visit, Matter(matter, number, meeting))
    question = picker.cut(" ".join(said.split()), LONGEST_QUESTION)
    draft = Draft(question, subject_kind=Subject(matter), subject_id=number, meeting_id=meeting or None)
    await starting.begin_with(visit, draft)


async def takes_up(visit: Visit, _: Reader, matter: Matter) -> Message | None:
    """The votes about it with what came of them; whoever leads can begin one."""
    about = await polls.of_subject(
        visit.uow, visit.here.key, Subject(matter.kind), matter.number, matter.meeting or None
    )
    if not visit.may(Act.SEE_POLLS):
        return None
    message = await _told(visit, _, about)
    if not visit.may(Act.START_POLL):
        return message
    vote = Button(
        _("Let's vote about it…"), tap=visit.tap("poll", "about", matter.kind, matter.number, matter.meeting)
    )
    return (message or Message(paragraphs())).with_buttons([vote])


async def on_meeting(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Message | None:
    """Votes under way that belong to a meeting, on its page."""
    found = await polls.of_meeting(visit.uow, meeting.key, PollState.OPEN) if visit.may(Act.SEE_POLLS) else []
    return await _told(visit, _, found)


async def reported(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Known:
    """What was voted on at a meeting, for its report."""
    found = [
        each for each in await polls.of_meeting(visit.uow, meeting.key, PollState.CLOSED) if each.turnout
    ]
    options = await polls.options(visit.uow, [each.key for each in found])
    told = tuple(_reported(_, each, options[each.key]) for each in found)
    return Known((Bullets(told),)) if told else Known()


def _reported(_: Reader, poll: Poll, options: Sequence[Option]) -> str:
    decision = Markup(" ").join(outcome.decision(_, poll, options).split("\n"))
    told = (_("Vote: {question}", question=poll.question), decision, figures.turnout(_, poll))
    return " ".join(each.striptags() for each in told)


async def _told(visit: Visit, _: Reader, about: Sequence[Poll]) -> Message | None:
    if not about:
        return None
    options = await polls.options(visit.uow, [each.key for each in about])
    text = paragraphs(*(_line(_, each, options[each.key]) for each in about))
    rows = tuple(
        (Button(picker.cut(_("Vote: {question}", question=each.question).unescape(), LONGEST_LABEL),
                tap=visit.tap("poll", "open", each.key)),)
        for each in about
    )  # fmt: skip
    return Message(text, rows)


def _line(_: Reader, poll: Poll, options: Sequence[Option]) -> Markup:
    if poll.state is PollState.OPEN:
        return lines(words.title(_, poll), words.until(_, poll))
    return lines(words.title(_, poll), outcome.decision(_, poll, options, brief=True))
