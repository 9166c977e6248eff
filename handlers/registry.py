"""The house's features, found by what people send; a doubled or undeclared name fails at start."""

from collections.abc import Awaitable, Callable, Iterable
from inspect import signature
from typing import Any

from facilitation.refusals import Reason
from facilitation.text import folded
from handlers.due import Prepared
from handlers.feature import Command, Event, Feature, Handler, Owed
from handlers.requests import PASSING
from handlers.taps import NotOurs, Value, decode_link, decode_tap
from storage.search import Kind
from storage.unit_of_work import Fact


class Doubled(Exception):
    """Two features claim the same name."""


class Registry:
    """Every command, button, link, form, due kind, reply, page, post and refusal with who answers for it."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self.features = tuple(features)
        self._commands: dict[str, Command] = {}
        self._taps: dict[tuple[str, str], Handler] = {}
        self._links: dict[str, Handler] = {}
        self._forms: dict[str, Any] = {}
        self._due: dict[str, Handler | Prepared] = {}
        self._replies: dict[str, Handler] = {}
        self._web: dict[str, Handler] = {}
        self.posts: dict[str, Callable[..., Awaitable[Any]]] = {}
        self.once: set[str] = set()
        self.under: dict[str, Handler] = {}
        self.finds: dict[Kind, Callable[..., Awaitable[Any]]] = {}
        self._lone: dict[str, Handler] = {}
        self._public: set[Handler] = set()
        self._refusals: dict[Reason, str] = {}
        self.owes: dict[str, Owed | None] = dict.fromkeys(PASSING)
        for feature in self.features:
            self._admit(feature)
        _only_once("feature code", (feature.code for feature in self.features))

    @property
    def commands(self) -> tuple[Command, ...]:
        return tuple(command for feature in self.features for command in feature.commands)

    def command(self, name: str) -> Command | None:
        return self._commands.get(folded(name))

    def tap(self, data: str, *, private: bool = True) -> tuple[Handler, tuple[Value, ...]] | None:
        """The handler of callback data and the values it carries; None for what is not ours, or belongs elsewhere."""
        try:
            code, action, values = decode_tap(data)
        except NotOurs:
            return None
        return self._found(self._taps.get((code, action)), values, private=private)

    def link(self, payload: str, *, private: bool = True) -> tuple[Handler, tuple[Value, ...]] | None:
        try:
            action, values = decode_link(payload)
        except NotOurs:
            return None
        return self._found(self._links.get(action), values, private=private)

    def _found(
        self, handler: Handler | None, values: tuple[Value, ...], *, private: bool
    ) -> tuple[Handler, tuple[Value, ...]] | None:
        if handler is None or not _fits(handler, values):
            return None
        return (handler, values) if private or handler in self._public else None

    def form(self, name: str) -> Any:
        return self._forms.get(name)

    def due(self, kind: str) -> Handler | Prepared | None:
        return self._due.get(kind)

    def prepares(self, kind: str) -> bool:
        """Whether due work of this kind needs something made before its transaction."""
        return isinstance(self._due.get(kind), Prepared)

    def reply(self, name: str) -> Handler | None:
        return self._replies.get(name)

    def web(self, name: str) -> Handler | None:
        """Who takes a form of this name from a page."""
        return self._web.get(name)

    @property
    def mentioned(self) -> Handler | None:
        """Who hears words in a group that name the bot."""
        return self._lone.get("mentioned")

    @property
    def inline(self) -> Handler | None:
        """Who answers what is typed after the bot's name in any chat."""
        return self._lone.get("inline")

    def renderer(self, kind: str) -> Callable[..., Awaitable[Any]]:
        return self.posts[kind]

    def sentence(self, reason: Reason) -> str:
        return self._refusals[reason]

    def on(self, event: Event) -> list[Handler]:
        return [feature.events[event] for feature in self.features if event in feature.events]

    def hearing(self, fact: Fact) -> list[Handler]:
        return [feature.hears[type(fact)] for feature in self.features if type(fact) in feature.hears]

    def _admit(self, feature: Feature) -> None:
        for command in feature.commands:
            _add(self._commands, {folded(name): command for name in command.names})
        _add(self._taps, {(feature.code, action): handler for action, handler in feature.taps.items()})
        _add(self._links, feature.links)
        self._public |= {{**feature.taps, **feature.links}[name] for name in feature.public}
        _add(self._forms, {form.name: form for form in feature.forms})
        _add(self._due, {f"{feature.name}.{name}": handler for name, handler in feature.due.items()})
        _add(self._replies, {f"{feature.name}.{name}": handler for name, handler in feature.replies.items()})
        _add(self._web, {f"{feature.name}.{name}": handler for name, handler in feature.web.items()})
        _add(self.posts, {f"{feature.name}.{name}": render for name, render in feature.posts.items()})
        self.once |= {f"{feature.name}.{name}" for name in feature.once}
        _add(self.under, {_whole(feature, name): handler for name, handler in feature.under.items()})
        _add(self.finds, feature.finds)
        lone = {"mentioned": feature.mentioned, "inline": feature.inline}
        _add(self._lone, {name: handler for name, handler in lone.items() if handler is not None})
        _add(self._refusals, feature.refusals)
        _add(self.owes, {f"{feature.name}.{name}": owed for name, owed in feature.owes.items()})


def _whole(feature: Feature, name: str) -> str:
    """The kind of a post: of the feature itself, or of another one, which is named with it."""
    return name if "." in name else f"{feature.name}.{name}"


def _fits(handler: Handler, values: tuple[Value, ...]) -> bool:
    """Whether forged data could not surprise the handler: as many values as it takes, of its types."""
    wanted = [parameter.annotation for parameter in signature(handler).parameters.values()][1:]
    return len(wanted) == len(values) and all(map(isinstance, values, wanted))


def _add(known: dict[Any, Any], new: Any) -> None:
    for name, value in new.items():
        if name in known and known[name] is not value:
            raise Doubled(f"{name!r} is claimed twice")
        known[name] = value


def _only_once(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Doubled(f"{what} {name!r} is claimed twice")
        seen.add(name)
