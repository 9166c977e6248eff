"""What a catalogue costs: `python -m benchmarks.catalogue [entries]` prints its time, memory and size."""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from papers.log import LogEntry
from tests.papers.catalogue_words import built
from tests.papers.logged import ENTRIES

ENTRIES_BY_DEFAULT = 10_000
MEGABYTE = 1_000_000


def entries(count: int) -> Iterator[LogEntry]:
    """One after another, so that none of them waits in memory."""
    for number in range(1, count + 1):
        sample = ENTRIES[number % len(ENTRIES)]
        title = f"{sample.title} ({number})"
        yield replace(sample, number=number, title=title, similar=(max(1, number - 1),))


def memory() -> int:
    """Kilobytes at the highest until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(count: int) -> None:
    """A small catalogue first, so that only what grows with the entries is counted."""
    with tempfile.TemporaryDirectory() as folder:
        built(entries(len(ENTRIES)), Path(folder) / "small")
        before, begun = memory(), time.process_time()
        made = built(entries(count), Path(folder) / "site")
        print(
            f"{made.entries} entries, {made.pages} pages: {time.process_time() - begun:.1f} s of a processor"
        )
        index = (made.folder / "search" / "index.js").stat().st_size
        print(f"{(memory() - before) / 1024:.0f} MB more in memory, {index / MEGABYTE:.1f} MB of index")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES_BY_DEFAULT)
