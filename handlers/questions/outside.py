"""A question for someone outside the network: whoever asks agrees, a text to forward, and the answer's way back."""

from typing import Any

from facilitation.permissions import Act
from facilitation.questions import answering as answers_rules
from facilitation.questions import outside as rules
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, paragraphs
from handlers.questions import asked, telling
from handlers.questions.door import enter
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage import people, questions
from storage.network import Network
from storage.people import Person, Reach
from storage.questions import Question


async def on_outside(visit: Visit, question_id: int) -> None:
    """One's own question at once; of another's whoever asks it decides."""
    question = await enter(visit, question_id)
    mine = question.asker_id == visit.me.id
    if not mine:
        visit.require(Act.LEAD_QUESTIONS)
    request = await rules.request(visit.uow, question, visit.me, visit.now)
    if mine:
        _hand_out(visit, question, rules.open_address(visit.uow, request))
        return
    asker = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
    if not question.unnamed and (asker is None or asker.reach is not Reach.OPEN):
        raise Refused(QuestionReason.NO_CONSENT)
    if asker is not None:
        _request(visit, question, asker, request.key)
    _ = visit.reader
    back = Button(_("‹ The question"), tap=visit.tap("q", "open", question.key))
    visit.edit(Message(_("I asked whoever asks the question. When they agree, I'll send you a text to forward."),
                       ((back,),)))  # fmt: skip


def _request(visit: Visit, question: Question, asker: Person, request_id: int) -> None:
    _ = visit.reader_of(asker)
    text = paragraphs(
        _("May your question be shown to an expert outside the network? Your name and city are not shown."),
        asked.quoted(_, question),
    )
    yes = Button(_("Yes"), tap=visit.tap("q", "showoutside", request_id), style="success")
    no = Button(_("No"), tap=visit.tap("q", "keepinside", request_id))
    telling.to_asker(visit, question, asker, Message(text, ((yes, no),)))


async def on_show_outside(visit: Visit, request_id: int) -> None:
    request, question = await _of_asker(visit, request_id)
    token = rules.open_address(visit.uow, request)
    by = await people.by_id(visit.uow, request.by_id) if request.by_id else None
    if by is not None:
        visit.tell(by, _to_forward(visit, visit.reader_of(by), question, token), kind=telling.NEWS,
                   network=visit.network)  # fmt: skip
    visit.edit(Message(visit.reader("Thank you! The question goes out without your name.")))


async def on_keep_inside(visit: Visit, request_id: int) -> None:
    request, question = await _of_asker(visit, request_id)
    rules.close(visit.uow, request)
    by = await people.by_id(visit.uow, request.by_id) if request.by_id else None
    if by is not None:
        _ = visit.reader_of(by)
        said = paragraphs(_("This question stays inside the network:"), asked.quoted(_, question))
        visit.tell(by, Message(said), kind=telling.NEWS, network=visit.network)
    visit.edit(Message(visit.reader("All right, it stays inside the network.")))


async def _of_asker(visit: Visit, request_id: int) -> tuple[questions.OutsideRequest, Question]:
    known = await questions.request_to_change(visit.uow, request_id)
    question = await questions.by_id(visit.uow, known.question_id) if known else None
    await visit.enter(question.network_id if question else None)
    return await rules.of_asker(visit.uow, visit.here, request_id, visit.me)


def _hand_out(visit: Visit, question: Question, token: str) -> None:
    visit.edit(_to_forward(visit, visit.reader, question, token))
    visit.answer(visit.reader("You can forward this message now."))


def _to_forward(visit: Visit, _: Reader, question: Question, token: str) -> Message:
    """Everything that someone outside needs, so that one can just forward it."""
    assert visit.network is not None
    public = visit.installation.public_url
    text = paragraphs(
        _("<b>A question from the network {topic}</b>", topic=visit.network.topic),
        asked.whole(_, question),
        _(
            "Cities that learn from one another ask you for a few sentences. They will read the answer with your name."
        ),
        _("To answer: {link}", link=visit.link("outside", token)),
        _("Without Telegram: {link}", link=f"{public}/question/{token}") if public else None,
    )
    return Message(text)


# the answer of someone outside


async def on_link(visit: Visit, token: str) -> None:
    """Someone outside the network followed the address."""
    found = await rules.open_with(visit.uow, token) if visit.heard.private else None
    if found is None:
        raise Refused(DoorReason.GONE)
    rules.room_for_more(found[0])
    await visit.become_known()
    await forms.begin(visit, FORM, {"token": token})


async def _open(visit: Visit, answers: Answers) -> tuple[Question, Network]:
    found = await rules.open_with(visit.uow, answers["token"])
    network = await networks.by_id(visit.uow, found[1].network_id) if found else None
    if found is None or network is None:
        raise Refused(DoorReason.GONE)
    return found[1], network


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    question, network = await _open(visit, answers)
    _ = visit.reader
    text = paragraphs(
        _("<b>A question from the network {topic}</b>", topic=network.topic),
        asked.whole(_, question),
        _("Write the answer in one message; a short one will do."),
    )
    return Message(text)


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return answers_rules.checked_answer(typed)


async def _ask_name(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("Who answers? Write your name and what you do, as the network shall read it."))


async def _take_name(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_name(typed)


async def _done(visit: Visit, answers: Answers) -> None:
    network = await give(visit, answers["token"], visit.me, answers["words"], answers["name"])
    _ = visit.reader
    visit.edit(Message(_("Thank you! The network {topic} has your answer.", topic=network.topic)))


async def give(visit: Visit, token: str, author: Person | None, words: str, name: str) -> Network:
    """Keep an answer from outside, and let those who want to know hear it; the network that it was given to."""
    question, given = await rules.give(visit.uow, token, author, words, name, visit.now)
    visit.network = await networks.by_id(visit.uow, question.network_id)
    await telling.plan(visit, question, given)
    return visit.here


FORM: Form = Form(
    "question_outside", (Step("words", _ask_words, _take_words), Step("name", _ask_name, _take_name)), _done
)
