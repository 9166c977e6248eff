"""One entry of the log, to be read in private chat."""

from markupsafe import Markup

from facilitation import entries as rules
from facilitation.permissions import Act
from handlers import matters
from handlers.feature import Matter
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries, institutions, people, questions
from storage.entries import Entry
from storage.questions import Question

MATTER = "entry"


async def on_open(visit: Visit, entry_id: int) -> None:
    known = await entries.by_id(visit.uow, entry_id)
    network = await visit.enter(known.network_id if known else None)
    visit.require(Act.FIND)
    visit.edit(await message(visit, await rules.of_network(visit.uow, network, entry_id)))


async def message(visit: Visit, entry: Entry) -> Message:
    """What was answered, whose experience it is, and the question where whoever asked it agreed."""
    _ = visit.reader
    question = await questions.by_id(visit.uow, entry.question_id or 0) if entry.shows_question else None
    author = await people.by_id(visit.uow, entry.author_id) if entry.author_id else None
    place = await place_of(visit, entry)
    who = [author.name if author and author.name else None, place]
    text = paragraphs(
        lines(
            _("<b>From the network's log</b>"),
            Markup(", ").join(each for each in who if each) or None,
            _("Added on {date}", date=_.full_date(entry.kept_at)) if entry.kept_at else None,
            _("<b>Out of date</b>") if entry.outdated else None,
        ),
        question_words(_, question) if question is not None and question.words else None,
        quoted(entry),
    )
    names = frozenset({author.key}) if author else frozenset()
    more = await matters.taken_up(visit, Matter(MATTER, entry.key))
    return Message(paragraphs(text, more.text), (*_buttons(visit, entry), *more.buttons), names | more.names)


async def as_matter(visit: Visit, matter: Matter) -> str:
    """Its title, where it is put to the vote."""
    known = await entries.by_id(visit.uow, matter.number)
    network = await visit.enter(known.network_id if known else None)
    visit.require(Act.FIND)
    return (await rules.of_network(visit.uow, network, matter.number)).title


def _buttons(visit: Visit, entry: Entry) -> tuple[tuple[Button, ...], ...]:
    _, mine = visit.reader, entry.author_id == visit.me.id
    rows: list[Button] = []
    if mine or visit.may(Act.LEAD_QUESTIONS):
        label = _("Up to date after all") if entry.outdated else _("Out of date")
        rows.append(Button(label, tap=visit.tap("entry", "outdated", entry.key, int(not entry.outdated))))
    if mine:
        rows.append(Button(_("Take it out of the log"), tap=visit.tap("entry", "takeback", entry.key)))
    return tuple((row,) for row in rows)


async def place_of(visit: Visit, entry: Entry) -> str:
    """The city whose experience it is, under its name of today."""
    place = await institutions.by_id(visit.uow, entry.institution_id) if entry.institution_id else None
    return place.name if place else entry.place


def quoted(entry: Entry) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(entry.words)


def question_words(_: Reader, question: Question) -> Markup:
    return lines(_("The question was:"), Markup("<blockquote>{}</blockquote>").format(question.words))
