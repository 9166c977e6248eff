"""Two versions of an entry side by side: what it said or says, and what it says or would say."""

from typing import Any

from markupsafe import Markup

from facilitation.entries import content, proposing
from facilitation.entries.content import Content
from handlers.entries import wording
from handlers.entries.one import folded
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import people
from storage.entries import Entry, EntryKind, EntryProposal
from storage.people import Person


def differences(_: Reader, kind: EntryKind, before: Content, after: Content) -> list[Markup]:
    """Each field that differs, before and after."""
    return [_field(_, kind, name, was, is_) for name, was, is_ in content.changes(before, after)]


def _field(_: Reader, kind: EntryKind, name: str, was: Any, is_: Any) -> Markup:
    empty = _("(nothing)")
    return lines(
        Markup("<b>{}</b>").format(wording.label(_, kind, name)),
        _("Before:"),
        folded(wording.value(_, name, was) or empty),
        _("After:"),
        folded(wording.value(_, name, is_) or empty),
    )


async def for_owner(visit: Visit, owner: Person, entry: Entry, proposal: EntryProposal) -> Message:
    """What is proposed, with the owner's ways to decide. What they accept is what they see here."""
    _, by = visit.reader_of(owner), await people.by_id(visit.uow, proposal.by_id or 0)
    compared = differences(
        _, entry.kind, content.of(entry), await proposing.proposed(visit.uow, entry, proposal)
    )
    text = paragraphs(
        _("Somebody who checked your entry proposes changes. You decide."),
        wording.title(entry),
        _("{who} writes:", who=by.name) if by and by.name else _("Why:"),
        wording.quoted(proposal.words),
        *(compared or [_("It says all of this already.")]),
    )
    accept = visit.tap("entry", "accept", proposal.key, entry.version)
    rows = (
        (Button(_("Accept"), tap=accept, style="success"),),
        (
            Button(_("Change it myself"), tap=own_page(visit, entry)),
            Button(_("Decline…"), tap=visit.tap("entry", "reject", proposal.key)),
        ),
    )
    return Message(text, rows, frozenset({by.key} if by else ()))


def own_page(visit: Visit, entry: Entry) -> str:
    """Where its owner changes an entry."""
    return visit.tap("entry", "own", entry.key)


def show(visit: Visit, message: Message) -> None:
    """In place of what was tapped, where it fits; a long text stands below, whole."""
    if len(message.parts()) > 1:
        visit.reply(message)
    else:
        visit.edit(message)
