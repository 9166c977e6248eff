"""`/wdrozenia`: what one's institution takes over, all transfers that the network may see, and their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from facilitation.adoptions import lessons, seen, standing, whose
from facilitation.adoptions.seen import Shown
from facilitation.adoptions.standing import Taken
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import offers
from handlers.adoptions import lesson, words
from handlers.entries import door, wording
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import adoptions, entries
from storage.adoptions import Adoption
from storage.entries import Entry
from storage.network import Network

Each = TypeVar("Each")
PAGE = 6
LISTS = ("mine", "all")


@dataclass(frozen=True)
class Line:
    """A transfer that may be shown, with its entry."""

    entry: Entry
    taken: Taken


async def show(visit: Visit, _typed: str) -> None:
    """In private chat, where that is possible; in the group only the numbers and the way there."""
    network = visit.here
    visit.step_aside()
    if visit.heard.private:
        visit.reply(await _first(visit))
        return
    _ = visit.reader
    more = Button(_("Open private chat"), url=offers.private_link(visit, "transfers"))
    visit.reply(Message(_numbers(_, await of_network(visit, network)), ((more,),)))


async def _first(visit: Visit) -> Message:
    """One's own, where there are any."""
    place = await _place(visit)
    mine = await _mine(visit, place) if place is not None else []
    return await page(visit, "mine" if mine else "all", 0)


async def on_list(visit: Visit, network_id: int, which: str, number: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.FIND)
    if which not in LISTS or number < 0:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await page(visit, which, number))


async def on_link(visit: Visit, network_id: int) -> None:
    await on_list(visit, network_id, "all", 0)


async def of_network(visit: Visit, network: Network) -> list[tuple[Entry, Shown]]:
    """What everyone of a network may see of transfers to it and from it, by entry."""
    found = await adoptions.of_network(visit.uow, network.key)
    sight = door.of_network(network)
    seen_ = await entries.seen.by_ids(visit.uow, sight, {each.entry_id for each in found})
    taken = await standing.of_entries(visit.uow, list(seen_.values()))
    concerning = {
        key: [each for each in every if network.key in (each.adoption.network_id, seen_[key].network_id)]
        for key, every in taken.items()
    }
    return [(seen_[key], seen.shown(each, sight)) for key, each in concerning.items()]


async def transfers(visit: Visit, network: Network) -> list[Line]:
    """Every confirmed one that may be named in this network, the newest first."""
    shown = await of_network(visit, network)
    every = [Line(entry, taken) for entry, each in shown for taken in each.transfers]
    return sorted(every, key=lambda line: standing.in_order(line.taken.adoption), reverse=True)


async def page(visit: Visit, which: str, number: int) -> Message:
    _, place = visit.reader, await _place(visit)
    shown = await of_network(visit, visit.here)
    text = lines(
        _("<b>Transfers: what others have taken over</b>"),
        _("Network: <b>{topic}</b>", topic=visit.here.topic) if len(visit.networks) > 1 else None,
        _numbers(_, shown),
    )
    body = await (_own(visit, _, place, number) if which == "mine" else _all(visit, _, number))
    others = [] if place is None else [_other(visit, _, which)]
    return Message(
        paragraphs(text, body.text), (*body.buttons, *columns([*others, _picture(visit, _)], 1)), body.names
    )


def _other(visit: Visit, _: Reader, which: str) -> Button:
    if which == "mine":
        return Button(_("All transfers"), tap=visit.tap("adopt", "list", visit.here.key, "all", 0))
    return Button(_("What we take over"), tap=visit.tap("adopt", "list", visit.here.key, "mine", 0))


def _picture(visit: Visit, _: Reader) -> Button:
    return Button(_("As a picture"), tap=visit.tap("adopt", "picture", visit.here.key))


def _numbers(_: Reader, shown: Sequence[tuple[Entry, Shown]]) -> Markup:
    every = [each for _entry, each in shown]
    if not any(every):
        return _(
            "Nobody has taken anything over yet. Every entry of the log has the button “We will use it”."
        )
    return _(
        "Confirmed: {works} · trying it: {trying} · interested: {interested} · given up: {dropped}",
        works=sum(each.confirmed for each in every), trying=sum(each.trying for each in every),
        interested=sum(each.interested for each in every), dropped=sum(each.dropped for each in every),
    )  # fmt: skip


async def _all(visit: Visit, _: Reader, number: int) -> Message:
    every = await transfers(visit, visit.here)
    shown, first, turns = _turned(visit, _, "all", every, number)
    told = [
        lines(
            Markup("{}. <b>{}</b>").format(n, line.entry.title),
            words.way(_, await wording.place_of(visit, line.entry), [words.took(_, line.taken)]),
        )
        for n, line in enumerate(shown, first + 1)
    ]
    numbers = [
        Button(str(n), tap=visit.tap("entry", "open", line.entry.key))
        for n, line in enumerate(shown, first + 1)
    ]
    return Message(paragraphs(*told), (*columns(numbers, PAGE), *turns))


async def _own(visit: Visit, _: Reader, place: int | None, number: int) -> Message:
    mine = await _mine(visit, place) if place is not None else []
    if not mine:
        return Message(_("Your institution has not taken anything over yet."))
    shown, first, turns = _turned(visit, _, "mine", mine, number)
    became = await lessons.seen(visit.uow, [each for each, _e in shown], door.sight(visit))
    told = [
        lines(
            Markup("{}. <b>{}</b>").format(n, entry.title) if entry
            else Markup("{}. {}").format(n, _("<i>This entry is not in the log any more.</i>")),
            _(words.STATES[adoption.state]),
            lesson.named(visit, _, became[adoption.key]) if adoption.key in became else None,
        )
        for n, (adoption, entry) in enumerate(shown, first + 1)
    ]  # fmt: skip
    numbers = [
        Button(str(n), tap=visit.tap("adopt", "open", adoption.key))
        for n, (adoption, _e) in enumerate(shown, first + 1)
    ]
    return Message(paragraphs(*told), (*columns(numbers, PAGE), *turns))


def _turned(
    visit: Visit, _: Reader, which: str, every: Sequence[Each], number: int
) -> tuple[Sequence[Each], int, Rows]:
    """A page, the number before its first, and the ways to the others."""
    number = min(number, max(0, (len(every) - 1) // PAGE))
    first, at = number * PAGE, visit.here.key
    back = [Button(_("‹ Previous"), tap=visit.tap("adopt", "list", at, which, number - 1))] if number else []
    more = len(every) > first + PAGE
    on = [Button(_("Next ›"), tap=visit.tap("adopt", "list", at, which, number + 1))] if more else []
    return every[first : first + PAGE], first, ((*back, *on),) if back or on else ()


async def _place(visit: Visit) -> int | None:
    if not visit.may(Act.TAKE_OVER):
        return None
    return await whose.place_of(visit.uow, visit.here.key, visit.me)


async def _mine(visit: Visit, place: int) -> list[tuple[Adoption, Entry | None]]:
    """What counts of one's institution, the newest first, with its entry as far as it may still be seen."""
    found = await adoptions.of_network(visit.uow, visit.here.key)
    theirs = [each for each in found if each.network_id == visit.here.key]
    merged = await standing.merged_in(visit.uow, {visit.here.key}) if theirs else {}
    counts = [each for each, key in standing.counting(theirs, merged, {}) if key == place]
    sight = door.of_network(visit.here)
    seen_ = await entries.seen.by_ids(visit.uow, sight, {each.entry_id for each in counts})
    return [(each, seen_.get(each.entry_id)) for each in reversed(counts)]
