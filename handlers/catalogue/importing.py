"""Bringing entries in from a table: a dry run that tells every problem by its row, then at a tap what is sound."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from markupsafe import Markup

from facilitation.entries import content, importing
from facilitation.entries.content import Content
from facilitation.entries.importing import Brought
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.catalogue.problems import COLUMNS, told, unfetched
from handlers.catalogue.taking_out import CatalogueReason
from handlers.due import Preparation
from handlers.entries import wording
from handlers.fetching import FetchReason, Unfetchable
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Document, Message, paragraphs
from handlers.visit import Visit
from handlers.words import KINDS as INSTITUTIONS
from locales import LANGUAGES
from locales.reader import Reader
from papers import log_csv
from papers.as_csv import table
from papers.log import CitySize as LogSize
from papers.log_csv import Expected, Problem, Row
from storage import due_work, people
from storage.due_work import DueWork
from storage.entries import Again, CitySize, EntryKind
from storage.institutions import InstitutionKind
from storage.network import Network
from storage.outbox import Priority
from storage.people import Person

READ, BRING, READ_BACK = "catalogue.read", "catalogue.bring", "catalogue.readback"
LARGEST, MOST = 2_000_000, 1_000
"""Bytes and rows of a table."""
LATER = timedelta(minutes=10)
EXAMPLE = (
    "kind",
    "title",
    "place",
    "size",
    "tags",
    "problem",
    "done",
    "result",
    "otherwise",
    "cost",
    "contact",
)


@dataclass(frozen=True)
class Table:
    """What was read of a table: its rows, its problems, and by which it is known to be the same one later."""

    rows: tuple[Brought, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    failed: FetchReason | None = None
    names: frozenset[str] = field(default_factory=frozenset)


# asking for the table


async def show(visit: Visit, _typed: str) -> None:
    """`/wczytaj`, also as the words under a file."""
    if visit.heard.attached is not None:
        await _take_in(visit)
        return
    await forms.begin(visit, FORM, network_id=visit.here.key)


async def on_example(visit: Visit, network_id: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.IMPORT_LOG)
    _ = visit.reader
    heads = [_(COLUMNS[name]).unescape() for name in EXAMPLE]
    sample = {
        "kind": _(wording.KINDS[EntryKind.PRACTICE]), "title": _("A form that is read aloud"), "place": "Rybnik",
        "done": _("Somebody from outside the office reads each new form aloud. Where they stumble, we reword it."),
    }  # fmt: skip
    row = [str(sample.get(name, "")) for name in EXAMPLE]
    visit.reply(Message(_("A table like this one:"), document=Document("baza.csv", table([heads, row]))))


async def _ask(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("<b>Entries from a table</b>"),
        _("Please send me a CSV file, with a row for each entry. I check it first and tell you what is wrong in which "
          "row; nothing comes in before you say so."),
        _("What comes in can be read in this network only. The representatives of each city may change it, let it "
          "travel further or take it out."),
    )  # fmt: skip
    return Message(text, ((Button(_("An example"), tap=visit.tap("cat", "example", visit.here.key)),),))


async def _take(visit: Visit, _answers: Answers, _typed: str) -> bool:
    _check(visit)
    return True


def _check(visit: Visit) -> None:
    """A table, as far as can be seen before it is read."""
    file = visit.heard.attached
    if file is None or not (file.name.lower().endswith((".csv", ".txt", ".tsv")) or "csv" in file.media_type):
        raise Refused(CatalogueReason.NOT_A_TABLE)
    if file.size > LARGEST:
        raise Refused(CatalogueReason.TABLE_LARGE, most=LARGEST // 1_000_000)


async def _take_in(visit: Visit, _answers: Answers | None = None) -> None:
    visit.require(Act.IMPORT_LOG)
    _check(visit)
    assert visit.heard.attached is not None
    await due_work.plan(
        visit.uow, READ, f"{visit.here.key}-{visit.me.key}", visit.now, network_id=visit.here.key,
        person=visit.me.key, file=visit.heard.attached.file_id,
    )  # fmt: skip
    visit.reply(Message(visit.reader("I'm reading the table; what I found comes in a moment.")))


FORM = Form("catalogue_import", (Step("file", _ask, take=_take),), _take_in)


# the dry run


async def read(preparation: Preparation) -> Table:
    """Reads the file anew each time, so that nothing of it is kept meanwhile."""
    try:
        file = await preparation.fetch(str(preparation.work.arguments["file"]))
    except Unfetchable as why:
        return Table(failed=why.reason)
    return await asyncio.to_thread(_read, file)


def _read(file: bytes) -> Table:
    readers = [Reader(language, "UTC") for language in LANGUAGES]
    found = list(log_csv.read(file, _expected(readers)))
    problems = [each for each in found if isinstance(each, Problem)]
    rows = [_brought(each, readers) for each in found if isinstance(each, Row)]
    return Table(tuple(rows), tuple(problems), hashlib.sha256(file).hexdigest())


def _expected(readers: Sequence[Reader]) -> Expected:
    """Headings and words of both languages are understood."""

    def labels(words: Mapping[str, str]) -> dict[str, str]:
        return {_(label).unescape(): name for _ in readers for name, label in words.items()}

    own = {name: label for kind in wording.OTHERWISE.values() for name, label in kind.items()}
    return Expected(
        headings=labels(own) | labels(COLUMNS),
        kinds={_(label).unescape(): kind.value for _ in readers for kind, label in wording.KINDS.items()},
        sizes=_sizes(readers),
        institutions={_(INSTITUTIONS[kind]).unescape(): kind.value for _ in readers for kind in InstitutionKind},
        yes=tuple(_("yes").unescape() for _ in readers),
        no=tuple(_("no").unescape() for _ in readers),
        longest={
            name: content.LONGEST_TITLE if name == "title"
            else content.LONGEST_LINE if name in content.LINES else content.LONGEST
            for name in content.NAMES
        },
        most_bytes=LARGEST,
        most_rows=MOST,
    )  # fmt: skip


def _sizes(readers: Sequence[Reader]) -> dict[str, LogSize]:
    """The whole words, or only their beginning before the comma."""
    sizes: dict[str, LogSize] = {}
    for _ in readers:
        for size, label in wording.SIZES.items():
            whole = _(label).unescape()
            sizes[whole] = sizes[whole.partition(",")[0]] = size.value
    return sizes


def _brought(row: Row, readers: Sequence[Reader]) -> Brought:
    said = {part.name: part.text for part in row.parts}
    again = {_(label).unescape().casefold(): value for _ in readers for value, label in wording.AGAIN.items()}
    again |= {value.value: value for value in Again}
    kind = EntryKind(row.kind) if row.kind else EntryKind.PRACTICE
    told = str(said.pop("again", "")).casefold()
    texts = {name: text for name, text in said.items() if name in content.FIELDS[kind]}
    size = CitySize(row.size) if row.size else None
    whole = Content(title=row.title, place=row.place, again=again.get(told), size=size, **texts)
    return Brought(row.row, kind, whole, row.tags, row.outdated)


async def _still_asked(visit: Visit, work: DueWork, found: Table) -> tuple[Network, Person] | None:
    """Where, and by whom; None where nobody is there to be told, or for now, while the file can't be reached."""
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, int(work.arguments["person"]))
    if network is None or person is None:
        return None
    if found.failed is FetchReason.UNREACHABLE:
        await due_work.put_off(visit.uow, work, visit.now + LATER, found.failed)
        return None
    return network, person


async def have_read(visit: Visit, work: DueWork, found: Table) -> None:
    """Every problem by its row, and a button for what is sound."""
    asked = await _still_asked(visit, work, found)
    if asked is None:
        return
    network, person = asked
    _ = visit.reader_of(person)
    if found.failed is not None:
        message = Message(unfetched(_, found.failed))
    else:
        doubts = await importing.doubts(visit.uow, network, found.rows)
        left_out = await importing.unknown_tags(visit.uow, network, found.rows)
        sound = [each for each in found.rows if each.row not in doubts.rows]
        text = told(_, found.problems, doubts, left_out, len(sound))
        label = _.plural("Bring in {n} entry", "Bring in {n} entries", len(sound))
        bring = Button(label, tap=visit.tap("cat", "bring", network.key, found.digest[:16]), style="success")
        message = Message(text, ((bring,),) if sound else ())
    visit.tell(person, message, kind=READ_BACK, network=network, priority=Priority.INTERACTIVE)


# bringing it in


async def on_bring(visit: Visit, network_id: int, digest: str) -> None:
    """The table that was read back, and only that one."""
    network = await visit.enter(network_id)
    visit.require(Act.IMPORT_LOG)
    key = f"{network.key}-{visit.me.key}"
    known = await due_work.find(visit.uow, READ, key)
    if known is None:
        raise Refused(CatalogueReason.NOT_HERE)
    await due_work.plan(
        visit.uow, BRING, f"{key}-{digest}", visit.now, network_id=network.key, person=visit.me.key,
        file=known.arguments["file"], digest=digest,
    )  # fmt: skip
    visit.edit(Message(visit.reader("I'm bringing them in; that takes a moment.")))


async def have_brought(visit: Visit, work: DueWork, found: Table) -> None:
    asked = await _still_asked(visit, work, found)
    if asked is None:
        return
    network, person = asked
    _ = visit.reader_of(person)
    if found.failed is not None or not found.digest.startswith(str(work.arguments["digest"])):
        message = Message(_(visit.registry.sentence(CatalogueReason.NOT_HERE)))
    else:
        count = await importing.bring_in(visit.uow, network, found.rows, person, visit.now)
        said = _.plural("{n} entry has come into the log.", "{n} entries have come into the log.", count)
        message = Message(Markup("{}").format(said))
    visit.tell(person, message, kind=READ_BACK, network=network, priority=Priority.INTERACTIVE)
