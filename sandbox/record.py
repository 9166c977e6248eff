"""What the bot asked for: an append-only record of accepted requests, and of those refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.errors import ApiError
from sandbox.files import Upload

Entry = dict[str, Any]
UNRECORDED = {"getUpdates"}


class Record:
    """Numbered from 1. With a `path`, accepted requests are also appended there as JSON lines."""

    def __init__(self, now: Callable[[], datetime], path: Path | None = None) -> None:
        self._now = now
        self.path = path
        self.accepted: list[Entry] = []
        self.refused: list[Entry] = []

    def accept(self, method: str, params: dict[str, Any], result: Any) -> None:
        if method in UNRECORDED:
            return
        entry = self._entry(self.accepted, method, params) | {"result": result}
        self.accepted.append(entry)
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def refuse(self, method: str, params: dict[str, Any], error: ApiError) -> None:
        self.refused.append(self._entry(self.refused, method, params) | error.as_dict())

    def after(self, n: int) -> list[Entry]:
        return self.accepted[max(n, 0) :]

    def _entry(self, into: list[Entry], method: str, params: dict[str, Any]) -> Entry:
        return {"n": len(into) + 1, "at": self._now().isoformat(), "method": method, "params": _plain(params)}


def _plain(value: Any) -> Any:
    if isinstance(value, Upload):
        return {"file": value.name, "size": len(value.data)}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
