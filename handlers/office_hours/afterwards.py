"""When the hour is over or falls out: the summary, the questions that go on, and what is worth keeping."""

from collections.abc import Collection
from datetime import datetime, timedelta

from markupsafe import Markup

from facilitation.facts import Left
from facilitation.office_hours import counting
from facilitation.office_hours import line as rules
from facilitation.office_hours.facts import SessionFellOut, SessionRestored
from facilitation.office_hours.plan import SECOND_THOUGHTS
from facilitation.permissions import Act
from handlers import posts
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.office_hours import answering, line, telling, words
from handlers.office_hours.door import enter_session
from handlers.questions import asked
from handlers.visit import Visit
from storage import due_work, office_hours, questions
from storage import network as networks
from storage import posts as stored_posts
from storage.due_work import DueWork
from storage.network import Network
from storage.office_hours import Hour, SessionState, TurnState
from storage.people import Person
from storage.questions import Question

SUMMARY, KEEPING = "office_hours.summary", "office_hours.keeping"
LINES, COME_BACK, WITHDRAW = "office_hours.lines", "office_hours.comeback", "office_hours.withdraw"
SOON = timedelta(minutes=10)


async def wrap_up(visit: Visit, network: Network | None, hour: Hour) -> None:
    """The hour has closed: what waits goes on to the next line; the group reads what came of it, if anything did."""
    await counting.count(visit.uow, hour)
    over, following = await rules.roll_over(visit.uow, hour, visit.now)
    if network is None:
        return
    visit.network = network
    await posts.refresh(visit, line.OPEN, network.key, hour.session.key)
    if hour.session.answered or over:
        await posts.post(visit, SUMMARY, network.key, hour.session.key)
    telling.rolled_over(visit, hour, over, following)
    kept = await counting.worth_keeping(visit.uow, hour.session.key)
    for host in hour.hosts if kept else ():
        visit.tell(host, _which(visit, hour, [question for question, _ in kept], set(), host), kind=KEEPING,
                   about=hour.session.key, network=network)  # fmt: skip


# the summary in the group


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    hour = await office_hours.hour(visit.uow, subject)
    if hour is None:
        return None
    line_ = await rules.line_of(visit.uow, subject)
    answered, over = line_.ended(TurnState.ANSWERED), line_.ended(TurnState.ROLLED_OVER)
    aside = await _answered_privately(visit, answered)
    listed = [
        await _answered(visit, network, question, privately=question.key in aside) for question in answered
    ]
    following = await office_hours.following(visit.uow, hour, visit.now) if over else None
    text = paragraphs(
        _("<b>What the office hours of {date} brought: {names}</b>",
          date=_.day(hour.session.starts_at), names=words.names(_, hour.hosts)),
        lines(_("Answered:"), *listed) if listed else None,
        lines(
            _("Waiting for {date}:", date=_.day(following.starts_at)) if following else _("Waiting for the next time:"),
            *(_("• {question}", question=asked.quoted(_, question)) for question in over),
        ) if over else None,
    )  # fmt: skip
    return Message(text, names=words.keys(hour.hosts))


async def _answered_privately(visit: Visit, answered: Collection[Question]) -> set[int]:
    """Questions of which the group has read no answer, but those who asked have."""
    given = await questions.answers(visit.uow, [question.key for question in answered]) if answered else []
    in_group = {answer.question_id for answer in given if not answer.privately}
    return {answer.question_id for answer in given} - in_group


async def _answered(visit: Visit, network: Network, question: Question, *, privately: bool) -> Markup:
    """With a link to the answer in the group, where Telegram has links; a private one is only named."""
    _ = visit.group_reader(network)
    post = await stored_posts.find(visit.uow, answering.QUESTION, question.key, network.chat_id)
    link = _link(network.chat_id, post.message_id) if post and post.message_id else None
    quoted = asked.quoted(_, question)
    if link:
        return _('• {question} – <a href="{link}">the answer</a>', question=quoted, link=link)
    if privately:
        return _("• {question} – answered privately", question=quoted)
    return _("• {question}", question=quoted)


def _link(chat_id: int, message_id: int) -> str | None:
    """Messages of supergroups have links, for their members."""
    number = str(chat_id)
    return f"https://t.me/c/{number[4:]}/{message_id}" if number.startswith("-100") else None


# a session that falls out, or takes place after all


async def on_fell_out(visit: Visit, fact: SessionFellOut) -> None:
    await _plan_lines(visit, fact.network_id, visit.now)


async def on_restored(visit: Visit, fact: SessionRestored) -> None:
    key = str(fact.session_id)
    await due_work.plan(
        visit.uow, COME_BACK, key, visit.now, network_id=fact.network_id, session=fact.session_id
    )


async def _plan_lines(visit: Visit, network_id: int, at: datetime) -> None:
    await due_work.plan(visit.uow, LINES, str(network_id), at, network_id=network_id)


async def move_lines(visit: Visit, work: DueWork) -> None:
    """What waits for sessions that do not take place waits for others; whoever asks hears of it.

    A little later, in case of second thoughts; at once where it would begin soon.
    """
    assert work.network_id is not None
    network = visit.network = await networks.by_id(visit.uow, work.network_id)
    for session_id in await office_hours.lines_without_session(visit.uow, work.network_id):
        hour = await office_hours.hour(visit.uow, session_id)
        if hour is None or network is None:
            continue
        thought_over = (hour.session.changed_at or visit.now) + SECOND_THOUGHTS
        if visit.now < thought_over and hour.session.starts_at - visit.now > SOON:
            await _plan_lines(visit, network.key, thought_over)
            continue
        over, following = await rules.roll_over(visit.uow, hour, visit.now)
        telling.rolled_over(visit, hour, over, following)
        await posts.refresh(visit, line.CARD, network.key, hour.series.key)


async def come_back(visit: Visit, work: DueWork) -> None:
    """A session takes place after all, and has its line again."""
    hour = await office_hours.hour(visit.uow, work.arguments["session"])
    if hour is not None and hour.session.state is SessionState.PLANNED:
        await rules.come_back(visit.uow, hour)
        await posts.refresh(visit, line.CARD, hour.series.network_id, hour.series.key)


async def on_left(visit: Visit, fact: Left) -> None:
    key = f"{fact.network_id}-{fact.person_id}"
    await due_work.plan(
        visit.uow, WITHDRAW, key, visit.now, network_id=fact.network_id, person=fact.person_id
    )


async def withdraw(visit: Visit, work: DueWork) -> None:
    """Someone left: their questions go with them."""
    assert work.network_id is not None
    await rules.withdraw_all(visit.uow, work.network_id, work.arguments["person"], visit.now)
    session = await office_hours.next_session(visit.uow, work.network_id, visit.now)
    if session is not None:
        await line.changed(visit, work.network_id, session.key)


# those who held it say what is worth keeping: two taps as a rule


async def on_keep(visit: Visit, session_id: int, question_id: int) -> None:
    """One answer more, or one less."""
    hour = await enter_session(visit, session_id, Act.ANNOUNCE_OFFICE_HOURS)
    found = await counting.worth_keeping(visit.uow, session_id)
    for question, given in found:
        if question.id == question_id:
            for answer in given:
                answer.worth_keeping = not answer.worth_keeping
                visit.uow.session.add(answer)
    kept = {question.key for question, given in found if any(each.worth_keeping for each in given)}
    visit.edit(_which(visit, hour, [question for question, _ in found], kept, visit.me))


async def on_keep_all(visit: Visit, session_id: int) -> None:
    await _keep(visit, session_id, keep=True)


async def on_keep_none(visit: Visit, session_id: int) -> None:
    await _keep(visit, session_id, keep=False)


async def _keep(visit: Visit, session_id: int, *, keep: bool) -> None:
    await enter_session(visit, session_id, Act.ANNOUNCE_OFFICE_HOURS)
    found = await counting.worth_keeping(visit.uow, session_id)
    for answer in (answer for _, given in found for answer in given):
        answer.worth_keeping = keep
        visit.uow.session.add(answer)
    await _ask_for_practices(visit, session_id, [question for question, _ in found])


async def on_kept(visit: Visit, session_id: int) -> None:
    await enter_session(visit, session_id, Act.ANNOUNCE_OFFICE_HOURS)
    found = await counting.worth_keeping(visit.uow, session_id)
    await _ask_for_practices(visit, session_id, [question for question, _ in found])


async def on_promising(visit: Visit, session_id: int, question_id: int) -> None:
    """A practice may come of this one; 0 for none."""
    await enter_session(visit, session_id, Act.ANNOUNCE_OFFICE_HOURS)
    for question, _given in await counting.worth_keeping(visit.uow, session_id):
        question.promising = question.id == question_id
        visit.uow.session.add(question)
    visit.edit(Message(visit.reader("Thank you! I have noted it.")))


def _which(visit: Visit, hour: Hour, answered: list[Question], kept: set[int], reader: Person) -> Message:
    _ = visit.reader_of(reader)
    text = paragraphs(
        _("<b>Thank you for the office hours of {date}!</b>", date=_.day(hour.session.starts_at)),
        _("Is the answer worth keeping for those who ask later?")
        if len(answered) == 1
        else _("Which answers are worth keeping for those who ask later?"),
        *(_("{n}. {question}", n=n, question=asked.quoted(_, each)) for n, each in enumerate(answered, 1)),
    )
    key = hour.session.key
    numbers = [
        Button(f"✓ {n}" if each.key in kept else str(n), tap=visit.tap("hours", "keep", key, each.key))
        for n, each in enumerate(answered, 1)
    ]
    alone = len(answered) == 1
    every = Button(_("Yes, keep it") if alone else _("All of them"), tap=visit.tap("hours", "keepall", key))
    none = Button(_("No") if alone else _("None"), tap=visit.tap("hours", "keepnone", key))
    ready = Button(_("Done"), tap=visit.tap("hours", "kept", key), style="success")
    rows: Rows = (*(columns(numbers, 5) if len(answered) > 1 else ()), (ready,) if kept else (every, none))
    return Message(text, rows)


async def _ask_for_practices(visit: Visit, session_id: int, answered: list[Question]) -> None:
    _ = visit.reader
    text = paragraphs(
        _("May a good practice for other cities come of one of these?"),
        *(_("{n}. {question}", n=n, question=asked.quoted(_, each)) for n, each in enumerate(answered, 1)),
    )
    numbers = [
        Button(str(n), tap=visit.tap("hours", "promising", session_id, each.key))
        for n, each in enumerate(answered, 1)
    ]
    none = Button(_("No, none"), tap=visit.tap("hours", "promising", session_id, 0))
    visit.edit(Message(text, (*columns(numbers, 5), (none,))))
