"""From an accepted answer to an entry: one tap of those who lead, then the consent of those whose words they are."""

from facilitation.entries import content, freshness, owning
from facilitation.entries import from_answers as rules
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act
from facilitation.questions import answering
from facilitation.refusals import Refused
from handlers import picker
from handlers.entries import door, one
from handlers.message import Button, Message, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries, people, questions
from storage.entries import Entry, EntryState
from storage.people import Person, Reach
from storage.questions import Question

CONSENT, QUIETLY = "entries.consent", "entries.quietly"


async def on_propose(visit: Visit, answer_id: int) -> None:
    """One tap: the author is asked, and whoever asked, whether the question may stand there too."""
    found = await questions.answer_by_id(visit.uow, answer_id)
    question = await questions.by_id(visit.uow, found.question_id) if found else None
    network = await visit.enter(question.network_id if question else None)
    visit.require(Act.LEAD_QUESTIONS)
    question, given = await answering.of_network(visit.uow, network, answer_id)
    title = picker.cut(" ".join(given.words.split()), content.LONGEST_TITLE)
    entry = await rules.propose(visit.uow, network, question, given, title, visit.now)
    author = await people.by_id(visit.uow, given.author_id or 0)
    asker = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
    if asker is not None:
        await _settle_question(visit, entry, question, asker)
    reached = author is not None and await _settle_author(visit, entry, author)
    _ = visit.reader
    back = Button(_("‹ The question"), tap=visit.tap("q", "open", question.key))
    if entry.state is EntryState.KEPT:
        text = _("It stands in the network's log.")
    elif reached:
        text = _("I asked the author. As soon as they agree, it stands in the network's log.")
    else:
        text = _("The author can't be written to just now. Please ask them to send me /start, and try again.")
        entry.state = EntryState.DECLINED
        visit.uow.session.add(entry)
    mine = entry.state is EntryState.KEPT and entry.author_id == visit.me.id
    visit.edit(Message(text).with_buttons([_more(visit, entry)] if mine else [], [back]))


async def _settle_author(visit: Visit, entry: Entry, author: Person) -> bool:
    """Whoever proposes their own words agrees by that; False for someone who can't be asked."""
    if author.id == visit.me.id:
        rules.agree(visit.uow, entry, visit.now)
        return True
    _ = visit.reader_of(author)
    text = paragraphs(
        _("<b>May your answer stand in the network's log?</b>"),
        one.quoted(entry),
        _("People of the network would find it there when they ask something similar. "
          "You can take it back at any time."),
    )  # fmt: skip
    yes = Button(_("Yes, gladly"), tap=visit.tap("entry", "agree", entry.key), style="success")
    no = Button(_("No"), tap=visit.tap("entry", "decline", entry.key))
    return visit.tell(
        author, Message(text, ((yes, no),)), kind=CONSENT, network=visit.network, about=entry.key
    )


async def _settle_question(visit: Visit, entry: Entry, question: Question, asker: Person) -> None:
    """Without a word of whoever asked, the entry shows the answer only."""
    if asker.id == visit.me.id:
        rules.show_question(visit.uow, entry, shown=True)
        return
    if asker.reach is not Reach.OPEN:
        return
    _ = visit.reader_of(asker)
    text = paragraphs(
        _("An answer to your question may come into the network's log. May the question stand there too, "
          "without your name?"),
        paragraphs(one.question_words(_, question)),
    )  # fmt: skip
    yes = Button(_("Yes"), tap=visit.tap("entry", "showquestion", entry.key))
    no = Button(_("No, only the answer"), tap=visit.tap("entry", "hidequestion", entry.key))
    kind = QUIETLY if question.unnamed else CONSENT
    visit.tell(asker, Message(text, ((yes, no),)), kind=kind, network=visit.network, about=entry.key)


async def on_agree(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_own(visit, entry_id)
    rules.agree(visit.uow, entry, visit.now)
    _ = visit.reader
    text = paragraphs(
        _("Thank you! Others will find it when they need it."),
        _(
            "What was the problem, what did it take, would you do it again? With a few words more it helps them better."
        ),
    )
    visit.edit(Message(text, ((_more(visit, entry),),)))


def _more(visit: Visit, entry: Entry) -> Button:
    return Button(visit.reader("Tell more…"), tap=visit.tap("entry", "own", entry.key))


async def on_decline(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_own(visit, entry_id)
    rules.decline(visit.uow, entry)
    visit.edit(Message(visit.reader("All right, it does not come into the log.")))


async def on_show_question(visit: Visit, entry_id: int) -> None:
    rules.show_question(visit.uow, await _of_asker(visit, entry_id), shown=True)
    visit.edit(Message(visit.reader("Thank you! The question stands there without your name.")))


async def on_hide_question(visit: Visit, entry_id: int) -> None:
    rules.show_question(visit.uow, await _of_asker(visit, entry_id), shown=False)
    visit.edit(Message(visit.reader("All right, only the answer stands there.")))


async def _of_asker(visit: Visit, entry_id: int) -> Entry:
    """An entry made of an answer to one's own question."""
    entry = await entries.to_change(visit.uow, entry_id)
    await visit.enter(entry.network_id if entry else None)
    assert entry is not None
    question = await questions.by_id(visit.uow, entry.question_id or 0)
    if question is None or question.asker_id != visit.me.id:
        raise Refused(EntryReason.NOT_YOURS)
    return entry


async def on_outdated(visit: Visit, entry_id: int, on: int) -> None:
    """Its author and those who lead may say that it is out of date, or is not."""
    await door.enter(visit, entry_id)
    entry = await entries.to_change(visit.uow, entry_id)
    assert entry is not None
    mine = await owning.owns(visit.uow, entry, visit.me)
    if not mine and (entry.network_id not in visit.networks or not visit.may(Act.CHECK_ENTRIES)):
        raise Refused(DoorReason.NOT_ALLOWED, act=Act.CHECK_ENTRIES)
    if on:
        await freshness.out_of_date(visit.uow, entry, visit.now)
    else:
        await freshness.still_right(visit.uow, entry, visit.now)
    await one.show(visit, entry)


async def ways(visit: Visit, _: Reader, entry: Entry) -> list[list[Button]]:
    """Its owner and those who lead say whether it still holds; its owner may change it and take it back."""
    mine = await owning.owns(visit.uow, entry, visit.me)
    rows: list[list[Button]] = []
    if mine or (visit.may(Act.CHECK_ENTRIES) and entry.network_id in visit.networks):
        label = _("Up to date after all") if entry.outdated else _("Out of date")
        rows.append([Button(label, tap=visit.tap("entry", "outdated", entry.key, int(not entry.outdated)))])
    if mine:
        rows.append(
            [
                Button(_("Change…"), tap=visit.tap("entry", "own", entry.key)),
                Button(_("For whom…"), tap=visit.tap("entry", "forwhom", entry.key)),
            ]
        )
        rows.append([Button(_("Take it out of the log"), tap=visit.tap("entry", "takeback", entry.key))])
    return rows
