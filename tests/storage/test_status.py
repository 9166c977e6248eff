"""What the bot owes: what is missed, what was put right since, and one who decides."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from facilitation import status as rules
from facilitation.refusals import Refused
from storage import claims, due_work, network, outbox, people, posts, status
from storage.due_work import Doing, DueWork
from storage.ends import Heed
from storage.engine import Database
from storage.network import Network
from storage.outbox import Care, Request, Saying, Sending
from storage.people import Person
from storage.posts import Post

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERE, ELSEWHERE = 1, 2
KINDS = ("card", "poll", "reminder")


@pytest_asyncio.fixture(name="database")
async def with_networks(database: Database) -> Database:
    return await furnished(database)


@pytest_asyncio.fixture(name="postgres")
async def postgres_with_networks(postgres: Database) -> Database:
    return await furnished(postgres)


async def furnished(database: Database) -> Database:
    """Two networks, a person, and a post in the first."""
    async with database.write() as uow:
        for chat in (-7, -8):
            here = {"title": "", "topic": "", "language": "pl", "zone": "UTC", "since": NOON}
            await network.add(uow, Network(chat_id=chat, **here))
        await people.add(uow, Person(telegram_id=5, since=NOON))
        post = Post(network_id=HERE, kind="card", subject=1, chat_id=-7, created_at=NOON)
        await posts.keep(uow, post, frozenset())
    return database


async def said(database: Database, kind: str, state: Sending, at: datetime = NOON, **more: Any) -> int:
    """Something was said and ended so."""
    given = {
        "method": "sendMessage",
        "lane": -7,
        "network_id": HERE,
        "payload": b"sealed",
        "ready_at": at,
        **more,
    }
    async with database.write() as uow:
        outbox.put(uow, [Request(kind=kind, created_at=at, **given)])
        (saying,) = await claims.claim(uow, "me", at, at + HOUR, 1)
        await outbox.end(uow, [saying.key], "me", state, at)
    return saying.key


async def planned(database: Database, kind: str, key: str, state: Doing, at: datetime = NOON) -> int:
    """Something was planned and ended so."""
    async with database.write() as uow:
        await due_work.plan(uow, kind, key, at, network_id=HERE)
    async with database.write() as uow:
        work = await due_work.find(uow, kind, key)
        assert work is not None
        if state is not Doing.PLANNED:
            await due_work.finish(uow, work.key, state, at)
    return work.key


async def loose(database: Database, network_id: int = HERE) -> tuple[list[int], list[int]]:
    async with database.read() as uow:
        sayings = await status.sayings(uow, network_id, KINDS)
        works = await status.works(uow, network_id, KINDS, 0)
        return [saying.key for saying in sayings], [work.key for work in works]


async def test_missed_is_what_did_not_come_about_in_this_network_and_has_words(database: Database) -> None:
    for state in (Sending.SENT, Sending.CANCELLED):
        await said(database, "card", state)
    ends = [await said(database, "card", state) for state in status.LOOSE_SAYINGS]
    await said(database, "menu", Sending.DEAD)
    for kind, state in (("reminder", Doing.DONE), ("poll", Doing.CANCELLED), ("menu", Doing.DEAD)):
        await planned(database, kind, "1", state)
    works = [
        await planned(database, "reminder", "2", Doing.DROPPED),
        await planned(database, "reminder", "3", Doing.DEAD),
    ]
    sayings, found = await loose(database)
    assert (sayings, sorted(found)) == (ends[::-1], works)
    assert await loose(database, ELSEWHERE) == ([], [])


async def test_a_post_that_was_sent_later_is_missed_no_more(database: Database) -> None:
    await said(database, "card", Sending.DEAD, post_id=1)
    other = await said(database, "poll", Sending.DEAD, post_id=1)
    await said(database, "card", Sending.SENT, NOON + HOUR, post_id=1)
    again = await said(database, "card", Sending.DEAD, NOON + 2 * HOUR, post_id=1)
    assert (await loose(database))[0] == [again, other]


async def test_work_that_is_planned_again_is_missed_no_more(database: Database) -> None:
    work = await planned(database, "reminder", "1", Doing.DEAD)
    async with database.write() as uow:
        await status.told(uow, [], [work])
    await planned(database, "reminder", "1", Doing.PLANNED)
    assert await loose(database) == ([], [])
    await planned(database, "reminder", "1", Doing.DROPPED)
    async with database.read() as uow:
        assert [found.heed for found in await status.works(uow, HERE, KINDS, 0)] == [None]


async def test_what_makes_up_for_something_is_done_or_will_be(database: Database) -> None:
    for key, state in enumerate((Doing.PLANNED, Doing.DONE, Doing.DROPPED, Doing.DEAD, Doing.CANCELLED)):
        await planned(database, "reminder", str(key), state)
    async with database.read() as uow:
        found = await status.made_up_for(uow, {("reminder", str(key)) for key in range(6)})
        assert found == {("reminder", "0"), ("reminder", "1")}
        assert await status.made_up_for(uow, set()) == set()


async def test_a_note_is_planned_once_and_keeps_its_moment(database: Database) -> None:
    async with database.write() as uow:
        await status.owe_note(uow, HERE, NOON)
        await status.owe_note(uow, HERE, NOON + HOUR)
    async with database.write() as uow:
        work = await due_work.find(uow, status.NOTE, str(HERE))
        assert work is not None
        assert (work.state, work.due_at, work.network_id) == (Doing.PLANNED, NOON, HERE)
        await due_work.finish(uow, work.key, Doing.DONE, NOON)
    async with database.write() as uow:
        await status.owe_note(uow, HERE, NOON + HOUR)
    async with database.read() as uow:
        work = await due_work.find(uow, status.NOTE, str(HERE))
        assert work is not None
        assert (work.state, work.due_at, work.ended_at) == (Doing.PLANNED, NOON + HOUR, None)


async def test_when_the_facilitators_were_last_told(database: Database) -> None:
    async with database.read() as uow:
        assert await status.noted_at(uow, HERE) is None
    await said(database, status.NOTE, Sending.SENT)
    await said(database, status.NOTE, Sending.SENT, NOON + HOUR)
    async with database.read() as uow:
        assert await status.noted_at(uow, HERE) == NOON + HOUR


async def test_what_comes_next_and_what_is_on_its_way(database: Database) -> None:
    for hours, key in enumerate("cab"):
        await planned(database, "reminder", key, Doing.PLANNED, NOON + hours * HOUR)
    async with database.write() as uow:
        given = {"method": "sendMessage", "ready_at": NOON, "created_at": NOON}
        outbox.put(uow, [Request(kind=kind, network_id=HERE, **given) for kind in ("card", "card", "menu")])
    async with database.read() as uow:
        assert [work.subject for work in await status.works(uow, HERE, KINDS, 2)] == ["a", "c"]
        assert [saying.kind for saying in await status.sayings(uow, HERE, KINDS)] == ["card", "card"]
        assert await status.sayings(uow, ELSEWHERE, KINDS) == []


# what may have arrived


async def content(database: Database, key: int) -> bytes | None:
    async with database.read() as uow:
        saying = await uow.session.get(Saying, key)
        assert saying is not None
        return saying.payload


@pytest.mark.parametrize(
    ("care", "state", "kept"),
    [
        (Care.AT_MOST_ONCE, Sending.UNKNOWN, True),
        (Care.AT_MOST_ONCE, Sending.DEAD, False),
        (Care.AT_MOST_ONCE, Sending.SENT, False),
        (Care.RESEND_ONCE, Sending.UNKNOWN, False),
    ],
)
async def test_only_what_may_be_sent_again_keeps_its_content(
    database: Database, care: Care, state: Sending, kept: bool
) -> None:
    key = await said(database, "poll", state, care=care)
    assert (await content(database, key) is not None) is kept


async def test_one_decides_and_then_its_content_goes(database: Database) -> None:
    key = await said(database, "poll", Sending.UNKNOWN, care=Care.AT_MOST_ONCE)
    async with database.write() as uow:
        assert not await status.decide(uow, ELSEWHERE, key)
        assert await status.undecided(uow, key) is not None
        assert await status.decide(uow, HERE, key)
        assert not await status.decide(uow, HERE, key)
        assert await status.undecided(uow, key) is None
    assert await content(database, key) is None


async def test_two_who_decide_at_once_are_one_after_the_other(postgres: Database) -> None:
    key = await said(postgres, "poll", Sending.UNKNOWN, care=Care.AT_MOST_ONCE)
    async with postgres.write() as first:
        assert await status.undecided(first, key) is not None
        async with postgres.write() as second:
            assert await status.undecided(second, key) is not None
            assert await status.decide(second, HERE, key)
        assert not await status.decide(first, HERE, key)


async def test_two_who_send_again_at_once_send_once(postgres: Database) -> None:
    key = await sealed_poll(postgres)
    async with postgres.write() as uow:
        here = await network.by_id(uow, HERE)
        assert here is not None
    with pytest.raises(Refused):
        async with postgres.write() as first:
            assert await status.undecided(first, key) is not None
            async with postgres.write() as second:
                await rules.send_again(second, here, key, NOON)
            await rules.send_again(first, here, key, NOON)
    async with postgres.write() as uow:
        assert len(await claims.claim(uow, "me", NOON, NOON + HOUR, 9)) == 1


async def sealed_poll(database: Database) -> int:
    sealed = database.seal.close(b"{}", NOON.date())
    return await said(database, "poll", Sending.UNKNOWN, care=Care.AT_MOST_ONCE, payload=sealed)


async def test_a_notice_is_nothing_to_decide_about(database: Database) -> None:
    key = await said(database, "card", Sending.UNKNOWN, care=Care.RESEND_ONCE)
    async with database.write() as uow:
        assert await status.undecided(uow, key) is None
        assert not await status.decide(uow, HERE, key)


async def test_nobody_has_decided_for_days_so_its_content_goes(database: Database) -> None:
    old = await said(database, "poll", Sending.UNKNOWN, care=Care.AT_MOST_ONCE)
    new = await said(database, "poll", Sending.UNKNOWN, NOON + HOUR, care=Care.AT_MOST_ONCE)
    async with database.write() as uow:
        await outbox.give_up_undecided(uow, NOON + HOUR)
    assert (await content(database, old), await content(database, new)) == (None, b"sealed")
    assert (await loose(database))[0] == [new, old]


async def test_who_leaves_or_is_forgotten_is_not_asked_again(database: Database) -> None:
    key = await said(database, "poll", Sending.UNKNOWN, care=Care.AT_MOST_ONCE, lane=5, person_id=1)
    async with database.write() as uow:
        outbox.put(
            uow, [Request(kind="card", method="sendMessage", person_id=1, ready_at=NOON, created_at=NOON)]
        )
        await outbox.cancel_for(uow, 1, None, NOON + HOUR)
    async with database.read() as uow:
        asked, waiting = await uow.session.get(Saying, key), await uow.session.get(Saying, key + 1)
        assert asked is not None
        assert waiting is not None
        assert (asked.state, asked.ended_at, asked.payload) == (Sending.UNKNOWN, NOON, None)
        assert (waiting.state, waiting.ended_at) == (Sending.CANCELLED, NOON + HOUR)


# taking notice


async def test_told_is_not_yet_settled(database: Database) -> None:
    saying = await said(database, "card", Sending.DEAD)
    work = await planned(database, "reminder", "1", Doing.DROPPED)
    async with database.write() as uow:
        await status.told(uow, [saying], [work])
    assert await loose(database) == ([saying], [work])
    async with database.read() as uow:
        assert (await status.sayings(uow, HERE, KINDS))[0].heed is Heed.TOLD


async def test_seen_is_what_had_ended_by_then_but_not_what_can_be_sent_again(database: Database) -> None:
    await said(database, "card", Sending.DEAD)
    poll = await said(database, "poll", Sending.UNKNOWN, care=Care.AT_MOST_ONCE)
    later = await said(database, "card", Sending.DEAD, NOON + HOUR)
    await planned(database, "reminder", "1", Doing.DEAD)
    work = await planned(database, "reminder", "2", Doing.DEAD, NOON + HOUR)
    async with database.write() as uow:
        await status.settle_all(uow, ELSEWHERE, NOON + HOUR)
        await status.settle_all(uow, HERE, NOON)
    assert await loose(database) == ([later, poll], [work])
    async with database.write() as uow:
        await outbox.give_up_undecided(uow, NOON + HOUR)
        await status.settle_all(uow, HERE, NOON + HOUR)
    assert await loose(database) == ([], [])


async def test_a_post_is_settled_with_all_that_became_of_it(database: Database) -> None:
    first = await said(database, "card", Sending.DEAD, post_id=1)
    await said(database, "card", Sending.DROPPED, post_id=1)
    pin = await said(database, "poll", Sending.DEAD, post_id=1)
    async with database.write() as uow:
        assert await status.loose_post(uow, ELSEWHERE, first) is None
        found = await status.loose_post(uow, HERE, first)
        assert found is not None
        assert (found[0].key, found[1].kind) == (first, "card")
        await status.settle_post(uow, HERE, 1, "card")
        assert await status.loose_post(uow, HERE, first) is None
        assert await status.was_said(uow, 1, "poll")
        assert not await status.was_said(uow, 1, "reminder")
    assert (await loose(database))[0] == [pin]


async def test_failed_work_is_due_again_once(database: Database) -> None:
    failed = await planned(database, "reminder", "1", Doing.DEAD)
    late = await planned(database, "reminder", "2", Doing.DROPPED)
    async with database.write() as uow:
        assert not await status.retry(uow, ELSEWHERE, failed, NOON + HOUR)
        assert not await status.retry(uow, HERE, late, NOON + HOUR)
        assert await status.retry(uow, HERE, failed, NOON + HOUR)
        assert not await status.retry(uow, HERE, failed, NOON + HOUR)
    async with database.read() as uow:
        work = await uow.session.get(DueWork, failed)
        assert work is not None
        assert (work.state, work.due_at, work.error, work.ended_at) == (
            Doing.PLANNED,
            NOON + HOUR,
            None,
            None,
        )
