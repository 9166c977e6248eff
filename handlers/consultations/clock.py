"""What happens by itself: one reminder, the end of the time, what came of it, and one reminder to evaluate it."""

from facilitation.consultations import life, voices
from facilitation.consultations.voices import is_open
from handlers.consultations import card, one, remarks, words
from handlers.consultations.door import Consulted
from handlers.entries import door
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import consultations, entries
from storage.due_work import DueWork
from storage.network import Network

SHOWN = 5
"""Remarks that stand in the summary; all others are one tap away."""


async def remind(visit: Visit, work: DueWork) -> None:
    """Whoever has not spoken and is meant to, privately and once."""
    network, there = await _of(visit, work)
    if network is None or there is None or not is_open(there.consultation, visit.now):
        return
    for person in await voices.silent(visit.uow, there.consultation, there.entry, visit.now):
        _ = visit.reader_of(person)
        text = paragraphs(
            lines(words.head(_, there.entry), _("Network: <b>{topic}</b>", topic=network.topic)),
            _("What do you think of it? It can be said until {moment}.", moment=_.moment(there.consultation.closes_at)),
            one.who_reads(_),
            _("I remind you only this once."),
        )  # fmt: skip
        say = Button(_("Say what I think"), tap=visit.tap("cons", "open", there.entry.key), style="primary")
        visit.tell(
            person, Message(text, ((say,),)), kind=life.REMIND, network=network,
            not_after=there.consultation.closes_at, about=there.entry.key,
        )  # fmt: skip


async def close(visit: Visit, work: DueWork) -> None:
    """The time is over; where the bot is away, or the entry hidden, it ends when they are back."""
    network, there = await _of(visit, work)
    if network is None or there is None or there.consultation.closed_at is not None:
        return
    if there.consultation.closes_at <= visit.now:
        await life.close(visit.uow, there.consultation, network.zone, visit.now)
        await card.refresh(visit, network.key, there.entry.key)


async def tell_summary(visit: Visit, work: DueWork) -> None:
    """Those who lead read what came of it, and are asked to evaluate it."""
    await _ask_to_evaluate(visit, work, life.SUMMARY)


async def remind_to_evaluate(visit: Visit, work: DueWork) -> None:
    await _ask_to_evaluate(visit, work, life.EVALUATE)


async def _ask_to_evaluate(visit: Visit, work: DueWork, kind: str) -> None:
    network, there = await _of(visit, work)
    if network is None or there is None or not life.waits(there.consultation):
        return
    for person in await voices.leaders(visit.uow, network.key, visit.now):
        message = await _summary(visit, visit.reader_of(person), network, there, first=kind == life.SUMMARY)
        visit.tell(person, message, kind=kind, network=network, about=there.entry.key)


async def _summary(visit: Visit, _: Reader, network: Network, there: Consulted, *, first: bool) -> Message:
    every = await consultations.voices(visit.uow, there.consultation.key)
    with_words = [each for each in every if each.words]
    said = await remarks.read(visit, _, there, with_words[:SHOWN])
    text = paragraphs(
        _("<b>The consultation is over.</b> Please evaluate it.") if first
        else _("<b>A consultation still waits to be evaluated.</b>"),
        lines(words.head(_, there.entry), _("Network: <b>{topic}</b>", topic=network.topic)),
        words.totals(_, every),
        said.text,
    )  # fmt: skip
    key = there.entry.key
    evaluate = Button(_("Evaluate…"), tap=visit.tap("cons", "evaluate", key), style="primary")
    more = (
        Button(_("Voices and remarks ({n})", n=len(every)), tap=visit.tap("cons", "voices", key, 0)),
        Button(_("Take voices again…"), tap=visit.tap("cons", "until", key)),
    )
    return Message(text, ((evaluate,), more), said.names)


async def _of(visit: Visit, work: DueWork) -> tuple[Network | None, Consulted | None]:
    """The network, unless the bot is away; the consultation, held, as long as its entry stands in the log."""
    network, key = await visit.leave_for_network(work.network_id), work.arguments["entry"]
    entry = await entries.seen.one(visit.uow, door.of_network(network), key) if network else None
    known = await consultations.to_change(visit.uow, key) if entry else None
    return network, Consulted(entry, known) if entry and known else None
