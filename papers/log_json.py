"""The shared log as JSON: for other programs, one entry a line, written piece by piece."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from papers.log import LogEntry
from papers.typography import printable

FORMAT = "spoiwo-log/1"


def pieces(entries: Iterable[LogEntry], made: datetime) -> Iterator[bytes]:
    """UTF-8, to be written one after the other: there is never more than one entry in memory."""
    head = _written({"format": FORMAT, "made": _moment(made)})
    yield f'{head[:-1]}, "entries": ['.encode()
    for at, entry in enumerate(entries):
        yield (("," if at else "") + "\n" + _written(_entry(entry))).encode()
    yield b"\n]}\n"


def _entry(entry: LogEntry) -> dict[str, object]:
    """Where files are kept on disk is nobody's business."""
    confirmed = entry.confirmed_on.isoformat() if entry.confirmed_on else None
    return {
        "number": entry.number,
        "kind": entry.kind,
        "title": printable(entry.title),
        "place": printable(entry.place),
        "network": printable(entry.network),
        "language": entry.language,
        "added_on": entry.added_on.isoformat(),
        "changed_at": _moment(entry.changed_at),
        "parts": {part.name: printable(part.text) for part in entry.parts},
        "tags": [printable(tag) for tag in entry.tags],
        "size": entry.size,
        "institution_kind": entry.institution_kind,
        "transfers": [
            {
                "place": printable(transfer.place),
                "adapted": transfer.adapted,
                "on": transfer.on.isoformat(),
                "words": printable(transfer.words),
            }
            for transfer in entry.transfers
        ],
        "sources": list(entry.sources),
        "similar": list(entry.similar),
        "files": [{"name": printable(file.name), "media_type": file.media_type} for file in entry.files],
        "outdated": entry.outdated,
        "confirmed_on": confirmed,
        "evaluation": printable(entry.evaluation),
        "address": entry.address,
    }


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
