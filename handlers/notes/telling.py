"""What people hear privately about notes: to be arranged, to be corrected, reworded, taken out, final."""

from collections.abc import Iterable

from markupsafe import Markup

from facilitation.meetings.invited import invited
from handlers.meetings import words as meetings
from handlers.message import Button, Message, Rows, paragraphs
from handlers.notes import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import people, roles
from storage.meetings import Meeting
from storage.network import Network
from storage.notes import Correction, Note, NoteLine
from storage.people import Person
from storage.roles import Role

ARRANGING, TO_CORRECT, NEWS, INSIDE = "notes.arranging", "notes.to_correct", "notes.news", "notes.inside"
LEADERS = (Role.FACILITATOR, Role.EXPERT)

ARRANGE = mark("<b>The meeting is over: {title}</b>\n\nNoted down: {counts}. Will you put it in order? "
               "It takes a few minutes; then everyone may correct it for three days.")  # fmt: skip
REMIND = mark("<b>The note still waits: {title}</b>\n\nNoted down: {counts}. In four days it goes for correction "
              "as it is, which is fine too.")  # fmt: skip
GOES = mark("<b>The note went for correction as it is: {title}</b>\n\nNoted down: {counts}. "
            "You can still put things right.")  # fmt: skip
EMPTY = mark("<b>The meeting is over: {title}</b>\n\nNothing was noted down. If something shall be kept, add it in the "
             "next two weeks; if not, all is well.")  # fmt: skip
WAITING = mark("<b>Corrections of the note wait for a word: {title}</b>\n\nTomorrow the note becomes final, "
               "then they are left out.")  # fmt: skip


async def leaders(visit: Visit, network: Network) -> list[Person]:
    held = await roles.grants(visit.uow, network.key, visit.now)
    return list({person.key: person for grant, person in held if grant.role in LEADERS}.values())


async def to_leaders(visit: Visit, network: Network, meeting: Meeting, sentence: str) -> None:
    """Each is asked; whoever comes first does it."""
    for person in await leaders(visit, network):
        _ = visit.reader_of(person)
        counts = await words.counted(visit, _, meeting) or _("nothing yet")
        text = _(sentence, title=meetings.title(_, meeting), counts=counts)
        arrange = Button(_("Arrange the note"), tap=visit.tap("note", "arrange", meeting.key))
        add = Button(_("Add something…"), tap=visit.tap("note", "new", meeting.key))
        message = Message(text, ((arrange,), (add,)))
        visit.tell(person, message, kind=ARRANGING, network=network, about=meeting.key)


async def to_correct(visit: Visit, network: Network, note: Note, meeting: Meeting) -> None:
    """Everyone who was invited reads the note, and may correct it."""
    found = await words.content(visit, meeting, internal=True)
    for person in await invited(visit.uow, meeting, visit.now):
        _ = visit.reader_of(person)
        text = paragraphs(
            words.head(_, meeting, note),
            words.whole(visit, _, found),
            _("Is something wrong or missing? There are three days to say so; silence is consent."),
        )
        correct = Button(_("Correct…"), tap=visit.tap("note", "correct", meeting.key))
        message = Message(text, ((correct,),), frozenset(found.people))
        visit.tell(person, message, kind=TO_CORRECT, network=network, about=meeting.key)


async def inside(visit: Visit, network: Network, note: Note, meeting: Meeting) -> None:
    """What the group does not read of the final note goes to those who work in the network."""
    found = await words.content(visit, meeting, internal=True)
    for person in await invited(visit.uow, meeting, visit.now):
        _ = visit.reader_of(person)
        text = paragraphs(
            words.head(_, meeting, note), words.whole(visit, _, found),
            _("What is marked as internal is only here, not in the group."),
        )  # fmt: skip
        message = Message(text, _open(visit, _, meeting), frozenset(found.people))
        visit.tell(person, message, kind=INSIDE, network=network, about=meeting.key)


def _open(visit: Visit, _: Reader, meeting: Meeting) -> Rows:
    return ((Button(_("The note"), tap=visit.tap("note", "open", meeting.key)),),)


# the author of a line


async def reworded(visit: Visit, line: NoteLine, before: Markup) -> None:
    await _author(visit, line, mark("Those who lead put a line of yours in other words:"), before, after=True)


async def taken_out(visit: Visit, line: NoteLine) -> None:
    await _author(visit, line, mark("A line of yours was taken out of the note:"), None)


async def _author(
    visit: Visit, line: NoteLine, sentence: str, before: Markup | None, *, after: bool = False
) -> None:
    person = await people.by_id(visit.uow, line.author_id) if line.author_id else None
    if person is None or person.id == visit.me.id:
        return
    _ = visit.reader_of(person)
    text = paragraphs(
        _(sentence), before or words.quoted(_, line),
        _("Now: {line}", line=words.quoted(_, line)) if after else _("Why: {reason}", reason=line.reason),
    )  # fmt: skip
    look = Button(_("Look"), tap=visit.tap("note", "line", line.key))
    visit.tell(person, Message(text, ((look,),)), kind=NEWS, network=visit.network, about=line.meeting_id)


# corrections


async def proposed(visit: Visit, correction: Correction, line: NoteLine | None, meeting: Meeting) -> None:
    """Those who lead decide with one tap."""
    for person in await leaders(visit, visit.here):
        _ = visit.reader_of(person)
        message = Message(
            correction_text(_, correction, line, meeting, visit.me.name),
            (correction_ways(visit, _, correction),), frozenset({visit.me.key}),
        )  # fmt: skip
        visit.tell(person, message, kind=NEWS, network=visit.network, about=meeting.key)


def correction_text(
    _: Reader, correction: Correction, line: NoteLine | None, meeting: Meeting, name: str
) -> Markup:
    return paragraphs(
        _("<b>A correction of the note: {title}</b>", title=meetings.title(_, meeting)),
        _("From: {name}", name=name) if name else None,
        _("Now: {line}", line=words.quoted(_, line, 1000)) if line else _("Missing:"),
        Markup("<blockquote>{}</blockquote>").format(correction.words),
    )


def correction_ways(visit: Visit, _: Reader, correction: Correction) -> tuple[Button, ...]:
    yes = Button(_("Accept"), tap=visit.tap("note", "accept", correction.key), style="success")
    return yes, Button(_("Leave it as it is"), tap=visit.tap("note", "decline", correction.key))


async def settled(visit: Visit, network: Network, corrections: Iterable[Correction], sentence: str) -> None:
    """Whoever proposed a correction hears what came of it."""
    for correction in corrections:
        person = await people.by_id(visit.uow, correction.author_id) if correction.author_id else None
        if person is not None and (visit.person is None or person.id != visit.person.id):
            _ = visit.reader_of(person)
            text = paragraphs(_(sentence), Markup("<blockquote>{}</blockquote>").format(correction.words))
            open_it = Button(_("The note"), tap=visit.tap("note", "open", correction.meeting_id))
            visit.tell(
                person, Message(text, ((open_it,),)), kind=NEWS, network=network, about=correction.meeting_id
            )
