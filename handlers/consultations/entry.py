"""What consultations add to entries of the log, on their pages and on paper, and to the decisions of a network."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.consultations import life
from facilitation.consultations.voices import is_open, tally
from facilitation.permissions import Act
from handlers import picker
from handlers.consultations import words
from handlers.entries import door
from handlers.feature import Decided, OnPaper
from handlers.message import Button, Message, lines
from handlers.visit import Visit
from locales.reader import Reader
from storage import consultations, entries
from storage.consultations import Consultation
from storage.entries import Entry, Sight
from storage.network import Network

SHORT = 600
"""Characters of the reasons that stand among other decisions."""


async def page(visit: Visit, _: Reader, entry: Entry) -> Message | None:
    """How its consultation stands; to people of other networks only how it was evaluated."""
    if entry.kind not in life.CONSULTED:
        return None
    known = await consultations.of_entry(visit.uow, entry.key)
    at_home = visit.network is not None and visit.network.key == entry.network_id
    if not at_home:
        return Message(_evaluation(_, entry, known)) if known and known.verdict else None
    if known is None:
        begin = _begin(visit, _, entry, known)
        return Message(Markup(""), (begin,)) if begin else None
    button = Button(_("Consultation"), tap=visit.tap("cons", "open", entry.key))
    if is_open(known, visit.now):
        button = Button(_("Say what I think"), tap=visit.tap("cons", "open", entry.key), style="primary")
    if known.verdict is not None:
        return Message(_evaluation(_, entry, known), ((button,), *_rows(_begin(visit, _, entry, known))))
    counts = words.counts(_, tally(await consultations.voices(visit.uow, known.key)))
    text = lines(_("<b>Consultation</b>"), counts, words.state(visit, _, known))
    return Message(text, ((button,),))


def _evaluation(_: Reader, entry: Entry, known: Consultation) -> Markup:
    return lines(words.verdict(_, known), words.changed_since(_, entry, known))


def _rows(*rows: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple(row for row in rows if row)


def _begin(visit: Visit, _: Reader, entry: Entry, known: Consultation | None) -> tuple[Button, ...]:
    if not visit.may(Act.LEAD_CONSULTATIONS) or not life.can_begin(entry, known):
        return ()
    label = _("Consult again…") if known else _("Consult with the network…")
    return (Button(label, tap=visit.tap("cons", "begin", entry.key)),)


async def on_paper(visit: Visit, _: Reader, found: Sequence[Entry], _sight: Sight) -> dict[int, OnPaper]:
    """How each was evaluated, wherever the entry itself goes: plain words."""
    keys = {entry.key: entry for entry in found if entry.kind in life.CONSULTED}
    known = await consultations.of_entries(visit.uow, keys) if keys else {}
    return {
        key: OnPaper(evaluation=_plain(_, keys[key], each))
        for key, each in known.items()
        if each.verdict is not None
    }


def _plain(_: Reader, entry: Entry, known: Consultation) -> str:
    """Each line of it without its markup; the lines of the reasons stay."""
    told = _evaluation(_, entry, known).split("\n")
    return "\n".join(line.striptags() for line in told)


async def decisions(visit: Visit, _: Reader, network: Network) -> list[Decided]:
    """Every evaluation whose entry stands in the log."""
    over = [each for each in await consultations.of_network(visit.uow, network.key) if each.evaluated_at]
    keys = [each.entry_id for each in over]
    there = await entries.seen.by_ids(visit.uow, door.of_network(network), keys) if keys else {}
    return [_decided(visit, _, there[each.entry_id], each) for each in over if each.entry_id in there]


def _decided(visit: Visit, _: Reader, entry: Entry, known: Consultation) -> Decided:
    assert known.verdict is not None
    assert known.evaluated_at is not None
    return Decided(
        at=known.evaluated_at,
        what=_("Evaluation: {title}", title=entry.title),
        outcome=_(words.VERDICTS[known.verdict]),
        reasons=_("Reasons: {grounds}", grounds=picker.cut(known.reasons, SHORT)),
        opens=visit.tap("entry", "open", entry.key),
    )
