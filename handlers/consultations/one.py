"""The page of a consultation in private chat: one's own voice, and for those who lead what they can do."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.consultations import life
from facilitation.consultations.voices import has_heard_earlier, is_open, of_person, tally
from facilitation.permissions import Act
from handlers.consultations import words
from handlers.consultations.door import Consulted, look, reads_remarks
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import consultations
from storage.consultations import EntryVoice, Stance

SAY = {
    Stance.SUPPORTS: mark("I support it"),
    Stance.WITH_REMARKS: mark("I support it, with remarks…"),
    Stance.AGAINST: mark("I am against it…"),
}
STYLES = {Stance.SUPPORTS: "success", Stance.WITH_REMARKS: "primary", Stance.AGAINST: "danger"}


async def on_open(visit: Visit, entry_id: int) -> None:
    """By a button, or by the link on the card."""
    visit.edit(await page(visit, await look(visit, entry_id)))


async def page(visit: Visit, there: Consulted, *more: Markup | None) -> Message:
    """For whoever looks, after `more` words."""
    _, known = visit.reader, there.consultation
    voices = await consultations.voices(visit.uow, known.key)
    mine, is_on = of_person(voices, visit.me), is_open(known, visit.since)
    text = paragraphs(
        *more,
        words.head(_, there.entry),
        words.counts(_, tally(voices)),
        words.state(visit, _, known),
        words.changed_since(_, there.entry, known),
        _mine(_, there, mine) if mine else None,
        who_reads(_) if is_on else None,
    )
    rows = (
        *(_saying(visit, _, there, mine) if is_on else ()),
        *columns(_reading(visit, _, there, voices), 2),
        *columns(_leading(visit, _, there), 2),
        (Button(_("‹ Consultations"), tap=visit.tap("cons", "list", known.network_id, 0)),),
    )
    return Message(text, rows)


def who_reads(_: Reader) -> Markup:
    """Said before somebody speaks."""
    return _(
        "What you say is read, with your name, by the author and by those who lead. The group sees only numbers. "
        "You can change it or take it back until the end."
    )


def _mine(_: Reader, there: Consulted, mine: EntryVoice) -> Markup:
    return lines(
        _("You said: <b>{stance}</b>", stance=_(SAID[mine.stance])),
        Markup("<blockquote expandable>{}</blockquote>").format(mine.words) if mine.words else None,
        _("The entry was changed after that. Please look whether it still holds.")
        if has_heard_earlier(there.entry, mine)
        else None,
    )


SAID = {
    Stance.SUPPORTS: mark("I support it."),
    Stance.WITH_REMARKS: mark("I support it, with remarks."),
    Stance.AGAINST: mark("I am against it."),
}


def _saying(visit: Visit, _: Reader, there: Consulted, mine: EntryVoice | None) -> Rows:
    key = there.entry.key
    rows = [
        (Button(
            f"✓ {_(label).unescape()}" if mine and mine.stance is stance else _(label),
            tap=visit.tap("cons", "say", key, stance.value), style=STYLES[stance],
        ),)
        for stance, label in SAY.items()
    ]  # fmt: skip
    if mine is None:
        return tuple(rows)
    own = [Button(_("Take it back"), tap=visit.tap("cons", "takeback", key))]
    if mine.stance is Stance.SUPPORTS:
        label = _("Change the words…") if mine.words else _("Add a few words…")
        own.insert(0, Button(label, tap=visit.tap("cons", "words", key)))
    return (*rows, tuple(own))


def _reading(visit: Visit, _: Reader, there: Consulted, voices: Sequence[EntryVoice]) -> list[Button]:
    found = [Button(_("Read the whole"), tap=visit.tap("entry", "open", there.entry.key))]
    if voices and reads_remarks(visit, there.entry):
        label = _("Voices and remarks ({n})", n=len(voices))
        found.append(Button(label, tap=visit.tap("cons", "voices", there.entry.key, 0)))
    return found


def _leading(visit: Visit, _: Reader, there: Consulted) -> list[Button]:
    """What those who lead can do as it stands."""
    if not visit.may(Act.LEAD_CONSULTATIONS):
        return []

    def do(label: str, what: str) -> Button:
        return Button(label, tap=visit.tap("cons", what, there.entry.key))

    known = there.consultation
    if known.verdict is not None:
        again = [do(_("Consult again…"), "begin")] if life.can_begin(there.entry, known) else []
        return [do(_("Change the evaluation…"), "evaluate"), *again]
    if known.closed_at is not None:
        return [
            do(_("Evaluate…"), "evaluate"),
            do(_("Take voices again…"), "until"),
            do(_("Cancel it…"), "cancel"),
        ]
    return [do(_("Until when…"), "until"), do(_("Close now…"), "close"), do(_("Cancel it…"), "cancel")]
