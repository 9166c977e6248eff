"""Entries as plain values for papers, files and the web: each as far as the eyes it is made for may see."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.entries import wording
from handlers.visit import Visit
from locales.reader import Reader
from papers.log import PARTS, LogEntry, LogFile, LogPart
from storage import entries, institutions, topics
from storage import network as networks
from storage.attachments import NotKept
from storage.entries import Entry, EntryFile, Sight
from storage.institutions import Institution
from storage.network import Network


async def on_paper(visit: Visit, _: Reader, found: Sequence[Entry], sight: Sight) -> list[LogEntry]:
    """These entries, which `sight` has let through, with all that the features add; in the words of a reader."""
    keys = [entry.key for entry in found]
    places = await institutions.by_ids(
        visit.uow, {each.institution_id for each in found if each.institution_id}
    )
    homes = {key: await networks.by_id(visit.uow, key) for key in {each.network_id for each in found}}
    names = {topic.key: topic.name for key in homes for topic in await topics.of_network(visit.uow, key)}
    tags = await entries.tags(visit.uow, keys)
    sources = await entries.sources(visit.uow, keys)
    files = await entries.files.of(visit.uow, keys)
    seen = await entries.seen.by_ids(visit.uow, sight, {one for each in sources.values() for one in each})
    plain = [
        replace(
            _plain(_, entry, homes[entry.network_id], places.get(entry.institution_id or 0)),
            tags=tuple(sorted(names[key] for key in tags.get(entry.key, ()) if key in names)),
            sources=tuple(key for key in sources.get(entry.key, ()) if key in seen),
            address=visit.link("entry", entry.key),
            files=_on_disk(visit, entry, files.get(entry.key, [])),
        )
        for entry in found
    ]
    return await _with_additions(visit, _, found, plain, sight)


def names(found: Iterable[Entry]) -> frozenset[int]:
    """Whom papers of these may name: they say how to reach the author, as the author wrote it."""
    return frozenset(each.author_id for each in found if each.author_id is not None and each.contact)


def _plain(_: Reader, entry: Entry, network: Network | None, place: Institution | None) -> LogEntry:
    assert network is not None
    since = entry.kept_at or entry.proposed_at
    said = ((name, wording.value(_, name, getattr(entry, name))) for name in PARTS)
    return LogEntry(
        number=entry.key,
        kind=entry.kind.value,
        title=entry.title,
        place=place.name if place else entry.place,
        network=network.topic,
        language=network.language,
        added_on=_.local(since).date(),
        changed_at=max(each for each in (since, entry.changed_at, entry.confirmed_at) if each),
        parts=tuple(LogPart(name, str(words)) for name, words in said if words),
        size=entry.size.value if entry.size else None,
        institution_kind=place.kind.value if place else None,
        outdated=entry.outdated,
        confirmed_on=_.local(entry.confirmed_at).date() if entry.confirmed_at else None,
    )


def _on_disk(visit: Visit, entry: Entry, files: Sequence[EntryFile]) -> tuple[LogFile, ...]:
    """None while the disk is away."""
    kept = visit.installation.attachments
    if kept is None:
        return ()
    try:
        found = [(file, kept.path(file.kept_as)) for file in files if file.kept_as]
    except NotKept:
        return ()
    return tuple(
        LogFile(file.name or entry.title, file.media_type, str(path)) for file, path in found if path
    )


async def _with_additions(
    visit: Visit, _: Reader, found: Sequence[Entry], plain: Sequence[LogEntry], sight: Sight
) -> list[LogEntry]:
    """What the features know of each: who took it over, how it was evaluated."""
    adding = (each.entry_paper for each in visit.registry.features if each.entry_paper is not None)
    known = [await add(visit, _, found, sight) for add in adding]
    of = {entry.number: [each[entry.number] for each in known if entry.number in each] for entry in plain}
    return [
        replace(
            entry,
            transfers=tuple(transfer for each in of[entry.number] for transfer in each.transfers),
            evaluation=" ".join(str(each.evaluation) for each in of[entry.number] if each.evaluation),
        )
        for entry in plain
    ]
