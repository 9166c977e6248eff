"""`/praktyka` and `/lekcja`: what it is, and then the first question; or on with what was begun."""

from typing import Any

from facilitation.entries import content, sharing
from facilitation.entries.content import Content
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.entries import answering, mine, quoting, story, wording
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import mark
from storage.entries import Entry, EntryKind

SHOWN = 8
EXPLAINED = {
    EntryKind.PRACTICE: mark("<b>Good practice</b>: something that works and that others can take over."),
    EntryKind.LESSON: mark(
        "<b>Lesson</b>: something that went otherwise than planned, and what you know now."
    ),
    EntryKind.RECOMMENDATION: mark("<b>Recommendation</b>: what cities or the law should do otherwise."),
    EntryKind.PROJECT: mark("<b>Innovative project</b>: an idea that nobody has tried yet."),
}


async def practice(visit: Visit, typed: str) -> None:
    await _share(visit, typed, None)


async def lesson(visit: Visit, typed: str) -> None:
    await _share(visit, typed, EntryKind.LESSON)


async def _share(visit: Visit, typed: str, kind: EntryKind | None) -> None:
    """In a group somebody's message may be the beginning; all else goes on in private chat."""
    quoted = visit.heard.quoted
    if not visit.heard.private and quoted is not None and not quoted.is_bot:
        await quoting.propose(visit, quoted, kind or EntryKind.PRACTICE)
        return
    if not visit.step_aside():
        _ = visit.reader
        private = Button(
            _("Private chat"), url=visit.link("share", visit.here.key, kind.value if kind else "")
        )
        visit.reply(Message(_("Gladly! Let's do this in private chat:"), ((private,),)))
        return
    drafts = await sharing.drafts(visit.uow, visit.here, visit.me)
    if drafts and not typed:
        visit.reply(_go_on_or_new(visit, list(drafts), kind))
    else:
        await _begin(visit, kind, typed)


def _go_on_or_new(visit: Visit, drafts: list[Entry], kind: EntryKind | None) -> Message:
    _ = visit.reader
    text = paragraphs(
        _.plural("You have {n} draft.", "You have {n} drafts.", len(drafts)),
        _("Go on with one, or begin something new?"),
    )
    new = Button(
        _("Begin something new"), tap=visit.tap("entry", "new", visit.here.key, kind.value if kind else ""),
        style="success",
    )  # fmt: skip
    every = Button(_("My entries"), tap=visit.tap("entry", "mine", visit.here.key, 0))
    rows = tuple((mine.button(visit, _, draft),) for draft in drafts[:SHOWN])
    return Message(text, rows).with_buttons([new], [every])


async def on_new(visit: Visit, network_id: int, kind: str) -> None:
    """By a button, or by the link from the group; `kind` may be empty."""
    await visit.enter(network_id)
    visit.require(Act.SHARE)
    if kind and kind not in {each.value for each in sharing.SHARED}:
        raise Refused(DoorReason.OLD_BUTTON)
    await _begin(visit, EntryKind(kind) if kind else None, "")


async def _begin(visit: Visit, kind: EntryKind | None, typed: str) -> None:
    await sharing.room_for(visit.uow, visit.here, visit.me)
    title = content.checked("title", typed) if typed else ""
    if kind is not None:
        await _first(visit, kind, title)
    else:
        await forms.begin(visit, BEGIN, {"title": title}, network_id=visit.here.key)


async def _first(visit: Visit, kind: EntryKind, title: str) -> None:
    """A draft, and what it is called unless another one is called so."""
    entry = await sharing.begin(visit.uow, visit.here, visit.me, kind, Content(), visit.now)
    if title and await answering.twin(visit, entry, title) is None:
        entry.title, title = title, ""
    await story.tell(visit, entry, title)


async def _ask_kind(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("<b>What would you like to share?</b>"),
        _("“{words}”", words=answers["title"]) if answers["title"] else None,
        lines(*(_(each) for each in EXPLAINED.values())),
        _("A lesson is worth as much here as a success."),
    )
    kinds = [choice(_(wording.KINDS[kind]), "kind", kind.value) for kind in sharing.SHARED]
    every = Button(_("My entries"), tap=visit.tap("entry", "mine", visit.here.key, 0))
    return Message(text, columns(kinds, 2)).with_buttons([every])


async def _pick_kind(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in {each.value for each in sharing.SHARED}:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _kind_known(visit: Visit, answers: Answers) -> None:
    visit.require(Act.SHARE)
    await _first(visit, EntryKind(answers["kind"]), answers["title"])


BEGIN = Form("entry_begin", (Step("kind", _ask_kind, pick=_pick_kind),), _kind_known)
