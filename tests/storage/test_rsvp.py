"""Many answer at once, on each kind of database: nobody is promised a seat that somebody else has."""

import asyncio
import random
from datetime import timedelta

import pytest

from facilitation.refusals import Refused
from facilitation.rsvp import How, answering, concerned, substitutes
from facilitation.rsvp.turnout import answers
from storage import meetings
from storage.engine import Database
from storage.people import Person
from storage.rsvp import Answer
from tests.rules.test_rsvp import NOW, settled

SEATS = 5


@pytest.mark.parametrize("seed", range(3))
async def test_whoever_taps_at_once_there_are_never_more_in_the_room_than_seats(
    database: Database, seed: int
) -> None:
    dice = random.Random(seed)
    async with database.write() as uow:
        house = await settled(uow, SEATS, count=12)
        key, those = house.meeting.key, house.people
        await uow.complete()
    promised: list[int] = []

    async def taps(who: Person, wish: str, second: int) -> None:
        """One transaction, as a tap is; the promise is what its toast says."""
        try:
            async with database.write() as uow:
                meeting = await meetings.to_change(uow, key)
                assert meeting is not None
                now = NOW + timedelta(seconds=second)
                if wish == "sends":
                    said = await substitutes.name_someone(uow, meeting, who, "Anna", now, remote=False)
                else:
                    said = await answering.answer(uow, meeting, who, Answer(wish), now)
                in_room = [each for each in said.answers.coming if each.how is How.IN_PERSON]
                promised.append(len(in_room))
                assert said.coming.waits == (said.place > 0)
                await uow.complete()
        except Refused:
            pass

    wishes = ["yes", "yes", "yes", "sends", "no", "remote"]
    every = [taps(dice.choice(those), dice.choice(wishes), dice.randrange(3)) for _ in range(60)]
    await asyncio.gather(*every)
    assert len(promised) == 60
    assert max(promised) == SEATS
    async with database.write() as uow:
        meeting = await meetings.to_change(uow, key)
        assert meeting is not None
        so_far = await answers(uow, meeting, NOW)
        in_room = [each for each in so_far.coming if each.how is How.IN_PERSON]
        assert len(in_room) == min(SEATS, sum(each.how is How.IN_PERSON for each in so_far.comes))
        assert [each.place for each in so_far.waiting] == list(range(1, len(so_far.waiting) + 1))
        seating = await concerned.seating(uow, key, NOW)
        assert seating is not None
        assert seating.unseated == [], "nobody loses a seat that they were told of"
        believed = {row.person_id for row, _ in so_far.rows if row.waits}
        assert believed == {each.answered_by.key for each in so_far.waiting}
