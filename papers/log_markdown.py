"""The shared log as a folder of Markdown files, packed: one for each entry, named by its number, and an index.

What people typed is text and nothing else: no link, no picture, no heading and no HTML comes of it.
"""

import json
import re
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from papers.log import PARTS, LogEntry
from papers.log_document import grouped, kind, label, numbered, one_line, size, works_in
from papers.log_words import LogWords
from papers.typography import printable

FOLDER, INDEX = "log", "README.md"
BEGINNING = (1980, 1, 1, 0, 0, 0)
ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~^$&@!:])")
BULLET, COUNTED = re.compile(r"^([-+=])"), re.compile(r"^(\d+)([.)])")
WWW = re.compile(r"(?i)\b(www)\.")
UNSAFE = re.compile(r"[`*_{}\[\]<>#|~^$&@!:=+]")


def write(entries: Iterable[LogEntry], words: LogWords, title: str, file: BinaryIO) -> None:
    """The same entries give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        kept = []
        for entry in entries:
            _put(packed, f"{entry.number}.md", page(entry, words))
            kept.append(entry)
        _put(packed, INDEX, index(kept, words, title))


def page(entry: LogEntry, words: LogWords) -> str:
    """One entry, with its facts in front for programs."""
    blocks = [f"# {escaped(one_line(entry.title))}"]
    where = works_in(entry, words)
    notices = (words.outdated if entry.outdated else "", f"{words.works_in}: {where}" if where else "")
    blocks += [f"> {escaped(one_line(notice))}" for notice in notices if notice]
    about = (entry.place, kind(entry, words), size(entry, words), numbered(entry.number, words))
    blocks.append(escaped(" · ".join(one_line(part) for part in about if part)))
    said = [(label(name, words), entry.part(name)) for name in PARTS]
    said.append((words.elsewhere, "\n\n".join(_told(entry, words))))
    said.append((words.evaluation, entry.evaluation))
    for heading, text in said:
        if printable(text).strip():
            blocks += [f"## {escaped(heading)}", escaped(text)]
    return _front(entry) + "\n\n".join(blocks) + "\n"


def index(entries: Iterable[LogEntry], words: LogWords, title: str) -> str:
    blocks = [f"# {escaped(one_line(title))}"]
    for name, group in grouped(entries):
        blocks.append(f"## {escaped(words.groups.get(name, name))}")
        lines = (
            f"- [{escaped(one_line(entry.title))}]({entry.number}.md) – {escaped(one_line(entry.place))}"
            for entry in group
        )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def escaped(typed: str) -> str:
    """Typed text, in lines as typed, each of which is words and nothing else."""
    lines = [_line(line) for line in printable(typed).strip().split("\n")]
    ends = ["\\" if line and after else "" for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return "\n".join(line + end for line, end in zip(lines, ends, strict=True))


def _line(typed: str) -> str:
    safe = WWW.sub(r"\1\\.", ACTIVE.sub(r"\\\1", " ".join(typed.split())))
    return COUNTED.sub(r"\1\\\2", BULLET.sub(r"\\\1", safe))


def _told(entry: LogEntry, words: LogWords) -> list[str]:
    told = []
    for transfer in sorted(entry.transfers, key=lambda transfer: (transfer.on, transfer.place)):
        adapted = words.adapted if transfer.adapted else ""
        about = ", ".join(filter(None, (one_line(transfer.place), words.day(transfer.on), adapted)))
        told.append("\n".join(filter(None, (about, transfer.words.strip()))))
    return told


def _front(entry: LogEntry) -> str:
    """Values are JSON, which YAML reads; signs that mean something in Markdown are written by their numbers."""
    values: dict[str, object] = {
        "number": entry.number,
        "kind": entry.kind,
        "title": one_line(entry.title),
        "place": one_line(entry.place),
        "network": one_line(entry.network),
        "language": entry.language,
        "added_on": entry.added_on.isoformat(),
        "changed_at": entry.changed_at.isoformat(),
        "size": entry.size,
        "tags": ", ".join(entry.tags),
        "outdated": entry.outdated,
        "confirmed_on": entry.confirmed_on.isoformat() if entry.confirmed_on else None,
    }
    lines = [f"{name}: {_value(value)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _value(value: object) -> str:
    written = json.dumps(printable(value) if isinstance(value, str) else value, ensure_ascii=False)
    written = written.replace("\\\\", "\\u005c").replace("\ufeff", "")
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _put(packed: zipfile.ZipFile, name: str, words: str) -> None:
    part = zipfile.ZipInfo(f"{FOLDER}/{name}", BEGINNING)
    part.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(part, words.encode())
