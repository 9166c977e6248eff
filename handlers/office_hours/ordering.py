"""Those who lead put the line in order: forward, to the next session, or one question for two."""

from facilitation.office_hours import line as rules
from handlers.message import Button, Message, columns, paragraphs
from handlers.office_hours import line, telling
from handlers.questions import asked
from handlers.visit import Visit


async def on_earlier(visit: Visit, session_id: int, question_id: int) -> None:
    await _put_forward(visit, session_id, question_id, first=False)


async def on_first(visit: Visit, session_id: int, question_id: int) -> None:
    await _put_forward(visit, session_id, question_id, first=True)


async def _put_forward(visit: Visit, session_id: int, question_id: int, *, first: bool) -> None:
    hour, stood = await line.lead(visit, session_id)
    rules.earlier(stood, question_id, first=first)
    visit.uow.session.add_all(stood.turns)
    await line.changed(visit, visit.here.key, session_id)
    visit.edit(await line.message(visit, hour, stood))


async def on_later(visit: Visit, session_id: int, question_id: int) -> None:
    """To the next session."""
    hour, stood = await line.lead(visit, session_id)
    postponed, following = await rules.postpone(visit.uow, hour, stood, question_id, visit.now)
    telling.rolled_over(visit, hour, [postponed], following)
    await line.changed(visit, visit.here.key, session_id)
    visit.edit(await line.message(visit, hour, stood))


async def on_merge(visit: Visit, session_id: int, question_id: int) -> None:
    """With which other question?"""
    _hour, stood = await line.lead(visit, session_id)
    _ = visit.reader
    others = [each.question for each in stood.present if each.question.id != question_id]
    buttons = [
        Button(asked.quoted(_, other, asked.SHORTER).unescape(),
               tap=visit.tap("hours", "mergeinto", session_id, question_id, other.key))
        for other in others
    ]  # fmt: skip
    back = Button(_("‹ Back"), tap=visit.tap("hours", "question", session_id, question_id))
    found = stood.find(question_id)
    text = paragraphs(
        asked.quoted(_, found.question) if found else None,
        _("Which question goes on for both? Whoever asks will hear its answer."),
    )
    visit.edit(Message(text, columns(buttons, 1)).with_buttons([back]))


async def on_merge_into(visit: Visit, session_id: int, question_id: int, into_id: int) -> None:
    hour, stood = await line.lead(visit, session_id)
    merged = stood.find(question_id)
    into = await rules.merge(visit.uow, stood, question_id, into_id, visit.now)
    telling.merged(visit, merged.asker if merged else None, into.question)
    await line.changed(visit, visit.here.key, session_id)
    stood = await rules.line_of(visit.uow, session_id, visit.me)
    visit.edit(await line.one(visit, hour, stood, into_id))
