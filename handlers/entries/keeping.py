"""From an accepted answer to an entry: one tap of those who lead, then the consent of those whose words they are."""

from facilitation import entries as rules
from facilitation.permissions import Act
from facilitation.questions import answering
from facilitation.refusals import Refused
from handlers import picker
from handlers.entries import reading
from handlers.message import Button, Message, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
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
    title = picker.cut(" ".join(given.words.split()), rules.LONGEST_TITLE)
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
    visit.edit(Message(text, ((back,),)))


async def _settle_author(visit: Visit, entry: Entry, author: Person) -> bool:
    """Whoever proposes their own words agrees by that; False for someone who can't be asked."""
    if author.id == visit.me.id:
        rules.agree(visit.uow, entry, visit.now)
        return True
    _ = visit.reader_of(author)
    text = paragraphs(
        _("<b>May your answer stand in the network's log?</b>"),
        reading.quoted(entry),
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
        paragraphs(reading.question_words(_, question)),
    )  # fmt: skip
    yes = Button(_("Yes"), tap=visit.tap("entry", "showquestion", entry.key))
    no = Button(_("No, only the answer"), tap=visit.tap("entry", "hidequestion", entry.key))
    kind = QUIETLY if question.unnamed else CONSENT
    visit.tell(asker, Message(text, ((yes, no),)), kind=kind, network=visit.network, about=entry.key)


async def on_agree(visit: Visit, entry_id: int) -> None:
    entry = await _of_author(visit, entry_id)
    rules.agree(visit.uow, entry, visit.now)
    visit.edit(Message(visit.reader("Thank you! Others will find it when they need it.")))


async def on_decline(visit: Visit, entry_id: int) -> None:
    entry = await _of_author(visit, entry_id)
    rules.decline(visit.uow, entry)
    visit.edit(Message(visit.reader("All right, it does not come into the log.")))


async def on_take_back(visit: Visit, entry_id: int) -> None:
    entry = await _of_author(visit, entry_id)
    rules.take_back(visit.uow, entry)
    visit.edit(Message(visit.reader("It is out of the log. Nobody finds it there any more.")))


async def on_show_question(visit: Visit, entry_id: int) -> None:
    rules.show_question(visit.uow, await _of_asker(visit, entry_id), shown=True)
    visit.edit(Message(visit.reader("Thank you! The question stands there without your name.")))


async def on_hide_question(visit: Visit, entry_id: int) -> None:
    rules.show_question(visit.uow, await _of_asker(visit, entry_id), shown=False)
    visit.edit(Message(visit.reader("All right, only the answer stands there.")))


async def _of_author(visit: Visit, entry_id: int) -> Entry:
    """An entry of one's own words."""
    known = await entries.to_change(visit.uow, entry_id)
    await visit.enter(known.network_id if known else None)
    return await rules.of_author(visit.uow, entry_id, visit.me)


async def _of_asker(visit: Visit, entry_id: int) -> Entry:
    """An entry made of an answer to one's own question."""
    entry = await entries.to_change(visit.uow, entry_id)
    await visit.enter(entry.network_id if entry else None)
    assert entry is not None
    question = await questions.by_id(visit.uow, entry.question_id or 0)
    if question is None or question.asker_id != visit.me.id:
        raise Refused(rules.EntryReason.NOT_YOURS)
    return entry


async def on_outdated(visit: Visit, entry_id: int, on: int) -> None:
    """Its author and those who lead may say that it is out of date, or is not."""
    known = await entries.by_id(visit.uow, entry_id)
    network = await visit.enter(known.network_id if known else None)
    entry = await rules.of_network(visit.uow, network, entry_id)
    if entry.author_id != visit.me.id and not visit.may(Act.LEAD_QUESTIONS):
        raise Refused(DoorReason.NOT_ALLOWED, act=Act.LEAD_QUESTIONS)
    rules.outdate(visit.uow, entry, outdated=bool(on))
    visit.edit(await reading.message(visit, entry))
