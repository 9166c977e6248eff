"""What the features declare holds together: every name, every sentence, every table with personal data."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

import pytest
from sqlalchemy import Column
from sqlalchemy import Table as Columns

import facilitation
import handlers
from facilitation.refusals import Reason
from facilitation.text import folded
from handlers import commands_doc, menus, offers
from handlers.due import Prepared
from handlers.feature import Command, Feature, Place
from handlers.features import FEATURES
from handlers.personal_data.wording import COLUMNS, VALUES, worded
from handlers.registry import Doubled, Registry
from handlers.requests import Answer
from handlers.status.words import REASONS
from handlers.taps import encode_link, encode_tap
from handlers.visit import Visit
from locales import LANGUAGES, Reader
from storage import personal_data
from storage.due_work import DueWork
from storage.ends import Why
from storage.network import Network
from storage.people import Person
from storage.roles import Role
from storage.schema import TABLES, declared
from storage.table import Erasing, Table, Word

REGISTRY = Registry(FEATURES)
COMMANDS = REGISTRY.commands
TELEGRAMS_NAME = re.compile(r"[a-z0-9_]{1,32}")
# Columns that go on pointing to the row of a forgotten person, in which nothing is left.
NOT_PERSONAL = {("naming", "person_id"), ("outbox", "person_id"), ("role_grant", "deputy_for")}


def modules(room: Any) -> Iterator[Any]:
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        yield importlib.import_module(module.name)


def reasons() -> list[Reason]:
    for room in (facilitation, handlers):
        list(modules(room))
    return [reason for kind in Reason.__subclasses__() for reason in kind]


@pytest.mark.parametrize("reason", reasons(), ids=str)
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    assert REGISTRY.sentence(reason)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.english)
class TestCommands:
    def test_its_names_are_names_for_telegram(self, command: Command) -> None:
        for name in (command.polish, command.english):
            assert TELEGRAMS_NAME.fullmatch(name), name

    def test_its_names_are_its_own(self, command: Command) -> None:
        names = [folded(name) for other in COMMANDS if other is not command for name in other.names]
        assert not {folded(name) for name in command.names} & set(names)

    def test_its_line_fits_into_a_menu_in_both_languages(self, command: Command) -> None:
        for language in LANGUAGES:
            line = Reader(language)(command.says).unescape()
            assert 3 <= len(line) <= 256
            assert "<" not in line

    def test_someone_finds_it_in_help_and_menus(self, command: Command) -> None:
        every: list[set[Role]] = [set(), *({role} for role in Role)]
        offered = [
            other
            for roles in every
            for place in (Place.GROUP, Place.PRIVATE)
            for other in offers.offered(REGISTRY, roles, place)
        ]
        assert command in offered or not command.in_menu

    def test_its_button_and_its_deep_link_fit(self, command: Command) -> None:
        encode_tap("help", "run", command.english)
        encode_link("in", command.english, 10**9)


def test_no_menu_is_longer_than_telegram_allows() -> None:
    for place in (Place.GROUP, Place.PRIVATE):
        assert len(menus.menu(REGISTRY, set(Role), place, "pl")) <= 100


def test_a_name_claimed_twice_fails_at_start() -> None:
    async def handle(visit: Visit, words: str) -> None: ...
    async def other(visit: Visit, words: str) -> None: ...

    one = Feature("one", "one", commands=(Command("siec", "network", "", handle),))
    two = Feature("two", "two", commands=(Command("sieć", "net", "", other),))
    with pytest.raises(Doubled):
        Registry((one, two))


def handlers_of(feature: Feature) -> Iterator[tuple[str, Callable[..., Any], list[Any]]]:
    """Each handler with the types of what it is called with after the visit; `...`: any tapped values."""
    for command in feature.commands:
        yield command.english, command.handle, [str]
    for name, handler in {**feature.taps, **feature.links}.items():
        yield name, handler, [...]
    for name, doing in feature.due.items():
        if isinstance(doing, Prepared):
            yield name, doing.handle, [DueWork, inspect.signature(doing.prepare).return_annotation]
        else:
            yield name, doing, [DueWork]
    for event, handler in feature.events.items():
        yield event, handler, []
    for fact, handler in feature.hears.items():
        yield fact.__name__, handler, [fact]
    for name, handler in feature.posts.items():
        yield name, handler, [Network, int]
    if feature.begins:
        yield "begins", feature.begins, []


HANDLERS = [(f"{feature.name}.{name}", *rest) for feature in FEATURES for name, *rest in handlers_of(feature)]


@pytest.mark.parametrize(("name", "handler", "given"), HANDLERS, ids=[name for name, *_ in HANDLERS])
def test_a_handler_takes_what_it_is_given(name: str, handler: Callable[..., Any], given: list[Any]) -> None:
    first, *rest = [parameter.annotation for parameter in inspect.signature(handler).parameters.values()]
    assert first is Visit
    if given == [...]:
        assert all(annotation in (int, str, int | str) for annotation in rest), rest
        return
    assert len(rest) == len(given)
    for annotation, wanted in zip(rest, given, strict=True):
        assert wanted == annotation or issubclass(wanted, annotation), (annotation, wanted)


REPLIES = [(feature.name, handler) for feature in FEATURES for handler in feature.replies.values()]


@pytest.mark.parametrize(("name", "handler"), REPLIES, ids=[f"{n}.{h.__name__}" for n, h in REPLIES])
def test_a_reply_handler_takes_the_answer_and_what_was_kept(name: str, handler: Callable[..., Any]) -> None:
    visit, answer, *kept = [
        parameter.annotation for parameter in inspect.signature(handler).parameters.values()
    ]
    assert (visit, answer) == (Visit, Answer)
    assert all(annotation in (int, str, int | str) for annotation in kept)


FORMS = [(f"{feature.name}.{name}", take) for feature in FEATURES for name, take in feature.web.items()]


@pytest.mark.parametrize(("name", "take"), FORMS, ids=[name for name, _ in FORMS])
def test_what_takes_a_form_from_a_page_takes_what_is_typed(name: str, take: Callable[..., Any]) -> None:
    visit, *typed = [parameter.annotation for parameter in inspect.signature(take).parameters.values()]
    assert visit is Visit
    assert set(typed) == {str}


def test_the_documented_commands_are_the_real_ones() -> None:
    assert commands_doc.FILE.read_text("utf-8") == commands_doc.table(REGISTRY), (
        "run: python -m handlers.commands_doc"
    )


# what is owed


def said() -> Iterator[tuple[str, str]]:
    """Each kind of saying that is named where something is said, with the name of that module."""
    for module in modules(handlers):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) != "Post":
                of_call = node.args[1:2] if ast.unparse(node.func).endswith(".call") else []
                named = [word.value for word in node.keywords if word.arg == "kind"]
                yield from (
                    (kind, module.__name__) for word in of_call + named if (kind := value(word, module))
                )


def value(word: ast.expr, module: Any) -> str | None:
    """What a literal or a constant of the module stands for; None for a variable."""
    try:
        found = eval(ast.unparse(word), vars(module))
    except (NameError, AttributeError):
        return None
    return found if isinstance(found, str) and not isinstance(found, Enum) else None


def test_every_kind_of_saying_is_declared() -> None:
    every = list(said())
    assert len(every) > 10
    assert [(kind, where) for kind, where in every if kind not in REGISTRY.owes] == []


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_whatever_is_planned_or_posted_has_words_for_whoever_misses_it(feature: Feature) -> None:
    assert {*feature.due, *feature.posts} <= set(feature.owes)
    for owed in filter(None, feature.owes.values()):
        assert set(owed.instead) <= set(feature.due)


def test_every_reason_why_something_did_not_come_about_has_words() -> None:
    assert set(REASONS) == set(Why)


# personal data


def tables() -> dict[str, tuple[type[Table], Columns]]:
    columns = declared().tables
    return {str(cls.__tablename__): (cls, columns[str(cls.__tablename__)]) for cls in TABLES}


@pytest.mark.parametrize("name", tables())
class TestTables:
    def test_it_declares_itself_what_is_personal(self, name: str) -> None:
        assert "personal" in vars(tables()[name][0])

    def test_what_it_declares_is_there(self, name: str) -> None:
        cls, table = tables()[name]
        for personal in cls.personal:
            assert set(personal.columns) <= set(table.columns.keys())
            assert personal.owner.split(".")[0] in table.columns
            if personal.erasing is Erasing.KEEP_NAMELESS:
                assert table.columns[personal.owner].nullable, "nobody's name can't be written there"

    def test_whoever_it_points_to_is_declared(self, name: str) -> None:
        cls, table = tables()[name]
        owners = {personal.owner.split(".")[0] for personal in cls.personal}
        for column in table.columns:
            if points_to(column) == "person":
                assert column.name in owners or (name, column.name) in NOT_PERSONAL, column

    def test_erasing_it_leaves_nobody_pointing_at_nothing(self, name: str) -> None:
        cls, _ = tables()[name]
        if not any(personal.erasing is Erasing.DELETE for personal in cls.personal):
            return
        for other, (other_cls, table) in tables().items():
            gone_too = {personal.owner.split(".")[0] for personal in other_cls.personal}
            for column in table.columns:
                if points_to(column) == name and column.name not in gone_too:
                    assert next(iter(column.foreign_keys)).ondelete, f"{other}.{column.name}"

    def test_its_personal_data_has_words_in_one_feature_only(self, name: str) -> None:
        cls, _ = tables()[name]
        wording = [feature.name for feature in FEATURES if name in feature.remembers]
        assert len(wording) == (1 if cls.personal else 0)

    def test_every_personal_column_has_words(self, name: str) -> None:
        cls, table = tables()[name]
        words = worded(REGISTRY).get(name)
        for column in {column for personal in cls.personal for column in personal.columns}:
            assert words is not None
            assert words.seen_by
            known = words.columns.get(column) or COLUMNS.get(column)
            kind = table.columns[column].type
            if isinstance(kind, Word) and kind.words not in VALUES:
                assert isinstance(known, dict)
                assert set(known) == set(kind.words)
            elif not isinstance(kind, Word):
                assert known, f"{name}.{column} has no word"


def points_to(column: Column[Any]) -> str:
    return next((key.column.table.name for key in column.foreign_keys), "")


def test_no_words_for_tables_that_are_not_there() -> None:
    assert set(worded(REGISTRY)) <= set(tables())


def test_words_for_values_are_words_for_all_of_them() -> None:
    for kind, words in VALUES.items():
        assert issubclass(kind, Enum)
        assert set(words) == set(kind)


def test_the_person_is_the_last_to_be_erased_because_others_point_there() -> None:
    order = [table.name for _, table in personal_data.declared()]
    assert order[-1] == Person.__tablename__
