"""A request against the facts of Bot API 10.3: known fields, none missing, right types, within limits.

Telegram ignores fields it does not know; the sandbox refuses them, because a request that names one is a mistake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.errors import ApiError, bad_request
from sandbox.files import Upload
from sandbox.keyboards import check_keyboard

Files = Mapping[str, Upload]
Checker = Callable[[Any, Files], Any]
FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "botapi.json").read_text("utf-8"))
METHODS: dict[str, Any] = FACTS["methods"]
TYPES: dict[str, Any] = FACTS["types"]
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
ATTACH = "attach://"
EMPTY = {"text": "message text is empty", "chat_id": "chat_id is empty", "question": "poll question is empty"}
TOO_LONG = {
    ("InlineKeyboardButton", "callback_data"): "BUTTON_DATA_INVALID",
    ("BotCommand", "command"): "BOT_COMMAND_INVALID",
    ("BotCommand", "description"): "BOT_COMMAND_DESCRIPTION_INVALID",
}
OWNERS = {"InlineKeyboardMarkup", "ReplyKeyboardMarkup"}


class _Wrong(Exception):
    """A value does not fit; the message says where and why, once it is `placed`."""

    def __init__(self, problem: str, *, placed: bool = False) -> None:
        super().__init__(problem)
        self.placed = placed


def canonical(method: str) -> str | None:
    """The method's name as documented (Telegram does not mind its case)."""
    return BY_LOWER_NAME.get(method.lower())


def clean(method: str, params: Mapping[str, Any], files: Files | None = None) -> dict[str, Any]:
    """The parameters with their proper types and uploads in place, or an `ApiError`."""
    files = files or {}
    fields = METHODS[method]["fields"]
    given = {name: value for name, value in params.items() if value is not None}
    given |= {name: file for name, file in files.items() if name in fields and name not in given}
    try:
        cleaned = _object(method, fields)(given, files)
    except _Wrong as wrong:
        raise bad_request(str(wrong)) from None
    return cleaned  # type: ignore[no-any-return]


def problem(type_name: str, value: Any) -> str | None:
    """Why a value is no object of this Bot API type; None when it is one."""
    try:
        _typed(type_name)(value, {})
    except _Wrong as wrong:
        return str(wrong)
    except ApiError as error:
        return error.description
    return None


def _object(owner: str, fields: dict[str, Any]) -> Checker:
    checkers = _field_checkers(owner)
    required = [name for name, facts in fields.items() if facts.get("required")]

    def check(value: Any, files: Files) -> Any:
        value = _decoded(value, dict, owner)
        if unknown := value.keys() - checkers.keys():
            names = ", ".join(sorted(unknown))
            raise _Wrong(f"sandbox: {owner} has no field {names} in Bot API 10.3", placed=True)
        for name in required:
            if name not in value or value[name] is None:
                raise _Wrong(_missing(owner, name), placed=True)
        cleaned = {name: checkers[name](item, files) for name, item in value.items() if item is not None}
        if owner in OWNERS:
            check_keyboard(cleaned)
        return cleaned

    return check


@cache
def _field_checkers(owner: str) -> dict[str, Checker]:
    facts = (METHODS.get(owner) or TYPES[owner])["fields"]
    return {name: _field(owner, name, fact) for name, fact in facts.items()}


def _field(owner: str, name: str, fact: dict[str, Any]) -> Checker:
    of_type, limits = _typed(fact["type"]), _limits(owner, name, fact)
    constant = fact.get("const")

    def check(value: Any, files: Files) -> Any:
        try:
            value = of_type(value, files)
        except _Wrong as wrong:
            if wrong.placed:
                raise
            raise _Wrong(f"{owner}.{name}: {wrong}", placed=True) from None
        if constant is not None and value != constant:
            raise _Wrong(f"{owner}.{name} must be {constant!r}", placed=True)
        return limits(value) if limits else value

    return check


def _limits(owner: str, name: str, fact: dict[str, Any]) -> Callable[[Any], Any] | None:
    length, count, span = fact.get("length"), fact.get("count"), fact.get("range")
    low, high = length or count or span or (0, 0)
    if fact.get("after_entities") or not (length or count or span):
        return None
    in_bytes = fact.get("unit") == "bytes"

    def check(value: Any) -> Any:
        size = value
        if length:
            size = len(value.encode()) if in_bytes else len(value)
        elif count:
            size = len(value)
        if not low <= size <= high:
            unit = "bytes" if in_bytes else ("items" if count else "characters" if length else "as value")
            said = TOO_LONG.get((owner, name))
            plain = f"{owner}.{name} must have {low} to {high} {unit}, it has {size}"
            raise _Wrong(said or plain, placed=True)
        return value

    return check


@cache
def _typed(expression: str) -> Checker:
    if expression.startswith("Array of "):
        return _array(expression.removeprefix("Array of "))
    names = re.split(r" or |, | and ", expression)
    if len(names) > 1:
        return _union(expression, tuple(names))
    if expression in PLAIN:
        return PLAIN[expression]
    facts = TYPES[expression]
    if "one_of" in facts:
        return _union(expression, tuple(facts["one_of"]))
    return _later(lambda: _object(expression, facts["fields"]))


def _later(make: Callable[[], Checker]) -> Checker:
    """Types contain themselves, so a checker is made when it is first used."""
    made = cache(make)
    return lambda value, files: made()(value, files)


def _array(inner: str) -> Checker:
    item_checker = _later(lambda: _typed(inner))

    def check(value: Any, files: Files) -> Any:
        return [item_checker(item, files) for item in _decoded(value, list, f"Array of {inner}")]

    return check


def _union(expression: str, names: tuple[str, ...]) -> Checker:
    def check(value: Any, files: Files) -> Any:
        if any(name in PLAIN for name in names):
            candidates = list(names)
        else:
            value = _decoded(value, dict, expression)
            candidates = [name for name in names if _could_be(value, name)] or list(names[:1])
        wrong = _Wrong(f"expected {expression}")
        for name in candidates:
            try:
                return _typed(name)(value, files)
            except _Wrong as problem:
                wrong = problem
        raise wrong

    return check


def _could_be(value: dict[str, Any], name: str) -> bool:
    """Whether an object may be of this type, by its discriminator or by what it must have."""
    fields = TYPES[name].get("fields", {})
    for key in ("type", "source", "status"):
        if key in fields and key in value:
            constant = fields[key].get("const")
            return bool(value[key] == (constant or _discriminator(name)))
    return all(field in value for field, fact in fields.items() if fact.get("required"))


@cache
def _discriminator(name: str) -> str:
    """`all_private_chats` for BotCommandScopeAllPrivateChats: what follows the family's name."""
    families = [family for family, facts in TYPES.items() if "one_of" in facts and name.startswith(family)]
    own = name.removeprefix(max(families, key=len, default="")).removeprefix("Cached")
    return re.sub(r"(?<!^)(?=[A-Z])", "_", own).lower()


def _missing(owner: str, name: str) -> str:
    if owner in METHODS and name in EMPTY:
        return EMPTY[name]
    return f"{owner} needs the field {name}"


def _decoded(value: Any, kind: type, name: str) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise _Wrong(f"can't parse {name} JSON object") from None
    if not isinstance(value, kind):
        raise _Wrong(f"object expected as {name}" if kind is dict else f"expected an {name}")
    return value


def _integer(value: Any, _: Files) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _Wrong("expected an Integer")
    try:
        number = int(value)
    except ValueError:
        raise _Wrong("expected an Integer") from None
    if not -(2**63) <= number < 2**63:
        raise _Wrong("the Integer is out of range")
    return number


def _float(value: Any, _: Files) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise _Wrong("expected a Float") from None


def _boolean(value: Any, _: Files) -> bool:
    said = str(value).lower()
    if said not in {"true", "false", "1", "0"}:
        raise _Wrong("expected a Boolean")
    return said in {"true", "1"}


def _string(value: Any, files: Files) -> Any:
    if isinstance(value, Upload):
        return value
    if not isinstance(value, str):
        raise _Wrong("expected a String")
    if value.startswith(ATTACH):
        return _upload(value, files)
    return value


def _upload(value: Any, files: Files) -> Upload:
    if isinstance(value, Upload):
        return value
    if isinstance(value, str) and value.startswith(ATTACH):
        if value.removeprefix(ATTACH) in files:
            return files[value.removeprefix(ATTACH)]
        raise _Wrong(f'file "{value.removeprefix(ATTACH)}" is not attached')
    raise _Wrong("expected an uploaded file")


PLAIN: dict[str, Checker] = {
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "True": _boolean,
    "String": _string,
    "InputFile": _upload,
}

__all__ = ["ApiError", "canonical", "clean", "problem"]
