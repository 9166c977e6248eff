"""A town for dialogues: people write and tap, the real application answers, time moves when it is told to.

Everything is real except the network: requests go straight into the sandbox, which refuses what Telegram refuses.
"""

import asyncio
import json
import pickle
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlmodel import select
from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData

from bot.fetching import Fetcher
from bot.process import Process, build
from bot.settings import Settings
from sandbox.botapi import ApiError, BotApi, NoAnswer
from sandbox.world import World
from storage.due_work import DueWork
from storage.left import left_at
from storage.outbox import Saying
from tests.dialogues.statements import Statements

SHORT = 0.0005
"""Seconds to leave to the database's thread; spinning would starve it."""
PICTURE = Path(__file__).parents[1] / "browser" / "square.png"
WARSAW = ZoneInfo("Europe/Warsaw")
DEEP_LINK = re.compile(r"https://t\.me/(\w+)\?(start|startgroup)=([\w-]*)")


@dataclass
class TownClock:
    """Stands still until the town moves it."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime) -> None:
        while self.moment < moment:
            await asyncio.sleep(0)


class Wire(BaseRequest):
    """The road to Telegram, without a network. `cut` makes every request fail as if Telegram were gone."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self.cut: Exception | None = None

    @property
    def read_timeout(self) -> float:
        return 5

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        if self.cut is not None:
            raise self.cut
        try:
            if method == "GET":
                return 200, self._downloaded(url)
            return 200, self._answer(url, request_data)
        except NoAnswer:
            raise TimedOut from None
        except ApiError as error:
            return error.code, json.dumps(error.as_dict()).encode()

    def _downloaded(self, url: str) -> bytes:
        _token, _, path = url.partition("/file/bot")[2].partition("/")
        return self._api.download(unquote(path))[0]

    def _answer(self, url: str, request_data: RequestData | None) -> bytes:
        parameters = request_data.json_parameters if request_data else {}
        parts = (request_data.multipart_data or {}) if request_data else {}
        files = {name: (file_name, content) for name, (file_name, content, _mime) in parts.items()}
        result = self._api.call(url.rsplit("/", 1)[1], parameters, files)
        return json.dumps({"ok": True, "result": result}).encode()


@dataclass
class Resident:
    """Someone in the town. What they do settles before the next line of the test."""

    town: "Town"
    id: int
    name: str
    toast: str | None = None
    asked: str = ""

    async def says(
        self, text: str, at: int | None = None, reply_to: int | None = None, topic: int | None = None
    ) -> int:
        """Write in the private chat with the bot, or `at` another chat; the number of the message."""
        message = self.town.world.say(self.id, at or self.id, text, reply_to=reply_to, thread_id=topic)
        await self.town.settle()
        return message.message_id

    async def sends_photo(
        self, caption: str = "", at: int | None = None, reply_to: int | None = None
    ) -> dict[str, Any]:
        """Send a picture; the message."""
        return await self._sends("zdjecie.png", PICTURE.read_bytes(), caption, at, reply_to, as_photo=True)

    async def sends_file(
        self, name: str, data: bytes, caption: str = "", at: int | None = None, reply_to: int | None = None
    ) -> dict[str, Any]:
        """Send a file; the message."""
        return await self._sends(name, data, caption, at, reply_to, as_photo=False)

    async def _sends(
        self, name: str, data: bytes, caption: str, at: int | None, reply_to: int | None, *, as_photo: bool
    ) -> dict[str, Any]:
        message = self.town.world.send_file(
            self.id, at or self.id, name, data, caption=caption, as_photo=as_photo, reply_to=reply_to
        )
        await self.town.settle()
        return message.as_seen_by(self.id)

    async def edits(self, message_id: int, text: str, at: int | None = None) -> None:
        """Change what they wrote."""
        self.town.world.edit(self.id, at or self.id, message_id, text)
        await self.town.settle()

    async def starts(self, payload: str = "") -> None:
        self.town.world.start(self.id, payload)
        await self.town.settle()

    async def taps(self, label: str, at: int | None = None) -> None:
        """Tap the newest button with this label; follows a deep link; what pops up is in `toast`."""
        message, button = self.button(label, at)
        if "url" in button:
            link = DEEP_LINK.fullmatch(button["url"])
            assert link is not None, button["url"]
            await self.starts(link[3])
            return
        query = self.town.world.tap(self.id, at or self.id, message["message_id"], button["callback_data"])
        await self.town.settle()
        answer = self.town.world.callback_answer(query)
        self.toast = (answer or {}).get("text")

    async def votes(self, *options: str, at: int) -> None:
        """Vote in Telegram's newest poll there for the options with these words; none takes the vote back."""
        message = self.poll(at)
        texts = [option["text"] for option in message["poll"]["options"]]
        chosen = [texts.index(words) for words in options]
        self.town.world.vote(self.id, at, message["message_id"], chosen)
        await self.town.settle()

    async def ends_the_poll(self, at: int) -> None:
        """End Telegram's newest poll there, as an admin can."""
        self.town.world.end_poll(self.id, at, self.poll(at)["message_id"])
        await self.town.settle()

    def poll(self, at: int) -> dict[str, Any]:
        """The newest message there that is a poll of Telegram's."""
        return [message for message in self.messages(at) if "poll" in message][-1]

    async def forges(self, data: str, at: int | None = None) -> None:
        """Send callback data that no button of theirs carries."""
        message = self.messages(at)[-1]
        query = self.town.world.tap(self.id, at or self.id, message["message_id"], data)
        await self.town.settle()
        self.toast = (self.town.world.callback_answer(query) or {}).get("text")

    async def asks_inline(self, words: str, at: int | None = None, offset: str = "") -> list[dict[str, Any]]:
        """Type `@bot words` in the chat with the bot, or `at` another one; the results that they are shown."""
        self.asked = self.town.world.ask_inline(self.id, words, offset, at or None)
        await self.town.settle()
        answer = self.town.world.inline_answer(self.asked)
        return answer["results"] if answer else []

    async def picks(self, title: str, at: int | None = None) -> int:
        """Send the result of this title, of those shown last; the number of the message."""
        answer = self.town.world.inline_answer(self.asked) or {"results": []}
        found = [result["id"] for result in answer["results"] if title in result["title"]]
        assert found, f"{self.name} is offered no {title!r}, only {answer['results']}"
        message = self.town.world.pick_inline(self.id, self.asked, found[0], at or self.id)
        await self.town.settle()
        return message.message_id

    async def blocks_the_bot(self) -> None:
        self.town.world.block(self.id, True)
        await self.town.settle()

    def messages(self, at: int | None = None) -> list[dict[str, Any]]:
        """The bot's messages in a chat, as this person sees them."""
        if (at or self.id) not in self.town.world.chats:
            return []
        seen = self.town.world.visible(self.id, at or self.id)
        return [message for message in seen if message.get("from", {}).get("id") == self.town.world.bot.id]

    def all_texts(self, at: int | None = None) -> list[str]:
        return [message.get("text") or message.get("caption") or "" for message in self.messages(at)]

    def files(self, at: int | None = None) -> list[tuple[str, bytes]]:
        """The bot's files in a chat: what each is called and what is in it."""
        documents = [message["document"] for message in self.messages(at) if "document" in message]
        files = [self.town.world.files.get(document["file_id"]) for document in documents]
        return [(file.name, file.data) for file in files if file is not None]

    def pictures(self, at: int | None = None) -> list[bytes]:
        """The bot's pictures in a chat."""
        sizes = [message["photo"][-1] for message in self.messages(at) if "photo" in message]
        files = [self.town.world.files.get(size["file_id"]) for size in sizes]
        return [file.data for file in files if file is not None]

    def sees(self, at: int | None = None) -> str:
        """The bot's newest words in a chat."""
        texts = [text for text in self.all_texts(at) if text]
        return texts[-1] if texts else ""

    def buttons(self, at: int | None = None) -> list[str]:
        """Labels under the bot's newest message that has any."""
        for message in reversed(self.messages(at)):
            if rows := message.get("reply_markup", {}).get("inline_keyboard"):
                return [button["text"] for row in rows for button in row]
        return []

    def button(self, label: str, at: int | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
        for message in reversed(self.messages(at)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"]:
                        return message, button
        raise AssertionError(f"{self.name} sees no button {label!r}, only {self.buttons(at)}")


@dataclass
class Town:
    """The world, the process and the people, at one moment."""

    world: World
    wire: Wire
    clock: TownClock
    settings: Settings
    process: Process
    statements: Statements
    people: dict[str, Resident] = field(default_factory=dict)

    @classmethod
    async def build(
        cls, folder: Path, url: str, *, starts: datetime, history: bytes | None = None, **settings: Any
    ) -> "Town":
        """A town in which nothing has happened yet, or one that goes on from a `history`, a pickled world."""
        world: World = pickle.loads(history) if history else World(now=TownClock(starts).now)
        clock: TownClock = world.now.__self__  # type: ignore[attr-defined]
        wire = Wire(BotApi(world))
        given = Settings(
            token=SecretStr("42:TOWN"),
            data=folder,
            database_url=url,
            **{"open": True, "backups": "off", **settings},
        )
        process = await _built(given, wire, clock)
        town = cls(world, wire, clock, given, process, Statements())
        town.statements.watch(process.database.engine)
        await process.start()
        for person in world.people.values():
            town.people[person.first_name] = Resident(town, person.id, person.first_name)
        await town.settle()
        return town

    async def restart(self) -> None:
        """The process ends and another one begins, with nothing but the database."""
        await self.is_offline_until(self.clock.moment)

    async def is_offline_until(self, moment: datetime) -> None:
        """No process runs for a while; what was due meanwhile waits for the next one."""
        await self.process.stop()
        self.clock.moment = moment.astimezone(UTC)
        await self.begin()

    async def begin(self) -> None:
        """A process begins, with nothing but the database."""
        self.process = await _built(self.settings, self.wire, self.clock)
        self.statements.watch(self.process.database.engine)
        await self.process.delivery.take_over()
        await self.process.start()
        await self.settle()

    def resident(
        self, first: str, last: str = "", language: str = "pl", *, started: bool = False
    ) -> Resident:
        person = self.world.person(first, last or None, language_code=language, started=started)
        self.people[first] = Resident(self, person.id, first)
        return self.people[first]

    def group(self, title: str, creator: Resident, *members: Resident, **kind: Any) -> int:
        chat = self.world.group(title, creator.id, **kind)
        for member in members:
            self.world.add_member(creator.id, chat.id, member.id)
        return chat.id

    async def add_bot(self, by: Resident, group: int, payload: str | None = None) -> None:
        self.world.add_member(by.id, group, self.world.bot.id, payload)
        await self.settle()

    async def joins(self, who: Resident, group: int, city: str = "") -> None:
        """Tap the card's button and answer the questions; without a city, nobody is represented."""
        await who.taps("Dołącz", group)
        if not city:
            await who.taps("Nie reprezentuję")
        elif city in who.buttons():
            await who.taps(city)
        else:
            await who.says(city)
            await who.taps("Miasto")
        await who.taps("Zgadzam")

    @property
    def local(self) -> datetime:
        return self.clock.moment.astimezone(WARSAW)

    async def settle(self) -> None:
        """Let everything happen that can happen at this moment."""
        for _ in range(200):
            if not await self._step():
                return
        raise AssertionError("the town does not come to rest")

    async def move_to(self, moment: datetime) -> None:
        """Move time, visiting every moment at which something is due on the way."""
        target = moment.astimezone(UTC)
        while (due := await self._next_due()) is not None and due <= target:
            self.clock.moment = max(due, self.clock.moment)
            await self.settle()
        self.clock.moment = target
        await self.settle()

    async def passes(self, **span: float) -> None:
        await self.move_to(self.clock.moment + timedelta(**span))

    async def undeclared(self) -> set[str]:
        """Kinds of what was said or planned that no feature declares."""
        async with self.process.database.read() as uow:
            kinds = {
                *await uow.session.exec(select(Saying.kind)),
                *await uow.session.exec(select(DueWork.kind)),
            }
        return kinds - set(self.process.edge.registry.owes)

    async def close(self) -> None:
        await self.process.stop()

    async def _step(self) -> bool:
        """Take in, handle and send what there is; whether something may have followed from it."""
        batch = self.world.updates.pending()
        if batch:
            await self.process.intake.receive(batch)
            self.world.updates.confirm(batch[-1]["update_id"] + 1)
        while self._busy:
            await asyncio.sleep(SHORT)
        left = await self.process.tick()
        sent = 0 if self.process.delivery.idle else await self.process.delivery.drain()
        return left.work or sent > 0

    @property
    def _busy(self) -> bool:
        at_work = bool(self.process.workshop) or not self.process.processor.idle
        return at_work or not self.process.application.update_queue.empty()

    async def _next_due(self) -> datetime | None:
        async with self.process.database.read() as uow:
            return (await left_at(uow, self.clock.now())).comes


async def _built(settings: Settings, wire: Wire, clock: TownClock) -> Process:
    """A process that knows no limits and does not rest before it fetches a file again."""
    process = await build(settings, request=wire, clock=clock, limits=False)
    process.edge.fetch = Fetcher(process.bot, longest=0)
    return process
