"""A page on which someone outside the network reads a question and answers it without Telegram."""

from collections.abc import Callable

from facilitation.questions import answering
from facilitation.questions import outside as rules
from facilitation.refusals import Refused
from handlers.questions import outside
from handlers.visit import Visit
from locales.reader import Reader
from papers.questions import Labels, Notice, QuestionPage, Typed, Wrong
from storage import network as networks

FORM = "questions.outside"


async def show(visit: Visit, token: str, typed: Typed | None = None) -> QuestionPage | None:
    """What the page at this address shows, after this was typed; None for an address that opens nothing."""
    found = await rules.open_with(visit.uow, token)
    network = await networks.by_id(visit.uow, found[1].network_id) if found else None
    if found is None or network is None:
        return None
    asked, question = found
    _ = visit.group_reader(network)
    title, topic = _("A question to you").unescape(), network.topic
    thanks = _("Thank you! The network {topic} has your answer.", topic=topic).unescape()
    full = _refusal(visit, _, lambda: rules.room_for_more(asked))
    return QuestionPage(
        language=network.language,
        title=title,
        network=_("The network {topic}", topic=topic).unescape(),
        words=question.words,
        how=_("Cities that learn from one another ask you for a few sentences. "
              "They will read the answer with your name.").unescape(),
        link=visit.link("outside", token),
        button=_("Answer in Telegram").unescape(),
        labels=_labels(_),
        words_limit=2 * answering.LONGEST_ANSWER,
        name_limits=(rules.SHORTEST_NAME, rules.LONGEST_NAME),
        thanks=Notice(network.language, thanks, _("You can close this page now.").unescape()),
        full=Notice(network.language, title, full) if full else None,
        typed=typed or Typed(),
        wrong=_wrong(visit, _, typed, full) if typed else Wrong(),
    )  # fmt: skip


async def take(visit: Visit, token: str, words: str, name: str) -> None:
    """What was sent from the page; nobody is there any more to hear of a refusal."""
    await outside.give(visit, token, None, words, name)


def _labels(_: Reader) -> Labels:
    most = answering.LONGEST_ANSWER
    return Labels(
        answer=_("Your answer").unescape(),
        answer_hint=_("A short one will do; at most {most} characters.", most=most).unescape(),
        name=_("Who answers").unescape(),
        name_hint=_("As the network shall read it, for example: Jan Kowalski, city hall of X").unescape(),
        send=_("Send the answer").unescape(),
        otherwise=_("or").unescape(),
        note=_("Besides your answer and this signature, nothing about you is kept.").unescape(),
    )


def _wrong(visit: Visit, _: Reader, typed: Typed, full: str) -> Wrong:
    return Wrong(
        words=full or _refusal(visit, _, lambda: answering.checked_answer(typed.words)),
        name=_refusal(visit, _, lambda: rules.checked_name(typed.name)),
    )


def _refusal(visit: Visit, _: Reader, check: Callable[[], object]) -> str:
    """What stands against it, in words; nothing where nothing does."""
    try:
        check()
    except Refused as refusal:
        return _(visit.registry.sentence(refusal.reason), **refusal.values).unescape()
    return ""
