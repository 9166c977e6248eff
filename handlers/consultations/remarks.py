"""What people said, with names: for the author of the entry and for those who lead, a page at a time."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.consultations.voices import has_heard_earlier
from facilitation.refusals import Refused
from handlers.consultations import words
from handlers.consultations.door import Consulted, look_into
from handlers.message import Button, Message, length, lines, paragraphs
from handlers.questions.asked import signed
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import consultations, institutions
from storage.consultations import EntryVoice
from storage.people import Person

PAGE, ROOM = 5, 3000
"""Voices on a page, and characters of what they say, so that each of them is shown whole."""


async def on_voices(visit: Visit, entry_id: int, page: int) -> None:
    there = await look_into(visit, entry_id)
    if page < 0:
        raise Refused(DoorReason.OLD_BUTTON)
    _, every = visit.reader, await consultations.voices(visit.uow, there.consultation.key)
    pages = _pages(every)
    page = min(page, len(pages) - 1)
    said = await read(visit, _, there, pages[page])
    text = paragraphs(words.head(_, there.entry), words.totals(_, every), said.text)
    turns = tuple(
        Button(label, tap=visit.tap("cons", "voices", entry_id, to))
        for label, to, more in (
            (_("‹ Previous"), page - 1, page > 0),
            (_("Next ›"), page + 1, page + 1 < len(pages)),
        )
        if more
    )
    back = Button(_("‹ Back"), tap=visit.tap("cons", "open", entry_id))
    visit.edit(Message(text, tuple(row for row in (turns, (back,)) if row), said.names))


def _pages(every: Sequence[EntryVoice]) -> list[list[EntryVoice]]:
    pages: list[list[EntryVoice]] = [[]]
    for voice in every:
        long = sum(length(Markup.escape(each.words)) for each in (*pages[-1], voice)) > ROOM
        if pages[-1] and (long or len(pages[-1]) == PAGE):
            pages.append([])
        pages[-1].append(voice)
    return pages


async def read(visit: Visit, _: Reader, there: Consulted, voices: Sequence[EntryVoice]) -> Message:
    """These voices with names, each with its words."""
    keys = {each.person_id for each in voices}
    known = await institutions.places_of(visit.uow, there.consultation.network_id, keys) if keys else {}
    return Message(
        paragraphs(*(_one(_, there, each, *known[each.person_id]) for each in voices)), names=frozenset(keys)
    )


def _one(_: Reader, there: Consulted, voice: EntryVoice, person: Person, place: str) -> Markup:
    about = [
        _(words.STANCES[voice.stance]),
        _("observer") if voice.observer else None,
        _("said before the entry was changed") if has_heard_earlier(there.entry, voice) else None,
    ]
    return lines(
        Markup("<b>{}</b>: {}").format(
            signed(person, place), Markup(" · ").join(each for each in about if each)
        ),
        Markup("<blockquote expandable>{}</blockquote>").format(voice.words) if voice.words else None,
    )
