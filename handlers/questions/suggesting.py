"""What the network already knows, offered to whoever has just asked; nothing that fits, nothing said."""

from collections.abc import Sequence

from facilitation.questions import asking as rules
from facilitation.refusals import Refused
from facilitation.search import Hit, Sight, similar
from handlers import finding
from handlers.finding import Finding
from handlers.message import Button, Message, paragraphs
from handlers.questions import asked, telling
from handlers.questions.door import enter
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, entries, people, questions
from storage import network as networks
from storage.due_work import DueWork
from storage.outbox import Priority
from storage.people import Reach
from storage.questions import Question, QuestionState
from storage.search import Kind

SUGGEST, SUGGESTION = "questions.suggest", "questions.suggestion"
MOST = 3
KINDS = {kind: number for number, kind in enumerate(Kind)}


async def plan(visit: Visit, question: Question) -> None:
    await due_work.plan(
        visit.uow,
        SUGGEST,
        str(question.key),
        visit.now,
        network_id=question.network_id,
        question=question.key,
    )


async def suggest(visit: Visit, work: DueWork) -> None:
    """Privately; in the group only to whoever can't be written to, who asked there."""
    network = visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    question = await questions.by_id(visit.uow, work.arguments["question"])
    asker = await people.by_id(visit.uow, question.asker_id) if question and question.asker_id else None
    if network is None or question is None or asker is None:
        return
    sight = Sight(member_of=frozenset({network.key}))
    hits = await similar(visit.uow, sight, question.words, most=MOST, besides=(Kind.QUESTION, question.key))
    private = asker.reach is Reach.OPEN
    _ = visit.reader_of(asker) if private else visit.group_reader(network)
    found = await finding.worded(visit, _, hits)
    if not found:
        return
    if private:
        visit.tell(asker, _message(visit, _, question, found, private=True), kind=SUGGESTION, network=network,
                   priority=Priority.INTERACTIVE)  # fmt: skip
    else:
        visit.announce(network, _message(visit, _, question, found, private=False), kind=SUGGESTION)


def _message(
    visit: Visit, _: Reader, question: Question, found: Sequence[tuple[Hit, Finding]], *, private: bool
) -> Message:
    enough = "enough" if private else "enoughhere"
    rows = tuple(
        (
            each.button(_("Open {n}", n=n)) if private else Button(_("Open {n}", n=n), url=each.link),
            Button(
                _("{n} is enough", n=n),
                tap=visit.tap("q", enough, question.key, KINDS[hit.kind], hit.subject),
            ),
        )
        for n, (hit, each) in enumerate(found, 1)
    )
    text = paragraphs(
        _("<b>The network already knows something about it</b>"),
        None if private else asked.quoted(_, question),
        *(each.line(n) for n, (_hit, each) in enumerate(found, 1)),
        _("If one of these is enough, the question is closed. Otherwise it simply stays open."),
    )
    return Message(text, rows, frozenset().union(*(each.names for _hit, each in found)))


async def on_enough_here(visit: Visit, question_id: int, kind: int, subject: int) -> None:
    """The same in the group."""
    await on_enough(visit, question_id, kind, subject)


async def on_enough(visit: Visit, question_id: int, kind: int, subject: int) -> None:
    """What was found answers the question: it is closed, and its card leads there."""
    question = rules.unanswered(rules.own(await enter(visit, question_id), visit.me))
    match next((each for each, number in KINDS.items() if number == kind), None):
        case Kind.QUESTION:
            into = await rules.of_network(visit.uow, visit.here, subject)
            everyone = (await questions.also_asking(visit.uow, [question.key]))[question.key]
            await rules.merge(visit.uow, question, into, visit.now)
            telling.merged(visit, everyone, into)
        case Kind.PRACTICE | Kind.LESSON:
            entry = await entries.seen.one(
                visit.uow, entries.Sight(frozenset({visit.here.key}), installation=True), subject
            )
            if entry is None:
                raise Refused(DoorReason.GONE)
            question.entry_id = entry.key
            rules.settle(visit.uow, question, QuestionState.ACCEPTED, visit.now)
        case _:
            raise Refused(DoorReason.OLD_BUTTON)
    _ = visit.reader
    if visit.heard.private:
        visit.edit(Message(_("Good that it was here already. The question is closed.")))
    else:
        visit.answer(_("Good that it was here already. The question is closed."))
        assert visit.heard.message_id is not None
        visit.remove(visit.heard.chat_id, visit.heard.message_id)
