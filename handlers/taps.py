"""What buttons and deep links carry: a feature, an action and a few values, within Telegram's limits.

Callback data holds 64 bytes, a start payload 64 characters of `[A-Za-z0-9_-]`. Anyone can send any of
both, so decoding never fails in another way than NotOurs, and every handler checks what it is given.
"""

import re

Value = int | str
LIMIT = 64
LARGEST = 2**63 - 1
"""No database takes a larger number."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NAME = re.compile(r"[a-z]{1,12}\Z")
_NUMBER = re.compile(r"-?(0|[1-9a-z][0-9a-z]{0,12})\Z")
_LINK_VALUE = re.compile(r"[A-Za-z0-9_]+\Z")


class NotOurs(ValueError):
    """The data was not written by this codec."""


def encode_tap(feature: str, action: str, *values: Value) -> str:
    """Callback data; raises ValueError where it would not fit, which a developer meets, never a person."""
    data = ":".join([feature, action, *(_written(value) for value in values)])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data of {feature}:{action} does not fit")
    return data


def decode_tap(data: str) -> tuple[str, str, tuple[Value, ...]]:
    """Feature, action and values; raises NotOurs."""
    feature, *rest = data.split(":")
    if not rest or not _NAME.match(feature) or not _NAME.match(rest[0]):
        raise NotOurs
    return feature, rest[0], tuple(_read(value) for value in rest[1:])


def encode_link(action: str, *values: Value) -> str:
    """A start payload: `action-value-value`."""
    payload = "-".join(
        [action, *(_base36(value) if isinstance(value, int) else "_" + value for value in values)]
    )
    if len(payload) > LIMIT or not all(_LINK_VALUE.match(value) for value in payload.split("-")):
        raise ValueError(f"start payload of {action} does not fit")
    return payload


def decode_link(payload: str) -> tuple[str, tuple[Value, ...]]:
    """Action and values; raises NotOurs."""
    action, *values = payload.split("-")
    if not _NAME.match(action) or not all(_LINK_VALUE.match(value) for value in values):
        raise NotOurs
    return action, tuple(value[1:] if value.startswith("_") else _number(value) for value in values)


def _written(value: Value) -> str:
    if isinstance(value, int):
        return _base36(value)
    return "~" + value.replace("%", "%0").replace(":", "%1")


def _read(value: str) -> Value:
    if not value.startswith("~"):
        return _number(value)
    if re.search(r"%(?![01])", value):
        raise NotOurs
    return value[1:].replace("%1", ":").replace("%0", "%")


def _number(value: str) -> int:
    number = int(value, 36) if _NUMBER.match(value) else None
    if number is None or abs(number) > LARGEST:
        raise NotOurs
    return number


def _base36(number: int) -> str:
    if number < 0:
        return "-" + _base36(-number)
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
