"""The Bot API without HTTP: a method's name and parameters in, its result or an `ApiError` out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox import schema
from sandbox.botapi import answers, editing, ephemeral, groups, members, myself, polls, sending, topics
from sandbox.errors import ApiError, NoAnswer, bad_request
from sandbox.faults import Fault, strike_before
from sandbox.files import Upload
from sandbox.world import World

Method = Callable[[World, dict[str, Any]], Any]
METHODS: dict[str, Method] = {
    **myself.METHODS,
    **sending.METHODS,
    **polls.METHODS,
    **editing.METHODS,
    **ephemeral.METHODS,
    **answers.METHODS,
    **groups.METHODS,
    **members.METHODS,
    **topics.METHODS,
}


class BotApi:
    """What Telegram's servers are to the bot, for one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> Any:
        """Carry out a request; `files` maps a field (or an `attach://` name) to (file name, bytes)."""
        uploads = {field: Upload(name, data) for field, (name, data) in (files or {}).items()}
        return self.carry_out(method, params or {}, uploads)[0]

    def carry_out(
        self, method: str, params: Mapping[str, Any], uploads: Mapping[str, Upload]
    ) -> tuple[Any, Fault | None]:
        """As `call`; also tells of a fault that only delays the answer, which is the caller's to do."""
        name = schema.canonical(method)
        if name is None:
            raise ApiError(404, "Not Found")
        asked: dict[str, Any] = dict(params)
        try:
            asked = schema.clean(name, params, uploads)
            fault = self._fault(name, asked)
            result = self._carried_out(name, asked)
        except ApiError as error:
            self.world.record.refuse(name, asked, error)
            raise
        self.world.record.accept(name, asked, result)
        if fault is not None and fault.kind == "timeout_after":
            raise NoAnswer(True, fault.seconds)
        return result, fault

    def download(self, path: str) -> tuple[bytes, Fault | None]:
        """What lies at the path that getFile told; also tells of a fault, as `carry_out` does."""
        fault = self.world.faults.take("download", None)
        if fault is not None:
            strike_before(fault)
        file = self.world.files.at(path)
        if file is None:
            raise ApiError(404, "Not Found")
        if fault is not None and fault.kind == "timeout_after":
            raise NoAnswer(True, fault.seconds)
        return file.data, fault

    def _carried_out(self, name: str, params: dict[str, Any]) -> Any:
        handler = METHODS.get(name)
        if handler is None:
            raise ApiError(501, f"sandbox: {name} is not supported yet")
        chat_id = params.get("chat_id")
        self.world.tick()
        album = len(params["media"]) if name == "sendMediaGroup" else 1
        self.world.limits.check(name, chat_id if isinstance(chat_id, int) else None, album)
        return handler(self.world, params)

    def _fault(self, name: str, params: dict[str, Any]) -> Fault | None:
        fault = self.world.faults.take(name, params.get("chat_id"))
        if fault is None:
            return None
        strike_before(fault)
        if fault.kind == "migrated":
            self._migrate(params.get("chat_id"))
        return fault

    def _migrate(self, chat_id: Any) -> None:
        chat = self.world.chats.get(chat_id)
        if chat is None or chat.type != "group":
            raise bad_request("sandbox: only a basic group can be migrated")
        owner = next(member for member in chat.members.values() if member.status == "creator")
        self.world.upgrade(owner.person.id, chat.id)


__all__ = ["METHODS", "ApiError", "BotApi", "NoAnswer"]
