"""Whether one's name stands under a question: the same step wherever questions are asked."""

from collections.abc import Callable

from markupsafe import Markup

from facilitation.refusals import Refused
from handlers.forms import Answers, Step, choice
from handlers.message import Message, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit

SIGNED, UNSIGNED = "signed", "unsigned"


def nothing_more(_visit: Visit, _answers: Answers) -> tuple[Markup | None, Markup | None]:
    return None, None


def step(around: Callable[[Visit, Answers], tuple[Markup | None, Markup | None]] = nothing_more) -> Step:
    """The step "signature"; `around` gives what stands above and below its words."""

    async def ask(visit: Visit, answers: Answers) -> Message:
        _, (above, below) = visit.reader, around(visit, answers)
        text = paragraphs(
            above,
            _("Shall your name stand under the question?"),
            _("Without a signature nobody in the network sees who asks, also those who lead it, and not your city "
              "either. Only I know, so that I can tell you the answer."),
            below,
        )  # fmt: skip
        signed = choice(_("With my name"), "signature", SIGNED)
        unsigned = choice(_("Without a signature"), "signature", UNSIGNED)
        return Message(text, ((signed,), (unsigned,)))

    return Step("signature", ask, pick=_pick)


def is_unsigned(answers: Answers) -> bool:
    return bool(answers["signature"] == UNSIGNED)


async def _pick(_visit: Visit, _answers: Answers, value: Value) -> str:
    if value not in (SIGNED, UNSIGNED):
        raise Refused(DoorReason.OLD_BUTTON)
    return str(value)
