"""Questions on each kind of database: two who change the same one at the same time lose nothing."""

import asyncio
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from facilitation.questions import answering, asking
from storage import network as networks
from storage import people, questions
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.people import Person
from storage.questions import Question, QuestionState

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
SMOG = "Jak przekonać mieszkańców do wymiany pieców?"


@pytest_asyncio.fixture
async def asked(database: Database) -> Question:
    """A question in a network of six people, the first of whom asked it."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
            state=NetworkState.ACTIVE, since=NOW,
        ))  # fmt: skip
        everyone = [
            await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            for number in range(1, 7)
        ]
        return await asking.ask(uow, network, everyone[0], SMOG, unnamed=True, now=NOW)


async def answers(database: Database, question_id: int, author_id: int) -> None:
    async with database.write() as uow:
        question = await questions.by_id(uow, question_id)
        author = await people.by_id(uow, author_id)
        assert question is not None
        assert author is not None
        question = await questions.to_change(uow, question_id)
        assert question is not None
        await answering.answer(uow, question, author, f"Odpowiedź {author_id}", privately=False, now=NOW)
        asking.settle(uow, question, QuestionState.ANSWERED, NOW)


async def test_all_who_answer_at_once_are_kept(database: Database, asked: Question) -> None:
    await asyncio.gather(*(answers(database, asked.key, author) for author in range(2, 7)))
    async with database.read() as uow:
        given = await questions.answers(uow, [asked.key])
        question = await questions.by_id(uow, asked.key)
        assert sorted(each.words for each in given) == [f"Odpowiedź {n}" for n in range(2, 7)]
        assert question is not None
        assert question.state is QuestionState.ANSWERED


async def test_what_is_held_is_read_as_it_is_now(database: Database, asked: Question) -> None:
    """Somebody else has changed it between the first look and the hold."""
    if "sqlite" in str(database.engine.url):
        pytest.skip("there one transaction writes at a time")
    async with database.write() as uow:
        seen = await questions.by_id(uow, asked.key)
        assert seen is not None
        async with database.write() as other:
            theirs = await questions.to_change(other, asked.key)
            assert theirs is not None
            asking.reword(other, theirs, "Jak dopłacać do wymiany pieców?", NOW)
        held = await questions.to_change(uow, asked.key)
        assert held is not None
        assert held.words == "Jak dopłacać do wymiany pieców?"
