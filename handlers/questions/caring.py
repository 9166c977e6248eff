"""No question is forgotten: who hears of one that waits; whoever asked is reminded to say whether it helped."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.facts import QuestionWaits
from facilitation.questions import answering as answers_rules
from facilitation.questions import asking as rules
from facilitation.questions import patience, routing
from facilitation.questions.patience import Asking, Stage
from handlers.message import Button, Message, Rows, columns, paragraphs
from handlers.questions import asked, telling
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage import people, questions, roles
from storage.due_work import DueWork
from storage.network import Network
from storage.people import Person
from storage.questions import UNANSWERED, Question, QuestionState
from storage.roles import Role

WAITING, ROUND = "questions.waiting", "questions.helping"
MOST_IN_ONE = 8


async def tell_round(visit: Visit, work: DueWork) -> None:
    """Once a day, or now where it is urgent: everyone who may help hears in one message of what is new."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    new = await routing.untold(visit.uow, network, work.arguments["alone"])
    for errand in await routing.errands(visit.uow, network, new, visit.now):
        visit.tell(errand.person, _to_help(visit, errand.person, network, errand.questions), kind=ROUND,
                   network=network)  # fmt: skip
    routing.told(visit.uow, new, visit.now)


def _to_help(visit: Visit, person: Person, network: Network, new: Sequence[Question]) -> Message:
    _ = visit.reader_of(person)
    head = _.plural(
        "<b>{topic}</b>: a question that you may be able to answer.",
        "<b>{topic}</b>: questions that you may be able to answer.", len(new), topic=network.topic,
    )  # fmt: skip
    text = paragraphs(
        head, *_listed(_, new[:MOST_IN_ONE]), _("There is no duty: a word is enough, also none.")
    )
    return Message(text, _numbers(visit, _, new[:MOST_IN_ONE]))


def _listed(_: Reader, new: Sequence[Question]) -> list[Markup]:
    return [
        paragraphs(Markup("{}. {}{}").format(n, _("Urgent: ") if each.urgent else "", asked.quoted(_, each)))
        for n, each in enumerate(new, 1)
    ]


def _numbers(visit: Visit, _: Reader, new: Sequence[Question]) -> Rows:
    if len(new) == 1:
        return ((Button(_("Open the question"), tap=visit.tap("q", "open", new[0].key)),),)
    return columns((Button(str(n), tap=visit.tap("q", "open", each.key)) for n, each in enumerate(new, 1)), 4)


# a question that waits too long


async def care(visit: Visit, work: DueWork) -> None:
    """The next one who may help hears of a question that still waits."""
    network = visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    question = await questions.to_change(visit.uow, work.arguments["question"])
    if network is None or question is None or question.state not in UNANSWERED:
        return
    match Stage(work.arguments["stage"]):
        case Stage.EXPERT:
            await _ask_experts(visit, network, question)
        case Stage.LINE:
            await patience.plan(
                visit.uow, network, question, Stage.FACILITATOR, visit.now + patience.BETWEEN_STAGES
            )
            visit.uow.tell(QuestionWaits(network.key, question.key))
        case Stage.FACILITATOR:
            await _ask_facilitators(visit, network, question)
        case Stage.LIST:
            await list_as_unanswered(visit, question)


async def _ask_experts(visit: Visit, network: Network, question: Question) -> None:
    """The experts, and whoever said that they would answer."""
    experts = await roles.holders(visit.uow, network.key, Role.EXPERT, visit.now)
    taker = await questions.taker(visit.uow, question.key)
    for person in {each.key: each for each in (*experts, *([taker] if taker else []))}.values():
        if person.id == question.asker_id:
            continue
        _ = visit.reader_of(person)
        promised = taker is not None and person.id == taker.id
        head = (
            _("You said that you would answer this question. It still waits:")
            if promised
            else _("<b>{topic}</b>: this question still waits for an answer.", topic=network.topic)
        )
        message = Message(paragraphs(head, asked.quoted(_, question)), _numbers(visit, _, [question]))
        visit.tell(person, message, kind=WAITING, network=network, about=question.key)
    await patience.plan(visit.uow, network, question, Stage.LINE, visit.now + patience.BETWEEN_STAGES)


async def _ask_facilitators(visit: Visit, network: Network, question: Question) -> None:
    """They decide what becomes of it; without a word it is listed as unanswered."""
    for person in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        if person.id == question.asker_id:
            continue
        _ = visit.reader_of(person)
        text = paragraphs(
            _("<b>{topic}</b>: nobody has answered this question for long.", topic=network.topic),
            asked.quoted(_, question),
            _("You can ask someone outside the network. Otherwise it is listed as unanswered in a week, "
              "so that anyone can still answer it."),
        )  # fmt: skip
        outside = Button(_("Ask someone outside the network…"), tap=visit.tap("q", "outside", question.key))
        listed = Button(_("List it as unanswered"), tap=visit.tap("q", "leaveopen", question.key))
        rows = ((outside,), (listed,), *_numbers(visit, _, [question]))
        visit.tell(person, Message(text, rows), kind=WAITING, network=network, about=question.key)
    await patience.plan(visit.uow, network, question, Stage.LIST, visit.now + patience.BEFORE_IT_IS_LISTED)


async def list_as_unanswered(visit: Visit, question: Question) -> None:
    await questions.release(visit.uow, [question.key])
    rules.settle(visit.uow, question, QuestionState.LEFT_OPEN, visit.now)
    asker = await telling.of(visit, question)
    if asker is not None:
        _ = visit.reader_of(asker)
        text = paragraphs(
            _("Nobody in the network has known an answer to your question so far:"),
            asked.quoted(_, question),
            _("It stays on the list of unanswered questions, and I'll tell you as soon as someone answers."),
        )
        telling.to_asker(visit, question, asker, Message(text, _numbers(visit, _, [question])))


# an answer of which whoever asked says nothing


async def confirm(visit: Visit, work: DueWork) -> None:
    """They are asked once more; then silence is consent."""
    network = visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    question = await questions.to_change(visit.uow, work.arguments["question"])
    if network is None or question is None or question.state is not QuestionState.ANSWERED:
        return
    if Asking(work.arguments["asking"]) is Asking.NO_MORE:
        await _take_for_accepted(visit, question)
        return
    asker = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
    if asker is not None:
        _ = visit.reader_of(asker)
        text = paragraphs(
            _("Did the answers to your question help?"),
            asked.quoted(_, question),
            _("Without a word from you I take them for helpful in a week."),
        )
        no = Button(_("Not yet"), tap=visit.tap("q", "nothelped", question.key))
        telling.to_asker(visit, question, asker, Message(text, (*_numbers(visit, _, [question]), (no,))))
    await patience.await_word(
        visit.uow, network, question, Asking.NO_MORE, visit.now + patience.BEFORE_SILENCE_IS_CONSENT
    )


async def _take_for_accepted(visit: Visit, question: Question) -> None:
    given = await questions.answers(visit.uow, [question.key])
    endorsed = await questions.endorsed(visit.uow, [each.key for each in given]) if given else {}
    best = answers_rules.best(given, endorsed)
    if best is not None:
        answers_rules.accept(visit.uow, question, best, given, visit.now)
    else:
        rules.settle(visit.uow, question, QuestionState.ACCEPTED, visit.now)
