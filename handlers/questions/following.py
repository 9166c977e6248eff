"""What follows from a change of a question: its card, the search, and who looks after it."""

from facilitation.facts import EntryChanged, GroupFound, Left, QuestionChanged, SpeechChanged
from facilitation.questions import asking as rules
from facilitation.questions import patience, routing
from facilitation.questions.patience import Asking
from handlers import posts
from handlers.questions import card, finding
from handlers.visit import Visit
from storage import due_work, questions, search
from storage import network as networks
from storage import posts as stored_posts
from storage.due_work import DueWork
from storage.questions import QuestionState
from storage.search import Kind

FOLLOW, LEFT, AGAIN = "questions.follow", "questions.left", "questions.again"
MOST_AGAIN = 10


async def on_changed(visit: Visit, fact: QuestionChanged) -> None:
    await due_work.plan(
        visit.uow,
        FOLLOW,
        str(fact.question_id),
        visit.now,
        network_id=fact.network_id,
        question=fact.question_id,
    )


async def on_entry_changed(visit: Visit, fact: EntryChanged) -> None:
    """Cards that lead to an entry say what may be seen of it now."""
    for question in await questions.answered_by_entry(visit.uow, fact.entry_id):
        visit.uow.tell(QuestionChanged(question.network_id, question.key))


async def begin(visit: Visit) -> None:
    """What was asked before there was a search, or before a copy was restored, can be found from now on."""
    present = dict(await questions.present(visit.uow))
    for question_id in await search.unknown(visit.uow, Kind.QUESTION, list(present)):
        fact = QuestionChanged(present[question_id], question_id)
        await on_changed(visit, fact)


async def follow(visit: Visit, work: DueWork) -> None:
    """Right after the transaction, once for all its changes."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    question = await questions.by_id(visit.uow, work.arguments["question"])
    if network is None or question is None:
        return
    await posts.refresh(visit, card.CARD, network.key, question.key)
    if question.attached is not None or question.state in questions.GONE:
        await posts.refresh(visit, card.FILE, network.key, question.key)
    await finding.keep(visit.uow, question)
    if question.state is QuestionState.ANSWERED:
        await patience.await_word(
            visit.uow, network, question, Asking.AGAIN, visit.now + patience.BEFORE_ASKING_AGAIN
        )
    elif question.state in (QuestionState.OPEN, QuestionState.TAKEN):
        await patience.ensure(visit.uow, network, question)
        if question.told_at is None:
            await routing.plan(visit.uow, network, question, visit.now)


async def on_left(visit: Visit, fact: Left) -> None:
    key = f"{fact.network_id}-{fact.person_id}"
    await due_work.plan(visit.uow, LEFT, key, visit.now, network_id=fact.network_id, person=fact.person_id)


async def left(visit: Visit, work: DueWork) -> None:
    """What someone who left had taken is open again."""
    assert work.network_id is not None
    await rules.release_all(visit.uow, work.network_id, work.arguments["person"], visit.now)


async def on_group_changed(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, AGAIN, str(at), visit.now, network_id=at)


async def show_again(visit: Visit, work: DueWork) -> None:
    """The group speaks another language or is another chat: the cards of what still waits stand there again."""
    assert work.network_id is not None
    waiting = (QuestionState.OPEN, QuestionState.TAKEN)
    found, _count = await questions.page(visit.uow, work.network_id, waiting, None, 0, MOST_AGAIN)
    had_cards = {
        post.subject for post in await stored_posts.of_network(visit.uow, work.network_id, card.CARD)
    }
    for question in found:
        if question.key in had_cards:
            await posts.post(visit, card.CARD, work.network_id, question.key)
