"""`/konsultacje`: what people can speak to now, what waits to be evaluated, and what was; a page at a time."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facilitation.consultations import life
from facilitation.consultations.voices import is_open, of_person
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import offers
from handlers.consultations import one, words
from handlers.consultations.door import Consulted
from handlers.entries import door, wording
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import consultations, entries
from storage.consultations import Consultation, EntryVoice
from storage.network import Network

PAGE = 6


async def show(visit: Visit, _typed: str) -> None:
    """In private chat, where that is possible; else the way there."""
    visit.step_aside()
    if visit.heard.private:
        visit.reply(await page(visit, visit.here, 0))
        return
    _ = visit.reader
    private = Button(_("Open private chat"), url=offers.private_link(visit, "consultations"))
    visit.reply(Message(_("I show the consultations in private chat."), ((private,),)))


async def on_list(visit: Visit, network_id: int, number: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.FIND)
    if number < 0:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await page(visit, network, number))


async def page(visit: Visit, network: Network, number: int) -> Message:
    """Some of them: the open ones first, then what waits, then what was evaluated."""
    _, every = visit.reader, await _found(visit, network)
    number = min(number, max(0, (len(every) - 1) // PAGE))
    shown = list(enumerate(every, 1))[number * PAGE : (number + 1) * PAGE]
    voices = await consultations.voices_of(visit.uow, [each.consultation.key for _n, each in shown])
    text = paragraphs(
        _("<b>Consultations of the network {topic}</b>", topic=network.topic),
        *(_one(visit, _, n, each, voices) for n, each in shown),
        None if every else _nothing(visit, _),
    )
    opens = [Button(str(n), tap=visit.tap("cons", "open", each.entry.key)) for n, each in shown]
    turns = tuple(
        Button(label, tap=visit.tap("cons", "list", network.key, to))
        for label, to, there in (
            (_("‹ Previous"), number - 1, number > 0),
            (_("Next ›"), number + 1, len(every) > (number + 1) * PAGE),
        )
        if there
    )
    return Message(text, (*columns(opens, PAGE), *([turns] if turns else [])))


async def _found(visit: Visit, network: Network) -> list[Consulted]:
    """Those whose entries stand in the log; of the open ones first what ends soonest."""
    known = await consultations.of_network(visit.uow, network.key)
    keys = [each.entry_id for each in known]
    there = await entries.seen.by_ids(visit.uow, door.of_network(network), keys) if keys else {}
    found = [Consulted(there[each.entry_id], each) for each in known if each.entry_id in there]
    return sorted(found, key=lambda each: _place(visit, each.consultation))


def _place(visit: Visit, consultation: Consultation) -> tuple[int, float]:
    if is_open(consultation, visit.now):
        return 0, consultation.closes_at.timestamp()
    evaluated = consultation.evaluated_at
    return (2, -evaluated.timestamp()) if evaluated else (1, consultation.closes_at.timestamp())


def _one(
    visit: Visit, _: Reader, number: int, each: Consulted, voices: Mapping[int, Sequence[EntryVoice]]
) -> Markup:
    known = each.consultation
    mine = of_person(voices.get(known.key, ()), visit.me)
    title = Markup("{}. <b>{}</b>").format(number, each.entry.title)
    if known.verdict is not None:
        state = _("Evaluation: <b>{verdict}</b>", verdict=_(words.VERDICTS[known.verdict]))
    elif is_open(known, visit.now):
        state = _("open until {moment}", moment=_.moment(known.closes_at))
    elif visit.may(Act.LEAD_CONSULTATIONS) and life.waits(known):
        state = _("<b>waits for your evaluation</b>")
    else:
        state = _("is being evaluated")
    return lines(
        title,
        Markup("<i>{}</i> · {}").format(wording.kind(_, each.entry), state),
        _("You said: <b>{stance}</b>", stance=_(one.SAID[mine.stance])) if mine else None,
        _("You have not spoken yet.") if mine is None and is_open(known, visit.now) else None,
    )


def _nothing(visit: Visit, _: Reader) -> Markup:
    if visit.may(Act.LEAD_CONSULTATIONS):
        return _(
            "There is none yet. Open a recommendation or a project in the log and tap “Consult with the network…”."
        )
    return _("There is none yet. When one begins, a card appears in the group.")
