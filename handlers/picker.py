"""A question whose answer is one of many people or institutions: paged buttons, or a part of the name in words."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from facilitation.refusals import Refused
from facilitation.text import folded
from handlers.forms import Answers, FormReason, Step, choice
from handlers.message import Button, Message, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit

PAGE = 8
LONGEST_LABEL = 44
TURN = "page "
ALL = "all"

Ask = Callable[[Visit, Answers], Awaitable[Markup | Message]]
Options = Callable[[Visit, Answers], Awaitable[Sequence["Option"]]]


@dataclass(frozen=True)
class Option:
    """Something to pick: its number, its name, a word that tells it from others of that name, and whose name it is."""

    key: int
    name: str
    about: str = ""
    person: int | None = None

    @property
    def label(self) -> str:
        """The name first; what does not fit a button goes, of the rest before of the name."""
        name = cut(self.name, LONGEST_LABEL)
        room = LONGEST_LABEL - len(name) - 3
        return f"{name} · {cut(self.about, room)}" if self.about and room > 3 else name

    def is_meant_by(self, words: str) -> bool:
        whole = folded(f"{self.name} {self.about}")
        return all(word in whole for word in words.split())


def step(
    name: str, ask: Ask, options: Options, when: Callable[[Answers], bool] = lambda answers: True
) -> Step:
    """A step of a form that is settled by the number of one of `options`."""

    async def show(visit: Visit, answers: Answers) -> Message:
        found, so_far = await options(visit, answers), _so_far(answers.get(name))
        asked = await ask(visit, answers)
        question = asked if isinstance(asked, Message) else Message(asked)
        return _message(visit, name, question, found, so_far)

    async def pick(visit: Visit, answers: Answers, value: Value) -> Any:
        if value == ALL:
            return _so_far(None)
        if isinstance(value, str):
            return _so_far(answers.get(name)) | {"page": _page(value)}
        if value not in {option.key for option in await options(visit, answers)}:
            raise Refused(DoorReason.OLD_BUTTON)
        return value

    async def take(visit: Visit, answers: Answers, words: str) -> Any:
        return _meant(await options(visit, answers), words)

    return Step(name, show, take=take, pick=pick, when=when, settled=lambda answer: isinstance(answer, int))


def cut(text: str, most: int) -> str:
    """The text, or its beginning up to the last whole word that fits."""
    if len(text) <= most:
        return text
    whole, _, rest = text[:most].rpartition(" ")
    kept = whole if len(whole) > most // 2 else f"{whole} {rest}"[: most - 1]
    return f"{kept.strip(' ,·-–')}…"


def _so_far(answer: Any) -> dict[str, Any]:
    return answer if isinstance(answer, dict) else {"page": 0, "words": ""}


def _page(value: str) -> int:
    number = value.removeprefix(TURN)
    if not number.isdecimal() or len(number) > 4:
        raise Refused(DoorReason.OLD_BUTTON)
    return int(number)


def _meant(options: Sequence[Option], words: str) -> Any:
    """The one option that the words fit; where they fit several, these are shown."""
    wanted = folded(words)
    exact = [option for option in options if folded(option.name) == wanted]
    fitting = [option for option in options if option.is_meant_by(wanted)]
    if not fitting:
        raise Refused(FormReason.NO_MATCH, words=cut(words, LONGEST_LABEL))
    found = exact if len(exact) == 1 else fitting
    return found[0].key if len(found) == 1 else {"page": 0, "words": wanted}


def _message(
    visit: Visit, name: str, question: Message, options: Sequence[Option], so_far: dict[str, Any]
) -> Message:
    _ = visit.reader
    shown = [option for option in options if option.is_meant_by(so_far["words"])]
    page = min(so_far["page"], max(0, (len(shown) - 1) // PAGE))
    here = shown[page * PAGE : (page + 1) * PAGE]
    rows = tuple((choice(option.label, name, option.key),) for option in here)
    hint = _("You can also write a part of the name.") if len(options) > PAGE else None
    turns = _turns(visit, name, page, has_more=len(shown) > (page + 1) * PAGE)
    everyone = [choice(_("Show all"), name, ALL)] if so_far["words"] else []
    names = question.names | {option.person for option in here if option.person}
    return Message(paragraphs(question.text, hint), rows, names).with_buttons(turns, everyone)


def _turns(visit: Visit, name: str, page: int, *, has_more: bool) -> list[Button]:
    _ = visit.reader
    back = [choice(_("‹ Previous"), name, f"{TURN}{page - 1}")] if page else []
    return back + ([choice(_("Next ›"), name, f"{TURN}{page + 1}")] if has_more else [])
