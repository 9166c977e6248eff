"""All entries that certain eyes may see, brought from the database to where papers and pages are made of them.

They may be many, so they wait on disk and not in memory.
"""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from tempfile import TemporaryFile
from weakref import finalize

from handlers.entries import printed
from handlers.visit import Visit
from locales.reader import Reader
from papers.log import LogEntry
from storage import entries
from storage.entries import Sight, Wanted


class Gathered:
    """Entries in the order of their numbers, which can be gone through again; `authors` may be named in them."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  (lives as long as this does)
        finalize(self, self._file.close)
        self.numbers: list[int] = []
        self.authors: set[int] = set()

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[LogEntry]:
        self._file.seek(0)
        for _ in self.numbers:
            yield pickle.load(self._file)  # noqa: S301  (written here, to a file without a name)

    def add(self, entry: LogEntry) -> None:
        pickle.dump(entry, self._file)
        self.numbers.append(entry.number)


async def gather(visit: Visit, _: Reader, sight: Sight, wanted: Wanted, *, linked: bool) -> Gathered:
    """`linked`: with the address that opens each in Telegram, for readers who can."""
    gathered = Gathered()
    async for some in entries.seen.every(visit.uow, sight, wanted):
        gathered.authors |= printed.names(some)
        for entry in await printed.on_paper(visit, _, some, sight):
            gathered.add(entry if linked else replace(entry, address=""))
    return gathered
