"""What one update asks of the database stays small, however many people the network has."""

import re
from typing import Any

import pytest
from sqlalchemy import event

from tests.dialogues.conftest import Network
from tests.dialogues.statements import SIMPLE


@pytest.mark.parametrize("words", ["/pomoc", "/jezyk"])
async def test_a_command_that_reads_one_thing_is_cheap(network: Network, words: str) -> None:
    network.town.statements.handled.clear()
    await network.ewa.says(words)
    (handled,) = network.town.statements.handled
    assert len(handled) <= SIMPLE, "\n".join(handled)


async def test_a_tap_that_changes_one_thing_is_cheap(network: Network) -> None:
    await network.ewa.says("/jezyk")
    network.town.statements.handled.clear()
    await network.ewa.taps("English")
    (handled,) = network.town.statements.handled
    assert len(handled) <= SIMPLE + 1, "\n".join(handled)  # and the menu is planned


async def test_a_larger_network_takes_no_more_statements(network: Network) -> None:
    await network.ola.says("/ludzie")
    before = len(network.town.statements.handled[-1])
    for number in range(8):
        someone = network.town.resident(f"Osoba{number}")
        network.town.world.join(someone.id, network.group)
        await network.town.joins(someone, network.group, f"Miasto{number}")
    await network.ola.says("/ludzie")
    assert len(network.town.statements.handled[-1]) <= before


async def test_the_road_never_reads_a_whole_journal(network: Network) -> None:
    """Journals keep what has ended for days; what is still to be done is found by its own index."""
    database, asked = network.town.process.database, dict[str, Any]()

    def heard(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if re.match("SELECT|UPDATE|DELETE", statement):
            asked[statement] = parameters

    for engine in (database.engine, database._reader):
        event.listen(engine.sync_engine, "before_cursor_execute", heard)
    await network.ewa.says("/jezyk")
    await network.ewa.taps("English")
    await network.town.process.delivery.take_over()
    await network.town.passes(seconds=1)
    plans = []
    async with database.read() as uow:
        connection = await uow.session.connection()
        for statement, parameters in list(asked.items()):
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans += [(step[3], statement) for step in plan]
    assert len(plans) > 10
    assert [
        plan for plan in plans if re.match(r"SCAN (inbox|outbox|due_work)(?!.* USING.* ix_)", plan[0])
    ] == []
