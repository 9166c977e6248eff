"""Server-sent events: a person's page hears of every chat that changed for them, and of the clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.responses import StreamingResponse

from sandbox import view
from sandbox.clock import Road
from sandbox.signals import Signal
from sandbox.world import World

GATHER, HEARTBEAT = 0.03, 15.0


class Listening:
    """All open event streams of one world."""

    def __init__(self, world: World, road: Road) -> None:
        self._world = world
        self._road = road
        self._dirty: list[set[int]] = []
        self._news = Signal()
        world.listeners.append(self._changed)

    def stream(self, user_id: int) -> StreamingResponse:
        self._world.who(user_id)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._events(user_id), media_type="text/event-stream", headers=headers)

    async def _events(self, user_id: int) -> AsyncIterator[str]:
        dirty = set(self._world.chats)
        clock: dict[str, Any] = {}
        with self._news_for(dirty) as news:
            while True:
                news.clear()
                state = self._road.state()
                if _still(state) != _still(clock):
                    clock = state
                    yield _event("clock", state)
                for chat_id in sorted(dirty):
                    dirty.discard(chat_id)
                    if (chat := self._chat(user_id, chat_id)) is not None:
                        yield _event("chat", chat)
                if not await _something(news):
                    yield ": still here\n\n"

    @contextmanager
    def _news_for(self, dirty: set[int]) -> Iterator[asyncio.Event]:
        """An event set by every change of the world and the clock; changed chats are noted in `dirty`."""
        news = asyncio.Event()
        signals = (self._news, self._road.clock.changed, self._road.heard)
        self._dirty.append(dirty)
        for signal in signals:
            signal.also_set.append(news)
        try:
            yield news
        finally:
            self._dirty = [other for other in self._dirty if other is not dirty]
            for signal in signals:
                signal.also_set.remove(news)

    def _chat(self, user_id: int, chat_id: int) -> dict[str, Any] | None:
        """One chat as they see it. One that they are no longer in is gone, whether or not this stream showed it:
        the page may have looked around just before it began to listen."""
        chat = self._world.chats[chat_id]
        if chat.present(user_id):
            return view.chat_seen_by(self._world, user_id, chat)
        if chat.migrated_to is not None or chat.member(user_id) is not None:
            return {"id": chat_id, "gone": True}
        return None

    def _changed(self, chat_id: int) -> None:
        for dirty in self._dirty:
            dirty.add(chat_id)
        self._news.fire()


async def _something(news: asyncio.Event) -> bool:
    """Wait for news, and a little longer so that what belongs together arrives together."""
    try:
        await asyncio.wait_for(news.wait(), HEARTBEAT)
    except TimeoutError:
        return False
    await asyncio.sleep(GATHER)
    return True


def _still(clock: dict[str, Any]) -> dict[str, Any]:
    """A clock without what changes by itself."""
    return {name: value for name, value in clock.items() if name not in ("now", "clients")}


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
