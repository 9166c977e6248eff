"""Asking the network: in the group by a command or by the bot's name, or in private chat, signed or not."""

import re
from typing import Any

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.questions import asking as rules
from facilitation.text import folded
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, paragraphs
from handlers.questions import asked, card, quoting, signing, suggesting
from handlers.visit import Visit
from storage.attached import Attached, AttachedKind
from storage.questions import Question

_ASKING = re.compile(
    r"(jak\w*|czy|co|czego|czym|kto|kogo|komu|gdzie|kiedy|skad|dlaczego|po co|ile|ilu|ktor\w*|"
    r"how|what|who|where|when|why|which|is|are|does|do|can|has|have)\b"
)


async def ask(visit: Visit, typed: str) -> None:
    """`/pytanie`: with words in the group at once, signed; privately the questions begin."""
    if visit.heard.private:
        await _begin(visit, typed)
    elif visit.heard.quoted is not None and not visit.heard.quoted.is_bot:
        await quoting.propose(visit, visit.heard.quoted)
    elif typed:
        await ask_here(visit, typed)
    else:
        visit.reply(_how(visit))


async def on_new(visit: Visit, network_id: int) -> None:
    """The way from the group into private chat."""
    await visit.enter(network_id)
    visit.require(Act.ASK)
    await _begin(visit, "")


async def on_mentioned(visit: Visit) -> None:
    """The bot's name in the group: a question is asked at once, of anything else the bot tells how to ask one."""
    if visit.heard.edited or not visit.heard.words:
        return
    visit.require(Act.ASK)
    if is_question(visit.heard.words):
        await ask_here(visit, visit.heard.words)
    else:
        visit.reply(_how(visit))


def is_question(words: str) -> bool:
    """As far as one can tell without understanding it."""
    return len(words) >= rules.SHORTEST and ("?" in words or _ASKING.match(folded(words)) is not None)


async def ask_here(visit: Visit, typed: str) -> None:
    """In the group, signed: the card takes the place of the message, unless a file belongs to it."""
    await rules.room_for(visit.uow, visit.here, visit.me)
    file = visit.heard.attached
    question = await rules.ask(
        visit.uow, visit.here, visit.me, typed, unnamed=False, now=visit.now, file=file
    )
    await card.post(visit, question, with_file=False)
    await suggesting.plan(visit, question)
    if file is None and visit.heard.message_id and visit.heard.tap is None:
        visit.remove(visit.heard.chat_id, visit.heard.message_id)


def _how(visit: Visit) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("To ask the network, write <code>/ask</code> and the question after it."),
        _("In private chat you can also ask without your name."),
    )
    private = Button(_("Ask in private chat"), url=visit.link("newquestion", visit.here.key))
    return Message(text, ((private,),))


# in private chat


async def _begin(visit: Visit, typed: str) -> None:
    await rules.room_for(visit.uow, visit.here, visit.me)
    answers: Answers = {}
    if typed or visit.heard.attached:
        answers = {"given": _kept(rules.checked_words(typed), visit.heard.attached)}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


def _kept(words: str, file: Attached | None) -> dict[str, Any]:
    kept: dict[str, Any] = {"words": words}
    if file is not None:
        kept["file"] = [file.kind.value, file.file_id, file.name]
    return kept


def _file(kept: dict[str, Any]) -> Attached | None:
    if "file" not in kept:
        return None
    kind, file_id, name = kept["file"]
    return Attached(AttachedKind(kind), file_id, name)


def _said(answers: Answers) -> dict[str, Any]:
    said: dict[str, Any] = answers.get("given") or answers["words"]
    return said


async def _ask_words(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("<b>A question to the network {topic}</b>", topic=visit.here.topic),
        _("What would you like to ask? Write it in one message; a picture or a file may come with it. "
          "Every question is a good one."),
    )  # fmt: skip
    return Message(text)


async def _take_words(visit: Visit, _answers: Answers, typed: str) -> Any:
    return _kept(rules.checked_words(typed), visit.heard.attached)


def _around(visit: Visit, answers: Answers) -> tuple[Markup | None, Markup | None]:
    """What was written, to be read once more; and that a file keeps its name, which may tell whose it is."""
    said = _said(answers)
    file = _file(said)
    quoted = Markup("<blockquote>{}</blockquote>").format(said["words"])
    if file is None or not file.name:
        return quoted, None
    return quoted, visit.reader("The file keeps its name: {name}", name=file.name)


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.ASK)
    await rules.room_for(visit.uow, visit.here, visit.me)
    said = _said(answers)
    question = await rules.ask(
        visit.uow, visit.here, visit.me, said["words"],
        unnamed=signing.is_unsigned(answers), now=visit.now, file=_file(said),
    )  # fmt: skip
    await card.post(visit, question, with_file=True)
    await suggesting.plan(visit, question)
    visit.edit(_asked(visit, question))


def _asked(visit: Visit, question: Question) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("Your question stands in the group."),
        asked.quoted(_, question),
        _("I'll write to you when someone answers. Nobody else sees that it is yours.")
        if question.unnamed
        else _("I'll write to you when someone answers."),
    )
    urgent = Button(_("It is urgent"), tap=visit.tap("q", "urgent", question.key))
    show = Button(_("Open the question"), tap=visit.tap("q", "open", question.key))
    return Message(text, ((urgent,), (show,)))


FORM: Form = Form(
    "question",
    (
        Step("words", _ask_words, _take_words, when=lambda answers: "given" not in answers),
        signing.step(_around),
    ),
    _done,
)
