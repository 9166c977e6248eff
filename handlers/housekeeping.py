"""Housekeeping: every night the house lets go of what nobody needs any more."""

from facilitation import housekeeping as rules
from handlers.feature import Feature
from handlers.visit import Visit
from storage import due_work
from storage.due_work import Doing, DueWork

NIGHTLY, SWEEP = "housekeeping.nightly", "housekeeping.sweep"


async def begin(visit: Visit) -> None:
    """The process starts: the next night is planned, unless it is already."""
    planned = await due_work.find(visit.uow, NIGHTLY, "all")
    if planned is None or planned.state is not Doing.PLANNED:
        await _plan(visit)


async def nightly(visit: Visit, _work: DueWork) -> None:
    """The next night first and the work on its own, so that a fault of tonight ends tonight."""
    await _plan(visit)
    await due_work.plan(visit.uow, SWEEP, "all", visit.now)


async def sweep(visit: Visit, _work: DueWork) -> None:
    await rules.sweep(visit.uow, visit.now)


async def _plan(visit: Visit) -> None:
    night = rules.next_round(visit.now, visit.installation.zone)
    await due_work.plan(visit.uow, NIGHTLY, "all", night)


FEATURE = Feature(
    name="housekeeping",
    code="house",
    due={"nightly": nightly, "sweep": sweep},
    owes=dict.fromkeys(("nightly", "sweep")),
    begins=begin,
)
