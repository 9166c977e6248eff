"""Not for the log, or out of it: with a reason that its author reads, and back again."""

from facilitation.entries import checking
from facilitation.entries.checking import UNDECIDED, Verdict
from facilitation.permissions import Act
from handlers import forms
from handlers.entries import checking as page
from handlers.entries import comparing, door
from handlers.entries.asking_back import take_words, to_page
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message
from handlers.visit import Visit
from locales.reader import Reader
from storage.entries import Entry, EntryState

SHOWN = (*UNDECIDED, EntryState.KEPT)


async def on_hide(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_to_check(visit, entry_id)
    if entry.state not in SHOWN:
        await page.too_late(visit, entry)
        return
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    answers = {"entry": entry.key, "state": entry.state.value}
    await forms.begin(visit, HIDE, answers, network_id=visit.here.key)


async def _ask_reason(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    if answers["state"] == EntryState.KEPT.value:
        return Message(_("Why shall this entry be hidden? Write it in a sentence; its author will read it."))
    return Message(_("Why is it not for the log? Write it kindly, in a sentence; its author will read it."))


async def _hidden(visit: Visit, answers: Answers) -> None:
    entry = await door.enter_to_check(visit, answers["entry"])
    if entry.state.value != answers["state"]:
        await page.too_late(visit, entry)
        return
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    await checking.hide(visit.uow, entry, answers["words"])
    await checking.decided(visit.uow, visit.here, entry, Verdict.HIDDEN, visit.me, visit.now)
    _ = visit.reader
    said = (
        _("Nobody finds it in the log. Its author reads why, and can change it.")
        if await page.author_hears(visit, entry)
        else _("Nobody finds it in the log. Its author can't be written to just now.")
    )
    comparing.show(visit, await page.message(visit, entry, said))


async def on_put_back(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_to_check(visit, entry_id)
    if entry.state is not EntryState.HIDDEN:
        await page.too_late(visit, entry)
        return
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    checking.put_back(visit.uow, entry, visit.now)
    await checking.decided(visit.uow, visit.here, entry, Verdict.PUT_BACK, visit.me, visit.now)
    _ = visit.reader
    said = _("It stands in the log again.") if entry.kept_at else _("It waits to be checked again.")
    comparing.show(visit, await page.message(visit, entry, said))


async def ways(visit: Visit, _: Reader, entry: Entry) -> list[list[Button]]:
    """Those who lead read what was changed, propose changes, and hide it with a reason; all of others."""
    leads = visit.may(Act.CHECK_ENTRIES) and entry.network_id in visit.networks
    if not leads or entry.author_id == visit.me.id:
        return []
    read = Button(_("Read what changed"), tap=visit.tap("entry", "check", entry.key))
    change = Button(_("Propose changes…"), tap=visit.tap("entry", "suggest", entry.key))
    hide = Button(_("Hide…"), tap=visit.tap("entry", "hide", entry.key))
    return [*([[read]] if entry.checked_version < entry.version else []), [change, hide]]


HIDE: Form = Form("entry_hide", (Step("words", _ask_reason, take_words),), _hidden, to_page)
