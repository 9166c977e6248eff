"""Changes that a checker proposes: prepared field by field on a copy, sent with a sentence why."""

from typing import Any

from facilitation.entries import checking, content
from facilitation.entries import proposing as rules
from facilitation.entries.checking import Verdict
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from handlers import forms
from handlers.entries import checking as page
from handlers.entries import comparing, door, wording
from handlers.entries.asking_back import take_words
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import entries, people
from storage.entries import Again, CitySize, Entry, EntryProposal, ProposalState

CHOICES: dict[str, type[Again] | type[CitySize]] = {"again": Again, "size": CitySize}


async def on_change(visit: Visit, entry_id: int) -> None:
    """Begin, or go on where it was left."""
    entry = await door.enter_to_check(visit, entry_id, *rules.OPEN_TO_CHANGES)
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    if await rules.sent(visit.uow, entry) is not None:
        await page.too_late(visit, entry)
        return
    proposal = await rules.prepared(visit.uow, entry, visit.me, visit.now)
    comparing.show(visit, await _copy(visit, entry, proposal))


async def enter(visit: Visit, proposal_id: int) -> tuple[Entry, EntryProposal]:
    """A proposal that this person is preparing, up to date with its entry."""
    found = await entries.versions.proposal_to_change(visit.uow, proposal_id)
    entry = await door.enter_to_check(visit, found.entry_id if found else 0, *rules.OPEN_TO_CHANGES)
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    if found is None or found.by_id != visit.me.id or found.state is not ProposalState.OPEN or found.words:
        raise Refused(EntryReason.PROPOSAL_GONE)
    return entry, await rules.prepared(visit.uow, entry, visit.me, visit.now)


async def _copy(visit: Visit, entry: Entry, proposal: EntryProposal) -> Message:
    """What it would say so far, and a button for each field."""
    _ = visit.reader
    after = content.from_json(proposal.content)
    compared = comparing.differences(_, entry.kind, content.of(entry), after)
    text = paragraphs(
        _("<b>Changes that you propose</b>"),
        wording.title(entry),
        *(compared or [_("Nothing is changed so far. Tap what should say something else.")]),
        _("Nobody sees this before you send it."),
    )
    fields = [
        Button(wording.label(_, entry.kind, name), tap=visit.tap("entry", "field", proposal.key, name))
        for name in content.FIELDS[entry.kind]
    ]
    send = Button(_("Send to the author…"), tap=visit.tap("entry", "send", proposal.key), style="success")
    discard = Button(_("Discard"), tap=visit.tap("entry", "unsuggest", proposal.key))
    return Message(text, (*columns(fields, 2), *([(send,)] if compared else []), (discard,)))


async def on_field(visit: Visit, proposal_id: int, field: str) -> None:
    entry, proposal = await enter(visit, proposal_id)
    if field not in content.FIELDS[entry.kind]:
        raise Refused(DoorReason.OLD_BUTTON)
    answers = {"proposal": proposal.key, "entry": entry.key, "field": field}
    await forms.begin(visit, FIELD, answers, network_id=visit.here.key)


async def _ask_value(visit: Visit, answers: Answers) -> Message:
    """What it says, to be copied, and what it should say instead."""
    entry, proposal = await enter(visit, answers["proposal"])
    _, name = visit.reader, answers["field"]
    says = wording.value(_, name, getattr(content.from_json(proposal.content), name))
    text = paragraphs(
        lines(
            wording.bold(wording.label(_, entry.kind, name)), wording.copied(says) if says else _("(nothing)")
        ),
        _("Please choose.")
        if name in CHOICES
        else _("What should it say instead? Write the whole text anew."),
    )
    options = [
        (choice(str(wording.value(_, name, each)), "value", each.value),) for each in CHOICES.get(name, ())
    ]
    if name not in content.NEEDED[entry.kind]:
        options.append((choice(_("Leave it empty"), "value", ""),))
    return Message(text, tuple(options))


async def _take_value(_visit: Visit, answers: Answers, typed: str) -> Any:
    if answers["field"] in CHOICES:
        raise Refused(forms.FormReason.PLEASE_TAP)
    return content.checked(answers["field"], typed)


async def _pick_value(visit: Visit, answers: Answers, value: Value) -> Any:
    entry, _proposal = await enter(visit, answers["proposal"])
    name = answers["field"]
    known = {each.value for each in CHOICES.get(name, ())}
    if name not in content.NEEDED[entry.kind]:
        known.add("")
    if value not in known:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _changed(visit: Visit, answers: Answers) -> None:
    entry, proposal = await enter(visit, answers["proposal"])
    name, value = answers["field"], answers["value"]
    if name in CHOICES:
        value = CHOICES[name](value) if value else None
    rules.put(visit.uow, proposal, name, value)
    comparing.show(visit, await _copy(visit, entry, proposal))


def _to_copy(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("entry", "suggest", answers["entry"]))


async def on_send(visit: Visit, proposal_id: int) -> None:
    entry, proposal = await enter(visit, proposal_id)
    answers = {"proposal": proposal.key, "entry": entry.key}
    await forms.begin(visit, SEND, answers, network_id=visit.here.key)


async def _ask_why(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("Why would it be better so? A sentence for the author, please."))


async def _sent(visit: Visit, answers: Answers) -> None:
    entry, proposal = await enter(visit, answers["proposal"])
    await rules.send(visit.uow, entry, proposal, answers["words"], visit.now)
    await checking.decided(visit.uow, visit.here, entry, Verdict.PROPOSED, visit.me, visit.now)
    page.done(
        visit,
        entry,
        visit.reader("The author decides now, and I'll tell you. You can withdraw it until then."),
    )


async def on_discard(visit: Visit, proposal_id: int) -> None:
    entry, proposal = await enter(visit, proposal_id)
    rules.settle(visit.uow, proposal, ProposalState.WITHDRAWN)
    comparing.show(visit, await page.message(visit, entry, visit.reader("Discarded; nothing was changed.")))


async def on_withdraw(visit: Visit, proposal_id: int) -> None:
    """Whoever made it takes it back; where they are gone, whoever leads."""
    proposal = await entries.versions.proposal_to_change(visit.uow, proposal_id)
    entry = await door.enter_to_check(visit, proposal.entry_id if proposal else 0)
    assert proposal is not None
    by = await people.by_id(visit.uow, proposal.by_id) if proposal.by_id else None
    leading = {each.id for each in await checking.leaders(visit.uow, entry.network_id, visit.now)}
    if by is not None and by.id != visit.me.id and by.id in leading:
        raise Refused(EntryReason.NOT_YOURS)
    rules.withdraw(visit.uow, entry, proposal, visit.now)
    comparing.show(visit, await page.message(visit, entry, visit.reader("Withdrawn. It stays as it is.")))


FIELD: Form = Form("entry_field", (Step("value", _ask_value, _take_value, _pick_value),), _changed, _to_copy)
SEND: Form = Form("entry_send", (Step("words", _ask_why, take_words),), _sent, _to_copy)
