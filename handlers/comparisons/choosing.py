"""Choosing what is compared: one after another, from what is similar, what is new, or what has typed words.

What is chosen so far stands in the form's dialogue, so that a restart loses nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.search import Filters, Hit, find, similar
from handlers import forms, offers, picker, search
from handlers.comparisons import one
from handlers.comparisons.chosen import FEWEST, MOST, Chosen, ComparisonReason, enough, read, seen_by
from handlers.entries import door, finding, wording
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries
from storage.entries import Entry
from storage.search import Kind

OFFERED, LONGEST_WORDS, LONGEST_LABEL = 6, 100, 44
KINDS = (Kind.PRACTICE, Kind.LESSON)
READY, ALL = "ready", "all"


async def show(visit: Visit, typed: str) -> None:
    """`/porownaj`: in private chat, where that is possible; words after the command are looked for."""
    if visit.step_aside():
        await begin(visit, [], typed)
        return
    _ = visit.reader
    private = Button(_("Open private chat"), url=offers.private_link(visit, "compare"))
    visit.reply(Message(_("Entries are compared in private chat."), ((private,),)))


async def on_with(visit: Visit, entry_id: int) -> None:
    """Beginning with the entry that was just read."""
    entry = await door.enter(visit, entry_id, Act.COMPARE_ENTRIES)
    await begin(visit, [entry.key])


async def on_change(visit: Visit, network_id: int, chosen: str) -> None:
    await visit.enter(network_id)
    visit.require(Act.COMPARE_ENTRIES)
    await begin(visit, (await seen_by(visit, read(chosen))).keys)


async def begin(visit: Visit, keys: Sequence[int], typed: str = "") -> None:
    visit.require(Act.COMPARE_ENTRIES)
    answers = {"entries": _so_far(keys, typed)}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


def _so_far(keys: Iterable[int], words: str = "", *, ready: bool = False) -> dict[str, Any]:
    return {"chosen": list(keys), "words": " ".join(words.split())[:LONGEST_WORDS], "ready": ready}


async def _ask(visit: Visit, answers: Answers) -> Message:
    _, so_far = visit.reader, answers["entries"]
    chosen = await seen_by(visit, so_far["chosen"])
    offered = await _offered(visit, chosen, so_far["words"])
    text = paragraphs(
        _("<b>Which entries shall I compare?</b> Choose {fewest} to {most}.", fewest=FEWEST, most=MOST),
        lines(_("Chosen so far:"), *(_line(_, each) for each in chosen.entries)) if chosen.entries else None,
        one.gone(_, chosen.gone),
        _offer(_, chosen, so_far["words"], offered),
        _("Looking for something else? Write me a word or two."),
    )
    return Message(text, _rows(_, chosen, so_far["words"], offered))


def _line(_: Reader, entry: Entry) -> Markup:
    return Markup("• {} · <i>{}</i>").format(entry.title, wording.kind(_, entry))


def _offer(_: Reader, chosen: Chosen, words: str, offered: Sequence[Entry]) -> Markup:
    if words and not offered:
        return _("With the words “{words}” I find nothing more. Please try others.", words=words)
    if not offered:
        return _("There is nothing else in the log that you could choose.")
    heading = _("The newest:")
    if words:
        heading = _("With the words “{words}”:", words=words)
    elif chosen.entries:
        heading = _("Similar, or the newest:")
    return lines(heading, *(_line(_, each) for each in offered))


def _rows(_: Reader, chosen: Chosen, words: str, offered: Sequence[Entry]) -> Rows:
    def button(sign: str, entry: Entry) -> tuple[Button, ...]:
        label = picker.cut(f"{sign} {' '.join(entry.title.split())}", LONGEST_LABEL)
        return (choice(label, "entries", entry.key),)

    rows = [button("✓", each) for each in chosen.entries] + [button("+", each) for each in offered]
    if words:
        rows.append((choice(_("Without these words"), "entries", ALL),))
    count = len(chosen.entries)
    if count >= FEWEST:
        label = _.plural("Compare {n} entry", "Compare {n} entries", count)
        rows.append((choice(label, "entries", READY, style="success"),))
    return tuple(rows)


async def _offered(visit: Visit, chosen: Chosen, words: str) -> list[Entry]:
    """What has the words; or else what is like the entry chosen last, and then what is new."""
    if len(chosen.entries) >= MOST:
        return []
    sight = door.sight(visit)
    found: list[Entry] = []
    if words:
        found = await _with_words(visit, words)
    elif chosen.entries:
        found = await _similar(visit, chosen.entries[-1])
    if not words and len(found) < OFFERED:
        newest, _count = await entries.seen.page(visit.uow, sight, most=OFFERED + MOST)
        found = list({each.key: each for each in (*found, *newest)}.values())
    return [each for each in found if each.key not in chosen.keys][:OFFERED]


async def _with_words(visit: Visit, words: str) -> list[Entry]:
    eyes = search.sight(visit)
    hits: list[Hit] = []
    for kind in KINDS:
        page = await find(visit.uow, eyes, words, filters=Filters(kind=kind), most=OFFERED + MOST)
        hits += page.hits
    keys = [hit.subject for hit in sorted(hits, key=lambda hit: -hit.score)]
    return await _in_order(visit, keys)


async def _similar(visit: Visit, entry: Entry) -> list[Entry]:
    asked, besides = f"{entry.title} {entry.problem}", (finding.search_kind(entry), entry.key)
    hits = await similar(visit.uow, search.sight(visit), asked, most=OFFERED + MOST, besides=besides)
    return await _in_order(visit, [hit.subject for hit in hits if hit.kind in KINDS])


async def _in_order(visit: Visit, keys: Sequence[int]) -> list[Entry]:
    return list((await seen_by(visit, keys)).entries)


async def _take(visit: Visit, answers: Answers, typed: str) -> Any:
    visit.require(Act.COMPARE_ENTRIES)
    return _so_far(answers["entries"]["chosen"], typed)


async def _pick(visit: Visit, answers: Answers, value: Value) -> Any:
    """One more or one less of those that may be seen; what has gone meanwhile is no longer chosen."""
    visit.require(Act.COMPARE_ENTRIES)
    chosen = (await seen_by(visit, answers["entries"]["chosen"])).keys
    if value == READY:
        enough(await seen_by(visit, chosen))
        return _so_far(chosen, ready=True)
    if value == ALL:
        return _so_far(chosen)
    if value in chosen:
        return _so_far(key for key in chosen if key != value)
    if len(chosen) >= MOST:
        raise Refused(ComparisonReason.MANY, most=MOST)
    more = await seen_by(visit, [int(value)] if isinstance(value, int) else [])
    return _so_far([*chosen, *more.keys])


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.COMPARE_ENTRIES)
    visit.edit(await one.page(visit, await seen_by(visit, answers["entries"]["chosen"])))


FORM: Form = Form(
    "comparison", (Step("entries", _ask, _take, _pick, settled=lambda answer: answer["ready"]),), _done
)
