"""A feature as it registers itself: one explicit declaration, from which menus, help, routing and export derive."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any

from markupsafe import Markup

from facilitation.meetings.coming import Announced
from facilitation.permissions import Act
from facilitation.refusals import Reason
from facilitation.settings import Setting
from handlers.due import Prepared
from handlers.message import Button, Message
from papers import document as paper
from papers.calendar import Entry
from papers.log import LogTransfer
from storage.search import Kind
from storage.unit_of_work import Fact, UnitOfWork

Handler = Callable[..., Awaitable[None]]


class Place(Enum):
    """Where a command may be said."""

    GROUP = "group"
    PRIVATE = "private"
    ANYWHERE = "anywhere"


class Event(StrEnum):
    """What happens to a group, a private chat or a poll of Telegram's without anyone writing a command."""

    BOT_ADDED = "bot added"
    BOT_REMOVED = "bot removed"
    PERSON_LEFT = "person left"
    PERSON_CAME = "person came"
    BOT_LIMITED = "bot limited"
    GROUP_RENAMED = "group renamed"
    GROUP_MOVED = "group moved"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    POLL_CHANGED = "poll changed"
    POLL_ANSWERED = "poll answered"


class Area(Enum):
    """What a feature is about, for whoever reads what can be done."""

    MEETINGS = "meetings"
    VOTING = "voting"
    KNOWLEDGE = "knowledge"
    OFFICE_HOURS = "office hours"
    NETWORK = "network"
    ONESELF = "oneself"


class Right(StrEnum):
    """What the bot needs to be allowed in a group."""

    WRITE = "write"
    PIN = "pin"


@dataclass(frozen=True)
class Command:
    """One command under its Polish and its English name.

    `says` is its line in menus and help; with a `button` it is also offered as one there. `joined`: it works for
    people of a network only; `needs_network`: it works for others too, but in a network's group.
    """

    polish: str
    english: str
    says: str
    handle: Handler
    place: Place = Place.ANYWHERE
    act: Act | None = None
    joined: bool = True
    needs_network: bool = False
    aliases: tuple[str, ...] = ()
    in_menu: bool = True
    button: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.polish, self.english, *self.aliases)


@dataclass(frozen=True)
class Remembered:
    """A table with personal data in words: what it is, who sees it, and each declared column.

    A column has a label, or a word for each value of its enumeration.
    """

    label: str
    seen_by: str
    columns: Mapping[str, str | Mapping[Any, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Owed:
    """A kind of due work or of saying, in words for whoever learns that it did not come about.

    Nobody misses it where one of `instead` (names of the feature's due work) was or will be done for the same
    subject. One that is not `noted` is told only to whoever asks.
    """

    label: str
    instead: tuple[str, ...] = ()
    noted: bool = True


@dataclass(frozen=True)
class Section:
    """What a network may decide about a feature: `switches` are on or off, each with its label; `more` adds words
    and buttons of the feature's own."""

    title: str
    says: str
    switches: Mapping[Setting, str]
    more: Callable[..., Awaitable[Message]] | None = None


@dataclass(frozen=True)
class StandingItem:
    """What a feature has for the agenda of a meeting: its name there, how many minutes it needs at least, and what is
    to be gone through, in words for a reader."""

    title: Markup
    minutes: int
    lines: tuple[Markup, ...] = ()
    names: frozenset[int] = frozenset()


class Part(Enum):
    """A part of the report of a meeting that is prefilled; whoever knows adds it."""

    ATTENDANCE = "attendance"
    AGENDA = "agenda"
    CONCLUSIONS = "conclusions"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    FUNDING_CALLS = "funding calls"
    ATTACHMENTS = "attachments"
    TRANSFERS = "transfers"


@dataclass(frozen=True)
class Known:
    """What a feature knows of one part of the report, and whom that names."""

    blocks: tuple[paper.Block, ...] = ()
    names: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Printed:
    """What a paper says, and whom it names."""

    document: paper.Document
    names: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Paper:
    """A paper of a meeting, made anew whenever someone who may `act` asks for it; None where there is nothing yet.

    `make(visit, reader, network, meeting)` only looks: nothing is said or changed.
    """

    label: str
    act: Act
    make: Callable[..., Awaitable[Printed | None]]


@dataclass(frozen=True)
class OnPaper:
    """What a feature adds to an entry of the log wherever it is taken out: who took it over, how it was evaluated."""

    transfers: tuple[LogTransfer, ...] = ()
    evaluation: Markup | str = ""


@dataclass(frozen=True)
class Decided:
    """Something that a network decided: when, what, with which outcome, why, and the button that opens it."""

    at: datetime
    what: Markup
    outcome: Markup
    reasons: Markup | None = None
    opens: str | None = None
    names: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Matter:
    """Something that may be put to the vote: of which kind, its number, and its meeting where it has one."""

    kind: str
    number: int
    meeting: int = 0


Subject = tuple[str, int]
"""A kind of due work or saying, and the number of what it is about."""


@dataclass(frozen=True)
class Feature:
    """Everything a feature answers for. `code` starts its buttons; `name` is its file in each room, and its commands
    stand in the help under its `area`.

    `owes` has each kind of due work, of post and of other sayings; None for what nobody misses. `about` tells a
    reader in a few words what some subjects are.
    `public` names the taps and links that work in groups; all others work in private chat only.
    `web` takes what people send on its pages, outside Telegram: nobody is known, and nothing can be said to them.
    A post of a kind in `once` must never stand in a group twice: where nobody knows whether it arrived, a facilitator
    decides.
    `under` hears what people reply to a post of each kind, also of another feature ("meetings.card"); it gets the
    subject of the post.
    `mentioned` hears plain words in a group that name the bot, also when they were edited; `inline` hears what is
    typed after the bot's name in any chat. Only one feature can do each.
    `finds` words what is found of each kind.
    `card_line` is what it adds to the network's card, in words for the reader whom it is given.
    `meeting_card` and `meeting_page` are what it adds to the card of a meeting in the group, and to its page for one
    person: a message with words and buttons (those of the card work in groups), or None.
    `agenda_item` is the item that it has for the agenda of a meeting (`StandingItem`), or None.
    `meeting_coming` is who said beforehand that they come to a meeting.
    `papers` are those that it makes of a meeting, by their names; `report` are the parts of its report that it knows,
    in blocks of a paper.
    `decisions` is what it knows to have been decided, as far as whoever looks may see it.
    `matters` gives the words of something that is put to the vote, to whoever may see it, and refuses all others;
    `takes_up` is what a feature adds to the page of such a matter, or None.
    `entry_page` is what it adds to the page of an entry of the log, for one person: a message, or None.
    `entry_paper` is what it adds to entries on paper (`OnPaper`, by their numbers), for the eyes of a `Sight`.
    `calendar` is what it has for people's own calendars since a moment, in words for a reader and without names.
    `settings` is what a network may decide about it.
    `greets` is what it offers to a person whom a network welcomes.
    `boxes` are its ballots in the vault that are still needed; all others are destroyed when the process starts.
    `begins` is called whenever the process starts, and plans what has to be planned; it may be called often.
    """

    name: str
    code: str
    area: Area = Area.NETWORK
    commands: tuple[Command, ...] = ()
    taps: Mapping[str, Handler] = field(default_factory=dict)
    links: Mapping[str, Handler] = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    forms: tuple[Any, ...] = ()
    due: Mapping[str, Handler | Prepared] = field(default_factory=dict)
    replies: Mapping[str, Handler] = field(default_factory=dict)
    web: Mapping[str, Handler] = field(default_factory=dict)
    events: Mapping[Event, Handler] = field(default_factory=dict)
    hears: Mapping[type[Fact], Handler] = field(default_factory=dict)
    posts: Mapping[str, Callable[..., Awaitable[Any]]] = field(default_factory=dict)
    once: frozenset[str] = frozenset()
    under: Mapping[str, Handler] = field(default_factory=dict)
    finds: Mapping[Kind, Callable[..., Awaitable[Any]]] = field(default_factory=dict)
    mentioned: Handler | None = None
    inline: Handler | None = None
    refusals: Mapping[Reason, str] = field(default_factory=dict)
    card_line: Callable[..., Awaitable[Markup | None]] | None = None
    remembers: Mapping[str, Remembered] = field(default_factory=dict)
    owes: Mapping[str, Owed | None] = field(default_factory=dict)
    about: Callable[..., Awaitable[Mapping[Subject, Markup]]] | None = None
    meeting_card: Callable[..., Awaitable[Message | None]] | None = None
    meeting_page: Callable[..., Awaitable[Message | None]] | None = None
    agenda_item: Callable[..., Awaitable[StandingItem | None]] | None = None
    meeting_coming: Callable[..., Awaitable[Sequence[Announced]]] | None = None
    papers: Mapping[str, Paper] = field(default_factory=dict)
    report: Mapping[Part, Callable[..., Awaitable[Known]]] = field(default_factory=dict)
    begins: Handler | None = None
    boxes: Callable[[UnitOfWork], Awaitable[Collection[str]]] | None = None
    decisions: Callable[..., Awaitable[Sequence[Decided]]] | None = None
    matters: Mapping[str, Callable[..., Awaitable[str]]] = field(default_factory=dict)
    takes_up: Callable[..., Awaitable[Message | None]] | None = None
    entry_page: Callable[..., Awaitable[Message | None]] | None = None
    entry_paper: Callable[..., Awaitable[Mapping[int, OnPaper]]] | None = None
    calendar: Callable[..., Awaitable[Sequence[Entry]]] | None = None
    settings: Section | None = None
    greets: Callable[..., Awaitable[Sequence[Button]]] | None = None
