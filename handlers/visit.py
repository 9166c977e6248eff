"""A visit: one update, one answer of Telegram or one due thing, inside one transaction, with all that a handler needs.

What a handler says here becomes outbox rows of the same transaction; nothing is sent before it commits.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitation.permissions import Act, may
from facilitation.refusals import Refused
from handlers import notices
from handlers.message import Message, sendable
from handlers.notices import Notice
from handlers.reasons import DoorReason
from handlers.requests import Requests
from handlers.taps import Value, encode_link, encode_tap
from locales import LANGUAGES, Reader
from storage import network as networks
from storage import outbox, people
from storage.attachments import Attachments
from storage.network import Network, NetworkState
from storage.outbox import Care, Priority, Request
from storage.people import Person, Reach
from storage.roles import Role

if TYPE_CHECKING:
    from handlers.registry import Registry


@dataclass(frozen=True)
class Installation:
    """What is true of this installation: the bot's own name, who coordinates, whether any group may come, where the
    nightly backups go, where people's calendars find its web, and what keeps files on disk, if anything does."""

    bot_id: int
    username: str
    coordinators: frozenset[int] = frozenset()
    open: bool = False
    zone: str = "Europe/Warsaw"
    backups: Path | None = None
    public_url: str = ""
    attachments: Attachments | None = None
    catalogue: Path | None = None
    catalogue_url: str = ""

    def link(self, action: str, *values: Value) -> str:
        """A deep link into private chat."""
        return f"https://t.me/{self.username}?start={encode_link(action, *values)}"


@dataclass
class Visit(Requests):
    """Who, where, which network, which roles, which language; and the ways to speak."""

    installation: Installation
    registry: "Registry"
    person: Person | None = None
    network: Network | None = None
    networks: dict[int, Network] = field(default_factory=dict)
    roles_in: dict[int, frozenset[Role]] = field(default_factory=dict)
    coordinates: bool = False
    notices: list[Notice] = field(default_factory=list)
    came_at: datetime | None = None

    # who and where

    @property
    def since(self) -> datetime:
        """When this came in; handled later where there was a crowd, or after a crash."""
        return self.came_at or self.now

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of this person in the network of this visit."""
        own = self.roles_in.get(self.network.key, frozenset()) if self.network else frozenset()
        return own | {Role.COORDINATOR} if self.coordinates else own

    @property
    def me(self) -> Person:
        """The person of this visit; one who is unknown yet has to press Start or join."""
        if self.person is None:
            raise Refused(DoorReason.NOT_JOINED)
        return self.person

    async def become_known(self) -> Person:
        """The person of this visit, remembered from now on."""
        user = self.heard.user
        if user is None:
            raise Refused(DoorReason.ANONYMOUS)
        if self.person is None:
            reach = Reach.OPEN if self.heard.private and not self.heard.inline else Reach.NEVER_STARTED
            self.person = await people.by_telegram_id(self.uow, user.id) or await people.add(
                self.uow,
                Person(
                    telegram_id=user.id, name=user.full_name, telegram_language=user.language_code, reach=reach,
                    since=self.now,
                ),
            )  # fmt: skip
        return self.person

    @property
    def here(self) -> Network:
        """The network of this visit; refused where there is none."""
        if self.network is None:
            raise Refused(DoorReason.NO_NETWORK if self.heard.private else DoorReason.NOT_SET_UP)
        return self.network

    def may(self, act: Act) -> bool:
        return may(self.roles, act)

    def require(self, act: Act) -> None:
        """Refuse what this person's roles do not allow here."""
        if not self.may(act):
            raise Refused(DoorReason.NOT_JOINED if not self.roles else DoorReason.NOT_ALLOWED, act=act)

    async def enter(self, network_id: int | None) -> Network:
        """Make the network of an object the network of this visit; refused to strangers and across groups."""
        here = None if self.heard.private else self.network
        network = self.networks.get(network_id) if network_id is not None else None
        if network is None and here is not None and here.id == network_id:
            raise Refused(DoorReason.NOT_JOINED)
        if network is None or (not self.heard.private and network.chat_id != self.heard.chat_id):
            raise Refused(DoorReason.OTHER_NETWORK)
        self.network = network
        return network

    def step_aside(self) -> bool:
        """Go on in private chat with whoever spoke in the group; False for someone who can't be written to there."""
        if self.heard.private:
            return True
        chat = self.me.telegram_id
        if chat is None or self.me.reach is not Reach.OPEN:
            return False
        self.heard = replace(
            self.heard, chat_id=chat, private=True, thread_id=None, message_id=None, tap=None
        )
        return True

    # words

    @property
    def reader(self) -> Reader:
        """Whoever reads the answer: the group, or this person."""
        if not self.heard.private and self.network:
            return self.group_reader(self.network)
        return self.reader_of(self.person)

    def group_reader(self, network: Network) -> Reader:
        return Reader(network.language, network.zone)

    def reader_of(self, person: Person | None) -> Reader:
        """A person's own language, or Telegram's, or the network's; their own zone, or the network's."""
        telegrams = person.telegram_language if person else self.heard.user and self.heard.user.language_code
        wished = (person and person.language, (telegrams or "")[:2], self.network and self.network.language)
        language = next((wish for wish in wished if wish in LANGUAGES), LANGUAGES[0])
        zone = (person.zone if person else None) or (self.network.zone if self.network else None)
        return Reader(language, zone or self.installation.zone)

    # speaking

    def reply(self, message: Message, *, kind: str = "answer") -> None:
        """Answer where one was spoken to: in the same chat and topic, under the words in a group."""
        extra: dict[str, Any] = {}
        if not self.heard.private:
            extra = self._in_topic()
            if self.heard.message_id and self.heard.tap is None:
                reply_to = {"message_id": self.heard.message_id, "allow_sending_without_reply": True}
                extra["reply_parameters"] = reply_to
        for part in sendable(self.reader, message):
            request = self._send(self.heard.chat_id, part, kind, Priority.INTERACTIVE, **extra)
            self._notice(request, self.heard.chat_id, part, self.person, self.network)

    def tell(
        self,
        person: Person,
        message: Message,
        *,
        kind: str,
        network: Network | None = None,
        not_after: datetime | None = None,
        priority: Priority = Priority.BULK,
        about: int | None = None,
        traceless: bool = False,
    ) -> bool:
        """Write to someone privately; False for a person who can't be written to.
        What is `traceless` names nobody else, and nothing tells afterwards that it was said."""
        assert not (traceless and message.names - {person.key})
        if person.telegram_id is None or person.reach is not Reach.OPEN:
            return False
        for part in sendable(self.reader_of(person), message):
            request = self._send(person.telegram_id, part, kind, priority)
            request.traceless, request.not_after = traceless, not_after
            request.network_id = network.key if network else None
            request.person_id, request.subject = (None, None) if traceless else (person.key, about)
            self._notice(request, person.telegram_id, part, person, network)
        return True

    def greet(self, person: Person, message: Message, *, kind: str, network: Network) -> None:
        """Write to someone of whom it is not known whether they pressed Start; if it arrives, they did."""
        if self.tell(person, message, kind=kind, network=network) or person.telegram_id is None:
            return
        if person.reach is Reach.NEVER_STARTED:
            chat = {"chat_id": person.telegram_id, "private": True}
            reached = {"name": "people.reached", "keep": {}, "user": None, "heard": chat}
            request = self._send(person.telegram_id, message, kind, Priority.BULK, answer_to=reached)
            request.person_id, request.network_id = person.key, network.key

    def announce(
        self, network: Network, message: Message, *, kind: str, not_after: datetime | None = None
    ) -> None:
        """Say something in the group; a network that the bot is away from hears nothing."""
        if network.state is NetworkState.AWAY:
            return
        topic = {"message_thread_id": network.thread_id} if network.thread_id else {}
        for part in sendable(self.group_reader(network), message):
            request = self._send(network.chat_id, part, kind, Priority.BULK, **topic)
            request.network_id, request.not_after = network.key, not_after
            self._notice(request, network.chat_id, part, None, network)

    def answer(self, text: str, *, alert: bool = False) -> None:
        """A short answer on the tapped button itself; at most 200 characters."""
        if self.heard.callback_id is None or self.answered:
            return
        self.answered = True
        plain = text.unescape() if hasattr(text, "unescape") else text
        self.call("answerCallbackQuery", "tap", callback_query_id=self.heard.callback_id, text=plain[:200],
                  show_alert=alert)  # fmt: skip

    def edit(self, message: Message) -> None:
        """Change the message whose button was tapped; where nothing was tapped, or with a file, answer anew."""
        if self.heard.tap is None or self.heard.message_id is None or message.has_file:
            self.reply(message)
            return
        caption = self.heard.captioned
        message = message.whole(caption=caption)
        request = self.call("editMessageCaption" if caption else "editMessageText", "edit", lane=self.heard.chat_id,
                           chat_id=self.heard.chat_id, message_id=self.heard.message_id,
                           **message.as_words(caption=caption))  # fmt: skip
        self._notice(request, self.heard.chat_id, message, self.person, self.network, self.heard.message_id)

    def remove(self, chat_id: int, message_id: int) -> None:
        self.call("deleteMessage", "tidy", lane=chat_id, chat_id=chat_id, message_id=message_id)

    def tap(self, feature: str, action: str, *values: Value) -> str:
        return encode_tap(feature, action, *values)

    def link(self, action: str, *values: Value) -> str:
        return self.installation.link(action, *values)

    # time and other rooms

    async def leave_for_network(self, network_id: int | None) -> Network | None:
        """The network of due work; None when the bot is not there, so that nothing is said."""
        self.network = await networks.by_id(self.uow, network_id) if network_id is not None else None
        return self.network if self.network and self.network.state is NetworkState.ACTIVE else None

    async def flush(self) -> None:
        """Write what was said, in the order in which it was said."""
        if self.heard.callback_id and not self.answered:
            self.answered = True
            self.call("answerCallbackQuery", "tap", callback_query_id=self.heard.callback_id)
        if self.notices:
            await notices.remember(self.uow, self.notices, self.now)
        if self.requests:
            outbox.put(self.uow, self.requests)

    def _notice(
        self,
        request: Request,
        chat_id: int,
        message: Message,
        reader: Person | None,
        network: Network | None,
        edited: int | None = None,
    ) -> None:
        """Remember whom a message names besides whoever reads it: one of them may ask to be forgotten."""
        reader_id = reader.id if reader and chat_id > 0 else None
        names = message.names - {reader_id} if reader_id else message.names
        if names or edited:
            network_id = network.id if network else None
            shown = notices.shown(message)
            self.notices.append(
                Notice(request, chat_id, frozenset(names), reader_id, network_id, edited, shown)
            )

    def _in_topic(self) -> dict[str, Any]:
        return {"message_thread_id": self.heard.thread_id} if self.heard.thread_id else {}

    def _send(self, chat_id: int, message: Message, kind: str, priority: Priority, **extra: Any) -> Request:
        return self.call(
            message.method, kind, lane=chat_id, care=Care.RESEND_ONCE, priority=priority, files=message.files,
            chat_id=chat_id, **message.as_telegram(), **extra,
        )  # fmt: skip
