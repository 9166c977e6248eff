"""Every button and link that carries something, in the hands of those for whom it is not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from inspect import signature

import pytest
import pytest_asyncio
from sqlmodel import col, delete

from facilitation.refusals import Reason, Refused
from handlers import refusals
from handlers.feature import Handler
from handlers.features import FEATURES
from handlers.reasons import DoorReason
from handlers.taps import Value, encode_link, encode_tap
from handlers.visit import Visit
from storage import people, roles
from storage.roles import Grant, Role
from tests.dialogues.conftest import MONDAY_MORNING
from tests.dialogues.test_poison import Two, set_aside, two
from tests.dialogues.town import Resident

__all__ = ["two"]

THEIRS, HERS = 1, 2
"""Numbers of the networks; the first series, session, question, person and so on are theirs too."""
WORDS = {
    "english": "office_hours",
    "what": "topic",
    "paper": "attendance",
    "field": "done",
    "audience": "network",
    "kind": "practice",
    "shape": "pdf",
    "matter": "question",
}


def carries(handler: Handler) -> dict[str, type]:
    """What a button or link of this handler says besides its name."""
    parameters = list(signature(handler).parameters.values())[1:]
    return {each.name: each.annotation for each in parameters}


BUTTONS = {
    f"{feature.code}:{action}": carries(handler)
    for feature in FEATURES
    for action, handler in feature.taps.items()
}
LINKS = {action: carries(handler) for feature in FEATURES for action, handler in feature.links.items()}
CARRYING = {name: values for name, values in (BUTTONS | LINKS).items() if int in values.values()}
LEAVING = "people:leave"
THEIR_WORDS = ("Miasto Cyfrowe", "Wójcik", "Żak", "Łoś", "Gdynia", "Łódź", "Jak przekonać")
PUBLIC = {f"{feature.code}:{name}" for feature in FEATURES for name in feature.public & feature.taps.keys()}
OPEN = {"net:takeover", "join", "in", "find:page", "find:filters", "present"}
"""Telegram says who may take a network over and who is in its group; "in" only chooses among one's own networks;
what was looked for is one's own; whoever reads the picture of a meeting's code may be a guest, and needs the code."""
ONES_OWN = {
    "people:leave", "people:stay", "roles:end", "roles:agree", "roles:decline", "roles:withdraw",
    "hours:accept", "hours:decline", "hours:withdraw", "hours:writeto", "hours:helped", "hours:nothelped",
    "entry:agree", "entry:decline", "entry:takeback", "entry:showquestion", "entry:hidequestion", "q:showoutside",
    "entry:answer", "entry:again", "entry:proposed", "entry:accept", "entry:reject", "entry:still", "entry:agreed",
    "entry:allright",
    "q:keepinside",
    "entry:takenback", "entry:own", "ownentry", "entry:goon", "entry:preview", "entry:kinds",
    "entry:kind", "entry:discard", "entry:discarded", "entry:fields", "entry:change", "entry:topics", "entry:topic",
    "entry:handin", "entry:handedin", "entry:forwhom", "entry:opento", "entry:versions", "entry:version",
    "entry:versionnow", "entry:restore", "entry:addfiles", "entry:dropfile", "entry:droppedfile",
    "adopt:agree",
}  # fmt: skip
"""What needs no right, only to be about oneself."""
OBSERVERS = OPEN | ONES_OWN | {
    "net:switch", "roles:show", "hours:list", "hours:calendar", "calendar", "hours:here",
    "feeds:new", "feeds:revoke", "feeds:file", "entry", "entry:open", "entry:flag",
    "fund:list", "fund:open", "funding", "fundings",
    "entry:read", "entry:list", "entry:by", "log",
    "entry:similar", "entry:paper", "agenda:show", "agenda",
    "entry:mine", "myentries", "entry:files", "entry:file",
    "m:list", "m:past", "m:one", "m:calendar", "meeting", "meetingics",
    "note", "note:open", "note:page",
    "date:list", "date:open", "dates",
    "poll:list", "poll:open", "poll", "ballot",
    "poll:picture", "poll:steps", "poll:step", "dec:page",
    "srv:page", "srv:picture", "srv:written",
    "poll:older",
    "srv:list", "srv:older", "srv:open", "survey",
    "tie:list", "tie:open", "tie:picture", "ties",
    "arch:list", "arch:meeting", "arch:file", "archive", "archfile",
    "rsvp:yes", "rsvp:remote", "rsvp:no", "rsvp:show", "rsvp", "rsvp:itsme", "rsvp:standin", "rsvp:needs",
    "rsvp:noneeds", "rsvp:who",
    "srv:history", "srv:rounds", "srv:print", "srv:paper",
    "cons:list", "cons:open", "cons:say", "cons:words", "cons:takeback", "consult",
    "adopt:list", "adopt:picture", "transfers",
}  # fmt: skip
MEMBERS = OBSERVERS | {
    "hours:ask", "ask", "hours:line", "hours:lineof", "line", "hours:question", "hours:also", "hours:nolonger",
    "hours:reword", "topic:mine", "topic:page", "topic:turn", "topic:done",
    "m:host", "sub:list", "sub:one", "sub:join", "sub:leave",
    "note:new", "note:meanthere", "note:line", "note:reword", "note:internal", "note:withdraw", "note:correct",
    "action", "newaction", "act:new", "act:list", "act:open", "act:done", "act:reopen", "act:putoff", "act:reword",
    "act:drop", "act:handover", "act:take", "act:accept", "act:decline", "act:takehere", "act:duehere",
    "question", "questions", "newquestion", "q:new", "q:list", "q:open", "q:answer", "q:file", "q:answerfile",
    "q:write", "q:take", "q:takehere", "q:release", "q:also", "q:alsohere", "q:nolonger", "q:reword", "q:urgent",
    "fund:new", "fund:title", "fund:deadline", "fund:link", "fund:details", "fund:withdraw", "fund:restore",
    "newfunding", "agenda:proposals", "agenda:proposal", "agenda:support", "agenda:withdraw", "agenda:propose",
    "agenda:parking", "agenda:park", "proposals", "parking",
    "q:withdraw", "q:accept", "q:nothelped", "q:takeback", "q:mine", "q:notmine", "q:enough", "q:enoughhere",
    "date:say", "date:all",
    "poll:vote", "poll:takeback",
    "poll:who",
    "poll:paper", "poll:mark", "poll:review", "poll:cast", "poll:add", "poll:object", "object",
    "srv:start", "srv:item", "srv:review", "srv:seal", "srv:write",
    "tie:answer", "tie:take", "tie:nobody", "tie:done", "tie:listed", "tie:hide", "tie:withdraw",
    "att:here", "att:nothere",
    "entry:new", "share", "entry:myword", "entry:notmyword", "entry:myline", "entry:notmyline",
    "adopt:want", "adopt:open", "adopt:to", "adopt:undo", "adopt:care", "adopt:words", "adopt:naming", "adopt:name",
    "adopt:revoke", "adopt:meet", "adopt:later", "adopt:lesson",
}  # fmt: skip
HARMLESS = {
    "arch:list",
    "agenda:proposals",
    "cat:make",
    "cat:shapes",
    "cons:list",
    "dec:page",
    "entry:allright",
    "entry:mine",
    "entry:new",
    "m:past",
    "poll:older",
    "srv:older",
    "poll:usual",
    "hours:accept",
    "hours:decline",
    "quiet:remove",
    "roles:log",
    "share",
    "status:list",
    "status:seen",
    "topic:page",
    "topic:turn",
}
"""Nothing to accept, nothing to remove, no meeting, vote or survey that was, no such page or topic, nothing to put
right; and what every network has."""


@dataclass
class Door:
    """Where buttons and links are tried, and why each was refused."""

    two: Two
    refused: dict[str, Reason] = field(default_factory=dict)

    async def answers(
        self, who: Resident, names: Iterable[str], network: int = THEIRS, at: int | None = None
    ) -> dict[str, Reason | None]:
        """The reasons why `who` was refused; None for what was served."""
        self.refused.clear()
        message = who.messages(at)[-1]["message_id"]
        sent = {name: written(name, network) for name in names}
        for name, data in sent.items():
            if name in BUTTONS:
                self.two.town.world.tap(who.id, at or who.id, message, data)
            else:
                self.two.town.world.start(who.id, data)
        await self.two.town.settle()
        assert await set_aside(self.two.town) == []
        return {name: self.refused.get(data) for name, data in sent.items()}


def written(name: str, network: int) -> str:
    """The first of everything is theirs; `network` is the one that the button names."""
    values: list[Value] = [
        network if each == "network_id" else 1 if kind is int else WORDS.get(each, "x")
        for each, kind in (BUTTONS | LINKS)[name].items()
    ]
    return encode_tap(*name.split(":"), *values) if name in BUTTONS else encode_link(name, *values)


@pytest_asyncio.fixture
async def door(two: Two, monkeypatch: pytest.MonkeyPatch) -> Door:
    door, say = Door(two), refusals.say

    def overheard(visit: Visit, refusal: Refused) -> None:
        door.refused[visit.heard.tap or visit.heard.words] = refusal.reason
        say(visit, refusal)

    monkeypatch.setattr(refusals, "say", overheard)
    return door


async def someone_with_only(role: Role, two: Two) -> Resident:
    """Vera, who has joined their network."""
    vera = two.town.resident("Vera", started=True)
    two.town.world.add_member(two.theirs.ola.id, two.theirs.group, vera.id)
    await two.town.joins(vera, two.theirs.group)
    async with two.town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, vera.id)
        assert person is not None
        await uow.session.exec(delete(Grant).where(col(Grant.person_id) == person.key))
        only = Grant(person_id=person.key, network_id=THEIRS, role=role, since=MONDAY_MORNING)
        await roles.grant(uow, only)
    return vera


@pytest.mark.parametrize(("role", "served"), [(Role.OBSERVER, OBSERVERS), (Role.MEMBER, MEMBERS)])
async def test_whoever_lacks_the_right_is_told_so_by_every_button_that_asks_for_one(
    door: Door, role: Role, served: Collection[str]
) -> None:
    vera = await someone_with_only(role, door.two)
    answers = await door.answers(vera, [*(CARRYING.keys() - {LEAVING}), LEAVING])
    assert {name for name, why in answers.items() if why is not DoorReason.NOT_ALLOWED} == served


@pytest.mark.parametrize("who", ["someone of no network", "the facilitator of another one"])
async def test_whoever_is_not_of_their_network_opens_none_of_its_buttons_and_links(
    door: Door, who: str
) -> None:
    two = door.two
    outsider = two.mallory if "another" in who else two.town.resident("Nobody", started=True)
    await outsider.starts()
    before = await two.remembered()
    answers = await door.answers(outsider, CARRYING.keys() - OPEN)
    assert {name: why for name, why in answers.items() if why is not DoorReason.OTHER_NETWORK} == {}
    assert await two.remembered() == before
    assert not [text for text in outsider.all_texts() for words in THEIR_WORDS if words in text]


async def test_whoever_stands_in_the_group_without_having_joined_opens_none_of_its_buttons(
    door: Door,
) -> None:
    kim, group = door.two.theirs.kim, door.two.theirs.group
    await kim.taps("Zadaj pytanie", group)
    before, seen = await door.two.remembered(), kim.all_texts(group)
    answers = await door.answers(kim, CARRYING.keys() & (BUTTONS.keys() - OPEN), at=group)
    assert set(answers.values()) == {DoorReason.NOT_JOINED, DoorReason.OLD_BUTTON}
    assert await door.two.remembered() == before
    assert kim.all_texts(group) == seen


async def test_a_button_of_private_chat_does_nothing_in_the_group_whoever_sends_it(door: Door) -> None:
    ola, group = door.two.theirs.ola, door.two.theirs.group
    await ola.says("/pomoc", group)
    before, seen = await door.two.remembered(), ola.all_texts(group)
    answers = await door.answers(ola, BUTTONS.keys() - PUBLIC, at=group)
    assert set(answers.values()) == {DoorReason.OLD_BUTTON}
    assert await door.two.remembered() == before
    assert ola.all_texts(group) == seen


async def test_a_button_of_ones_own_network_reaches_nothing_of_theirs(door: Door) -> None:
    """It names the network in which Mallory leads, and things of the other one."""
    mixed = {name for name, values in CARRYING.items() if "network_id" in values and len(values) > 1} - OPEN
    before = await door.two.remembered()
    answers = await door.answers(door.two.mallory, mixed, HERS)
    assert {name for name, why in answers.items() if why is None} <= HARMLESS
    assert await door.two.remembered() == before
    assert not [text for text in door.two.mallory.all_texts() for words in THEIR_WORDS if words in text]
