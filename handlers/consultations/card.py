"""What stands in the group: one card for each entry that is consulted. It names nobody."""

from markupsafe import Markup

from facilitation.consultations.voices import is_open, tally
from handlers import picker, posts
from handlers.consultations import words
from handlers.entries import door, wording
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import consultations, entries
from storage import posts as posted
from storage.consultations import Consultation
from storage.entries import Entry
from storage.network import Network

CARD, NEWS = "consultations.card", "consultations.news"
SHORT = 400
"""Signs of what is recommended that the group sees."""


async def show(visit: Visit, network_id: int, entry_id: int) -> None:
    """Post the card, or bring it up to date."""
    await posts.post(visit, CARD, network_id, entry_id)


async def show_first(visit: Visit, network: Network, entry: Entry, consultation: Consultation) -> None:
    """Where the card stands already, far above and edited only, a short message says that there is something new."""
    if await posted.find(visit.uow, CARD, entry.key, network.chat_id) is not None:
        _ = visit.group_reader(network)
        text = _(
            "What do you think of it? It can be said until {moment}.", moment=_.moment(consultation.closes_at)
        )
        say = Button(_("Say what I think"), url=visit.link("consult", entry.key))
        _announce(visit, network, lines(_about(_, entry), text), say)
    await show(visit, network.key, entry.key)


async def tell_verdict(visit: Visit, network: Network, entry: Entry, consultation: Consultation) -> None:
    _ = visit.group_reader(network)
    assert consultation.verdict is not None
    verdict = _("Evaluation: <b>{verdict}</b>", verdict=_(words.VERDICTS[consultation.verdict]))
    read = Button(_("Read the whole"), url=visit.link("entry", entry.key))
    _announce(visit, network, lines(_about(_, entry), verdict), read)
    await refresh(visit, network.key, entry.key)


def _about(_: Reader, entry: Entry) -> Markup:
    """Of which kind it is; not its title, for nobody edits this when the entry is taken back."""
    return Markup("<b>{}</b> · {}").format(_("Consultation"), wording.kind(_, entry))


def _announce(visit: Visit, network: Network, text: Markup, button: Button) -> None:
    visit.announce(network, Message(text, ((button,),)), kind=NEWS)


async def refresh(visit: Visit, network_id: int, entry_id: int) -> None:
    await posts.refresh(visit, CARD, network_id, entry_id)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    """What is not in the log any more shows none of its words here."""
    _ = visit.group_reader(network)
    entry = await entries.seen.one(visit.uow, door.of_network(network), subject)
    if entry is None:
        return Message(_("What was consulted here is not in the network's log any more."))
    known = await consultations.of_entry(visit.uow, subject)
    read = Button(_("Read the whole"), url=visit.link("entry", entry.key))
    if known is None:
        text = paragraphs(
            words.head(_, entry), _("This consultation was cancelled; what was said is deleted.")
        )
        return Message(text, ((read,),))
    label = wording.label(_, entry.kind, "done")
    what = Markup("<b>{}</b>\n<blockquote expandable>{}</blockquote>")
    text = paragraphs(
        words.head(_, entry),
        what.format(label, picker.cut(entry.done, SHORT)),
        words.counts(_, tally(await consultations.voices(visit.uow, known.key))),
        words.state(visit, _, known),
        words.changed_since(_, entry, known),
    )
    if not is_open(known, visit.now):
        return Message(text, ((read,),))
    how = _("Members and observers say it to me privately; here only numbers are shown.")
    say = Button(_("Say what I think"), url=visit.link("consult", entry.key))
    return Message(paragraphs(text, how), ((say,), (read,)))
