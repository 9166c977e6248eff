"""The line in private chat: who waits for what; joining a question, taking one's own back, and putting it in order."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.office_hours import line as rules
from facilitation.office_hours.line import Line
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.permissions import Act
from facilitation.questions import asking as question_rules
from facilitation.refusals import Refused
from handlers import posts
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.office_hours import telling, words
from handlers.office_hours.door import admit, enter_session
from handlers.questions import asked
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, office_hours, questions
from storage import network as networks
from storage.due_work import DueWork
from storage.office_hours import Hour, InLine, Session, SessionState, TurnState
from storage.questions import Question

CARD, OPEN, CHANGED = "office_hours.card", "office_hours.open", "office_hours.line"


async def show(visit: Visit, _typed: str) -> None:
    """`/kolejka`: the line for the next session of the network, in private chat where that is possible."""
    visit.require(Act.ASK)
    visit.step_aside()
    session = await office_hours.next_session(visit.uow, visit.here.key, visit.now)
    if session is None:
        visit.reply(Message(visit.reader("No office hours are planned just now, so there is no line.")))
    elif visit.heard.private:
        visit.reply(await message(visit, *await enter(visit, session.key)))
    else:
        visit.reply(await _in_group(visit, session))


async def on_line(visit: Visit, session_id: int) -> None:
    visit.edit(await message(visit, *await enter(visit, session_id)))


async def on_line_of_series(visit: Visit, series_id: int) -> None:
    """The line that is open just now, from a card."""
    hour = await office_hours.next_hour(visit.uow, series_id, visit.now)
    if hour is None:
        raise Refused(OfficeHoursReason.NO_LINE)
    await admit(visit, hour, Act.ASK)
    visit.edit(await message(visit, hour, await rules.line_of(visit.uow, hour.session.key, visit.me)))


async def on_question(visit: Visit, session_id: int, question_id: int) -> None:
    visit.edit(await one(visit, *await enter(visit, session_id), question_id))


async def on_also(visit: Visit, session_id: int, question_id: int) -> None:
    """ "I'd like to know too"."""
    hour, _line = await enter(visit, session_id)
    question = await question_rules.of_network(visit.uow, visit.here, question_id)
    await question_rules.also_ask(visit.uow, question, visit.me, visit.now)
    visit.answer(visit.reader("Noted. I'll tell you the answer too."))
    await _show_again(visit, hour, question_id)


async def on_no_longer(visit: Visit, session_id: int, question_id: int) -> None:
    hour, _line = await enter(visit, session_id)
    await questions.ask_no_longer(visit.uow, question_id, visit.me.key)
    await _show_again(visit, hour, question_id)


async def _show_again(visit: Visit, hour: Hour, question_id: int) -> None:
    stood = await rules.line_of(visit.uow, hour.session.key, visit.me)
    await changed(visit, visit.here.key, hour.session.key)
    visit.edit(await one(visit, hour, stood, question_id))


async def on_withdraw(visit: Visit, session_id: int, question_id: int) -> None:
    question = await enter_question(visit, question_id)
    _ = visit.reader
    gone = await rules.withdraw(visit.uow, question, visit.me, visit.now)
    await changed(visit, visit.here.key, session_id)
    text = _("Your question is taken back. Nobody sees it any more.")
    if not gone:
        text = _("Your question is taken back. It stays in line, unsigned, because it interests others.")
    show = Button(_("Show the line"), tap=visit.tap("hours", "line", session_id))
    visit.edit(Message(text, ((show,),)))


# what others share


async def lead(visit: Visit, session_id: int) -> tuple[Hour, Line]:
    """A session with its line, for someone who leads."""
    return await enter(visit, session_id, Act.ANNOUNCE_OFFICE_HOURS)


async def changed(visit: Visit, network_id: int, session_id: int) -> None:
    """The cards follow, and whoever is next hears of it: right after this transaction."""
    await due_work.plan(
        visit.uow, CHANGED, str(session_id), visit.now, network_id=network_id, session=session_id
    )


async def follow(visit: Visit, work: DueWork) -> None:
    """What a change of a line brings about."""
    visit.network = await networks.by_id(visit.uow, work.network_id) if work.network_id else None
    hour = await office_hours.hour(visit.uow, work.arguments["session"], alone=True)
    if hour is None or hour.series.network_id != work.network_id:
        return
    await posts.refresh(visit, CARD, hour.series.network_id, hour.series.key)
    if hour.session.state is SessionState.OPEN:
        await posts.refresh(visit, OPEN, hour.series.network_id, hour.session.key)
        first = rules.next_to_tell(hour, await rules.line_of(visit.uow, hour.session.key))
        if first is not None:
            telling.is_next(visit, hour, first)


async def enter_question(visit: Visit, question_id: int) -> Question:
    """A question of a tapped button; nobody else changes office hours of its network meanwhile."""
    question = await questions.to_change(visit.uow, question_id)
    await visit.enter(question.network_id if question else None)
    await office_hours.one_at_a_time(visit.uow, visit.here.key)
    assert question is not None
    return question


async def enter(visit: Visit, session_id: int, act: Act = Act.ASK) -> tuple[Hour, Line]:
    """A session with its line; nobody else changes it meanwhile."""
    hour = await enter_session(visit, session_id, act, alone=True)
    return hour, await rules.line_of(visit.uow, hour.session.key, visit.me)


async def _in_group(visit: Visit, session: Session) -> Message:
    """For someone who can't be written to privately yet: how long the line is, and the way there."""
    _ = visit.reader
    waiting = (await office_hours.lines_of(visit.uow, [session.key]))[session.key]
    text = lines(words.hours(_, session), words.waiting(_, waiting))
    return Message(text, ((Button(_("The line"), url=visit.link("line", session.series_id)),),))


async def message(visit: Visit, hour: Hour, line: Line) -> Message:
    _, present = visit.reader, line.present
    text = paragraphs(
        lines(
            _("<b>The line for the office hours: {names}</b>", names=words.names(_, hour.hosts)),
            words.hours(_, hour.session),
        ),
        *asked.numbered(_, present),
        None if present else _nobody(visit),
    )
    numbers = [
        Button(str(n), tap=visit.tap("hours", "question", hour.session.key, each.question.key))
        for n, each in enumerate(present, 1)
    ]
    ask = Button(_("Ask a question"), tap=visit.tap("hours", "ask", hour.series.key))
    others = await _others(visit, hour)
    elsewhere = [
        Button(
            _("The line: {names}, {date}", names=words.names(_, other.hosts),
              date=_.short_date(other.session.starts_at)).unescape(),
            tap=visit.tap("hours", "lineof", other.series.key),
        )
        for other in others
    ]  # fmt: skip
    hosts = words.keys([host for each in (hour, *others) for host in each.hosts])
    names = asked.names(each.question for each in present) | hosts
    return Message(text, (*columns(numbers, 5), (ask,), *columns(elsewhere, 1)), names)


def _nobody(visit: Visit) -> Markup:
    _ = visit.reader
    if visit.may(Act.ANNOUNCE_OFFICE_HOURS):
        return _("Nobody waits yet.")
    return _("Nobody waits yet. Your question would be the first.")


async def _others(visit: Visit, hour: Hour) -> list[Hour]:
    """The next hour of each other series of this network: its line is one tap away."""
    running = await office_hours.running(visit.uow, visit.here.key)
    keys = [held.series.key for held in running if held.series.key != hour.series.key]
    found = [await office_hours.next_hour(visit.uow, key, visit.now) for key in keys]
    return [each for each in found if each is not None]


async def one(visit: Visit, hour: Hour, line: Line, question_id: int) -> Message:
    """One question, and what this person can do with it."""
    _, found = visit.reader, line.find(question_id)
    if found is None or found.turn.state is TurnState.GONE:
        raise Refused(OfficeHoursReason.NOT_IN_LINE)
    others = _.plural("{n} more person wants to know", "{n} more people want to know", found.others)
    text = paragraphs(
        asked.whole(_, found.question),
        lines(
            _asks(visit, found),
            others if found.others else None,
            _standing(_, found, line.place_of(question_id)),
        ),
    )
    rows: list[Sequence[Button]] = []
    if found.turn.state in office_hours.IN_LINE:
        rows += _for_asking(visit, hour, found)
        if visit.may(Act.ANNOUNCE_OFFICE_HOURS):
            rows += _for_leading(visit, hour, line, found)
    back = Button(_("‹ The line"), tap=visit.tap("hours", "line", hour.session.key))
    return Message(text, tuple(map(tuple, rows)), asked.names([found.question])).with_buttons([back])


def _standing(_: Reader, found: InLine, place: int | None) -> Markup | None:
    """Its place, or where it is being answered."""
    if found.turn.state is TurnState.TAKEN:
        in_group = _("It is being answered in the group.")
        return in_group if found.turn.in_group else _("It is being answered privately.")
    return _("Place in line: {place}", place=place) if place else None


def _asks(visit: Visit, found: InLine) -> Markup:
    _ = visit.reader
    if found.question.asker_id != visit.me.id:
        return _("Asked by: {name}", name=asked.who(_, found))
    if found.question.unnamed:
        return _("Yours, unsigned")
    return _("Yours, signed: {name}", name=asked.who(_, found))


def _for_asking(visit: Visit, hour: Hour, found: InLine) -> Rows:
    _ = visit.reader
    values = (hour.session.key, found.question.key)
    if found.question.asker_id == visit.me.id:
        return (
            (Button(_("Change the words…"), tap=visit.tap("hours", "reword", *values)),),
            (Button(_("Take the question back"), tap=visit.tap("hours", "withdraw", *values)),),
        )
    if found.also:
        return ((Button(_("I no longer want to know"), tap=visit.tap("hours", "nolonger", *values)),),)
    return ((Button(_("I'd like to know too"), tap=visit.tap("hours", "also", *values)),),)


def _for_leading(visit: Visit, hour: Hour, line: Line, found: InLine) -> Rows:
    _, question = visit.reader, found.question
    values = (hour.session.key, question.key)
    taking = (
        Button(_("Take it in the group"), tap=visit.tap("hours", "takehere", *values)),
        Button(_("Take it privately"), tap=visit.tap("hours", "takeaside", *values)),
    )
    answering = (
        Button(_("Answer…"), tap=visit.tap("hours", "answer", *values)),
        Button(_("Answered aloud"), tap=visit.tap("hours", "aloud", *values)),
    )
    write = Button(_("Write to whoever asks…"), tap=visit.tap("hours", "write", question.key))
    order = (
        Button(_("Earlier"), tap=visit.tap("hours", "earlier", *values)),
        Button(_("To the front"), tap=visit.tap("hours", "first", *values)),
    )
    later = Button(_("Next time"), tap=visit.tap("hours", "later", *values))
    merging = Button(_("Merge with…"), tap=visit.tap("hours", "merge", *values))
    is_open = hour.session.state is SessionState.OPEN
    waits = found.turn.state is TurnState.WAITING
    return (
        *((taking,) if is_open and waits else ()),
        answering if is_open else answering[:1],
        *(((write,),) if question.asker_id != visit.me.id else ()),
        *((order,) if waits and line.place_of(question.key) != 1 else ()),
        (later, *((merging,) if len(line.present) > 1 else ())),
    )
