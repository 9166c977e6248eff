"""What was found, in words: each feature tells its own findings, one line each."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from facilitation.search import Hit
from handlers.message import Button, lines
from handlers.visit import Visit
from locales.reader import Reader
from storage.search import Kind

Finds = Callable[[Visit, Reader, Collection[int]], Awaitable[Mapping[int, "Finding"]]]


@dataclass(frozen=True)
class Finding:
    """One thing that was found: what it says, whose experience it is, and the tap and the deep link that open it."""

    title: Markup
    about: Markup
    tap: str
    link: str
    names: frozenset[int] = frozenset()

    def line(self, number: int) -> Markup:
        return lines(Markup("{}. {}").format(number, self.title), Markup("<i>{}</i>").format(self.about))

    def button(self, label: str) -> Button:
        return Button(label, tap=self.tap)


async def worded(visit: Visit, _: Reader, hits: Sequence[Hit]) -> list[tuple[Hit, Finding]]:
    """The findings in their order; what has gone meanwhile is left out."""
    known: dict[tuple[Kind, int], Finding] = {}
    for kind in dict.fromkeys(hit.kind for hit in hits):
        subjects = [hit.subject for hit in hits if hit.kind is kind]
        found = await visit.registry.finds[kind](visit, _, subjects)
        known |= {(kind, subject): finding for subject, finding in found.items()}
    return [(hit, known[hit.kind, hit.subject]) for hit in hits if (hit.kind, hit.subject) in known]
