"""Saying what one thinks: support is one tap, remarks need words; changed and taken back until the end."""

from typing import Any

from facilitation.consultations import voices
from facilitation.consultations.reasons import ConsultationReason
from facilitation.consultations.voices import is_open, of_person
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.consultations import card, one, words
from handlers.consultations.door import Consulted, enter, look
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import mark
from storage import consultations
from storage.consultations import EntryVoice, Stance

SAME, WITHOUT = "same", "without"
ASKED = {
    Stance.SUPPORTS: mark("What would you like to add? Write it in a few sentences."),
    Stance.WITH_REMARKS: mark("What would make it better? Write it in a few sentences."),
    Stance.AGAINST: mark(
        "Why are you against it? Write it in a few sentences; that helps to find what would do."
    ),
}


async def on_say(visit: Visit, entry_id: int, stance: str) -> None:
    """Support is kept at once, words that were said before stay with it; all else is asked for its words."""
    there = await enter(visit, entry_id, Act.CONSULT)
    if stance not in set(Stance):
        raise Refused(DoorReason.OLD_BUTTON)
    _still_open(visit, there)
    if Stance(stance) is not Stance.SUPPORTS:
        await _ask_for_words(visit, there, Stance(stance))
        return
    mine = await _mine(visit, there)
    await _keep(visit, there, Stance.SUPPORTS, mine.words if mine else "")


async def on_words(visit: Visit, entry_id: int) -> None:
    """A few words to what one supports."""
    there = await look(visit, entry_id)
    _still_open(visit, there)
    mine = await _mine(visit, there)
    await _ask_for_words(visit, there, mine.stance if mine else Stance.SUPPORTS)


async def on_take_back(visit: Visit, entry_id: int) -> None:
    there = await enter(visit, entry_id, Act.CONSULT)
    await voices.take_back(visit.uow, there.consultation, visit.me, visit.since)
    await card.refresh(visit, visit.here.key, entry_id)
    visit.answer(visit.reader("Taken back; nothing of it is left."))
    visit.edit(await one.page(visit, there))


async def _ask_for_words(visit: Visit, there: Consulted, stance: Stance) -> None:
    answers = {"entry": there.entry.key, "stance": stance.value}
    await forms.begin(visit, WORDS, answers, network_id=visit.here.key)


async def _keep(visit: Visit, there: Consulted, stance: Stance, said: str) -> None:
    await voices.say(
        visit.uow, there.consultation, visit.me, stance, said, observer=voices.observes(visit.roles),
        since=visit.since,
    )  # fmt: skip
    await card.refresh(visit, visit.here.key, there.entry.key)
    visit.edit(await one.page(visit, there, visit.reader("<b>Thank you! It is kept.</b>")))


async def _mine(visit: Visit, there: Consulted) -> EntryVoice | None:
    return of_person(await consultations.voices(visit.uow, there.consultation.key), visit.me)


def _still_open(visit: Visit, there: Consulted) -> None:
    if not is_open(there.consultation, visit.since):
        raise Refused(ConsultationReason.CLOSED)


# the words


async def _ask(visit: Visit, answers: Answers) -> Message:
    """Whoever has said something before may leave it."""
    _, there = visit.reader, await look(visit, answers["entry"])
    mine, stance = await _mine(visit, there), Stance(answers["stance"])
    text = paragraphs(
        lines(words.head(_, there.entry), _("You say: <b>{stance}</b>", stance=_(one.SAID[stance]))),
        _(ASKED[stance]),
        _("Your words so far: {words}", words=mine.words) if mine and mine.words else None,
        one.who_reads(_),
    )
    rows: tuple[tuple[Button, ...], ...] = ()
    if mine and mine.words:
        rows = ((choice(_("Leave these words"), "words", SAME),),)
        if stance is Stance.SUPPORTS:
            rows = (*rows, (choice(_("Without words"), "words", WITHOUT),))
    return Message(text, rows)


async def _take(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return voices.checked_words(typed)


async def _pick(visit: Visit, answers: Answers, value: Value) -> Any:
    if value == WITHOUT and answers["stance"] == Stance.SUPPORTS:
        return ""
    mine = await _mine(visit, await look(visit, answers["entry"]))
    if value != SAME or mine is None or not mine.words:
        raise Refused(DoorReason.OLD_BUTTON)
    return mine.words


async def _done(visit: Visit, answers: Answers) -> None:
    there = await enter(visit, answers["entry"], Act.CONSULT)
    await _keep(visit, there, Stance(answers["stance"]), answers["words"])


def back(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("cons", "open", answers["entry"]))


WORDS: Form = Form("consultation_words", (Step("words", _ask, _take, _pick),), _done, back)
