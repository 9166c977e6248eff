"""How long a question may wait, and who hears of it when it does; none ends without an end."""

from datetime import datetime, timedelta
from enum import StrEnum

from facilitation import settings
from facilitation.calendar.quiet import next_sensible_moment
from facilitation.settings import Setting
from storage import due_work
from storage.due_work import Planned
from storage.network import Network
from storage.questions import Question
from storage.unit_of_work import UnitOfWork

CHOICES = (24, 48, 72, 120, 168)
HOURS = Setting("questions.hours", 72, lambda hours: hours in CHOICES)
CARE, CONFIRM, ROUND = "questions.care", "questions.confirm", "questions.round"

BETWEEN_STAGES = timedelta(days=1)
BEFORE_IT_IS_LISTED = timedelta(days=7)
IN_LINE_AT_MOST = timedelta(days=30)
BEFORE_ASKING_AGAIN = timedelta(days=3)
BEFORE_SILENCE_IS_CONSENT = timedelta(days=8)


class Stage(StrEnum):
    """Who hears next of a question that waits: the expert, those in the next office hours, the facilitator; then it
    is listed as unanswered."""

    EXPERT = "expert"
    LINE = "line"
    FACILITATOR = "facilitator"
    LIST = "list"


class Asking(StrEnum):
    """Whoever asked is reminded to say whether an answer helped; at last silence is consent."""

    AGAIN = "again"
    NO_MORE = "no more"


async def begin(uow: UnitOfWork, network: Network, question: Question, now: datetime) -> None:
    """From now on somebody looks after the question, as if it were asked now."""
    hours = (await settings.of_network(uow, network.key))[HOURS]
    await plan(uow, network, question, Stage.EXPERT, now + timedelta(hours=hours))


async def ensure(uow: UnitOfWork, network: Network, question: Question) -> None:
    """Somebody looks after the question; one that was asked in line is in the hands of whoever holds it."""
    stage, at = Stage.FACILITATOR, question.asked_at + IN_LINE_AT_MOST
    if question.told_at != question.asked_at:
        hours = (await settings.of_network(uow, network.key))[HOURS]
        stage, at = Stage.EXPERT, question.asked_at + timedelta(hours=hours)
    await due_work.plan_unless_planned(uow, _care(network, question, stage, at), network.key)


async def plan(uow: UnitOfWork, network: Network, question: Question, stage: Stage, at: datetime) -> None:
    await due_work.plan_all(uow, [_care(network, question, stage, at)], network.key)


def _care(network: Network, question: Question, stage: Stage, at: datetime) -> Planned:
    arguments: dict[str, int | str] = {"question": question.key, "stage": stage.value}
    return Planned(CARE, str(question.key), next_sensible_moment(at, network.zone), None, arguments)


async def await_word(
    uow: UnitOfWork, network: Network, question: Question, asking: Asking, at: datetime
) -> None:
    """Whoever asked has an answer and says nothing."""
    sensible = next_sensible_moment(at, network.zone)
    await due_work.plan(
        uow, CONFIRM, str(question.key), sensible, network_id=network.key, question=question.key,
        asking=asking.value,
    )  # fmt: skip
