"""The line for a session: who comes next, what waits, and where it goes when the hour is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.questions import asking as rules
from facilitation.refusals import Refused
from storage import office_hours, questions
from storage.network import Network
from storage.office_hours import IN_LINE, Hour, InLine, Session, SessionState, Turn, TurnState
from storage.people import Person
from storage.questions import Question, QuestionState
from storage.unit_of_work import UnitOfWork

MOST_IN_LINE, MOST_OF_ONE = 40, 5


@dataclass(frozen=True)
class Line:
    """Everything that ever stood in the line of a session."""

    every: tuple[InLine, ...]

    @property
    def turns(self) -> list[Turn]:
        return [each.turn for each in self.every]

    @property
    def present(self) -> list[InLine]:
        """What stands in it now, in order."""
        return sorted(
            (each for each in self.every if each.turn.state in IN_LINE), key=lambda it: it.turn.place
        )

    @property
    def waiting(self) -> list[InLine]:
        return [each for each in self.present if each.turn.state is TurnState.WAITING]

    def ended(self, state: TurnState) -> list[Question]:
        return [each.question for each in self.every if each.turn.state is state]

    def find(self, question_id: int) -> InLine | None:
        return next((each for each in self.every if each.question.id == question_id), None)

    def place_of(self, question_id: int) -> int | None:
        """1 for the first that stands in it now."""
        keys = [each.question.key for each in self.present]
        return keys.index(question_id) + 1 if question_id in keys else None


async def line_of(uow: UnitOfWork, session_id: int, me: Person | None = None) -> Line:
    """The line of a session, as someone sees it."""
    return Line(tuple(await office_hours.line_of(uow, session_id, me.id if me else None)))


def open_for_questions(hour: Hour, now: datetime) -> None:
    """Refused once the session is over or does not take place."""
    if hour.session.state not in office_hours.AHEAD or hour.session.ends_at <= now:
        raise Refused(OfficeHoursReason.NO_LINE)


async def join(
    uow: UnitOfWork, network: Network, hour: Hour, asker: Person, typed: str, *, unnamed: bool, now: datetime
) -> tuple[Question, Line]:
    """Ask, and stand in line: the question, and the line with it."""
    line = await room_for(uow, hour, asker, now)
    question = await rules.ask(uow, network, asker, typed, unnamed=unnamed, now=now)
    question.told_at = now
    last = max((turn.place for turn in line.turns), default=0)
    turn = Turn(session_id=hour.session.key, question_id=question.key, place=last + 1)
    uow.session.add(turn)
    return question, Line((*line.every, InLine(turn, question, asker, "", others=0, also=False)))


async def room_for(uow: UnitOfWork, hour: Hour, asker: Person, now: datetime) -> Line:
    """The line that someone may stand in; refused where it is over, or full."""
    open_for_questions(hour, now)
    line = await line_of(uow, hour.session.key, asker)
    if len([each for each in line.present if each.question.asker_id == asker.id]) >= MOST_OF_ONE:
        raise Refused(OfficeHoursReason.MANY_OF_ONE, most=MOST_OF_ONE)
    if len(line.present) >= MOST_IN_LINE:
        raise Refused(OfficeHoursReason.LINE_FULL, most=MOST_IN_LINE)
    return line


async def withdraw(uow: UnitOfWork, question: Question, by: Person, now: datetime) -> bool:
    """Take one's question out of line; False where it goes on for others."""
    rules.unanswered(rules.own(rules.still_there(question), by))
    gone = await rules.withdraw(uow, question, now)
    if gone:
        await _out_of_line(uow, [question.key])
    return gone


async def withdraw_all(uow: UnitOfWork, network_id: int, person_id: int, now: datetime) -> None:
    """Someone has left: what they ask is withdrawn, and what others ask interests them no longer."""
    await questions.leave(uow, network_id, person_id)
    theirs = await questions.open_of_person(uow, network_id, person_id)
    gone = [question.key for question in theirs if await rules.leave_behind(uow, question, now)]
    await _out_of_line(uow, gone)


async def merge(uow: UnitOfWork, line: Line, question_id: int, into_id: int, now: datetime) -> InLine:
    """Of two similar questions one goes on: the one that does."""
    merged, into = _present(line, question_id), _present(line, into_id)
    if merged is into:
        raise Refused(OfficeHoursReason.NOT_IN_LINE)
    await rules.merge(uow, merged.question, into.question, now)
    merged.turn.state = TurnState.GONE
    uow.session.add(merged.turn)
    return into


def earlier(line: Line, question_id: int, *, first: bool = False) -> None:
    """One place forward among those that wait, or before all of them."""
    waiting = [each.turn for each in line.waiting]
    turn = _waiting(line, question_id)
    at = waiting.index(turn)
    ahead = waiting[:at] if first else waiting[max(at - 1, 0) : at]
    places = [each.place for each in (*ahead, turn)]
    for each, place in zip((turn, *ahead), places, strict=True):
        each.place = place


def take(
    uow: UnitOfWork, hour: Hour, line: Line, question_id: int, *, in_group: bool, now: datetime
) -> InLine:
    """The expert turns to a question, in the group or privately; only while the session is open."""
    if hour.session.state is not SessionState.OPEN:
        raise Refused(OfficeHoursReason.NOT_RUNNING)
    taken = _present(line, question_id)
    taken.turn.state, taken.turn.in_group = TurnState.TAKEN, in_group
    uow.session.add(taken.turn)
    rules.settle(uow, taken.question, QuestionState.TAKEN, now)
    return taken


def next_to_tell(hour: Hour, line: Line) -> InLine | None:
    """Whoever asks it has to hear, once, that it is next."""
    if hour.session.state is not SessionState.OPEN or not line.waiting:
        return None
    first = line.waiting[0]
    if first.turn.told_next:
        return None
    first.turn.told_next = True
    return first


async def answered(uow: UnitOfWork, question: Question, now: datetime) -> Session | None:
    """A question that stands in line has its answer; the session in whose line it stood."""
    if question.state not in questions.UNANSWERED:
        return None
    found = await office_hours.turns_of(uow, [question.key])
    for turn, _ in found:
        turn.state = TurnState.ANSWERED
        uow.session.add(turn)
    rules.settle(uow, question, QuestionState.ANSWERED, now)
    return found[0][1] if found else None


async def postpone(
    uow: UnitOfWork, hour: Hour, line: Line, question_id: int, now: datetime
) -> tuple[InLine, Session | None]:
    """To the top of the next line; where there is none yet, it waits for one."""
    found = _present(line, question_id)
    found.turn.state = TurnState.ROLLED_OVER
    uow.session.add(found.turn)
    rules.settle(uow, found.question, QuestionState.OPEN, now)
    return found, await put_first(uow, hour, [found.question], now)


async def roll_over(uow: UnitOfWork, hour: Hour, now: datetime) -> tuple[list[InLine], Session | None]:
    """The session is over or does not take place: what waits goes to the top of the next line, in its order."""
    line = await line_of(uow, hour.session.key)
    over = line.present
    for each in over:
        each.turn.state = TurnState.ROLLED_OVER
        uow.session.add(each.turn)
        if each.question.state is QuestionState.TAKEN:
            rules.settle(uow, each.question, QuestionState.OPEN, now)
    return over, await put_first(uow, hour, [each.question for each in over], now)


async def come_back(uow: UnitOfWork, hour: Hour) -> None:
    """A session takes place after all: what had rolled over from it comes back."""
    line = await line_of(uow, hour.session.key)
    rolled = {turn.question_id: turn for turn in line.turns if turn.state is TurnState.ROLLED_OVER}
    for turn, session in await office_hours.turns_of(uow, list(rolled)):
        if turn.state is TurnState.WAITING and session.starts_at > hour.session.starts_at:
            turn.state = TurnState.GONE
            rolled[turn.question_id].state = TurnState.WAITING
            uow.session.add_all([turn, rolled[turn.question_id]])


async def ask_again(uow: UnitOfWork, network: Network, question: Question, now: datetime) -> Session | None:
    """The answer did not help: the question is the first in the next line, or waits until there is one."""
    session = await office_hours.next_session(uow, network.key, now)
    if session is not None:
        await _stand_first(uow, session, [question])
    return session


async def stand_last(uow: UnitOfWork, network: Network, question: Question, now: datetime) -> Session | None:
    """A question that nobody has answered stands at the end of the next line, unless it stands in one."""
    if await office_hours.turns_of(uow, [question.key]):
        return None
    session = await office_hours.next_session(uow, network.key, now)
    if session is None:
        return None
    line = await line_of(uow, session.key)
    known = line.find(question.key)
    turn = known.turn if known else Turn(session_id=session.key, question_id=question.key, place=0)
    turn.place = max((each.place for each in line.turns), default=0) + 1
    turn.state, turn.told_next, turn.in_group = TurnState.WAITING, False, None
    uow.session.add(turn)
    return session


async def leave_line(uow: UnitOfWork, question: Question) -> list[Session]:
    """The question has its answer, or has ended: the sessions in whose line it stood."""
    found = await office_hours.turns_of(uow, [question.key])
    for turn, _ in found:
        turn.state = TurnState.GONE if question.state in questions.GONE else TurnState.ANSWERED
        uow.session.add(turn)
    return [session for _, session in found]


async def gather(uow: UnitOfWork, network_id: int, now: datetime) -> None:
    """What waits for a line stands in the next one, now that there is one."""
    waiting = await office_hours.homeless(uow, network_id)
    session = await office_hours.next_session(uow, network_id, now) if waiting else None
    if session is not None:
        await _stand_first(uow, session, waiting)


async def put_first(uow: UnitOfWork, hour: Hour, over: Sequence[Question], now: datetime) -> Session | None:
    """Let these questions be the first in the next line: of the same series, or else of the network."""
    following = await office_hours.following(uow, hour, now)
    if following is not None and over:
        await _stand_first(uow, following, over)
    return following


async def _stand_first(uow: UnitOfWork, session: Session, over: Sequence[Question]) -> None:
    line = await line_of(uow, session.key)
    known = {turn.question_id: turn for turn in line.turns}
    first = min((turn.place for turn in line.turns), default=1) - len(over)
    for place, question in enumerate(over, first):
        turn = known.get(question.key) or Turn(session_id=session.key, question_id=question.key, place=place)
        turn.place, turn.state, turn.told_next, turn.in_group = place, TurnState.WAITING, False, None
        uow.session.add(turn)


async def _out_of_line(uow: UnitOfWork, question_ids: Sequence[int]) -> None:
    for turn, _ in await office_hours.turns_of(uow, question_ids) if question_ids else ():
        turn.state = TurnState.GONE
        uow.session.add(turn)


def _present(line: Line, question_id: int) -> InLine:
    found = line.find(question_id)
    if found is None or found.turn.state not in IN_LINE:
        raise Refused(OfficeHoursReason.NOT_IN_LINE)
    return found


def _waiting(line: Line, question_id: int) -> Turn:
    turn = _present(line, question_id).turn
    if turn.state is not TurnState.WAITING:
        raise Refused(OfficeHoursReason.NOT_IN_LINE)
    return turn
