"""One private reminder for whoever has not answered: when it comes, and to whom."""

from datetime import datetime

from facilitation.reminders import before_the_end
from facilitation.surveys import box, people
from storage import due_work
from storage.people import Person
from storage.surveys import Survey
from storage.unit_of_work import UnitOfWork

REMIND = "surveys.remind"


async def plan_reminder(uow: UnitOfWork, survey: Survey, zone: str, now: datetime) -> None:
    """Once, unless they were reminded already or only the night is left."""
    assert survey.closes_at is not None
    moment = before_the_end(now, survey.closes_at, zone) if survey.reminded_at is None else None
    if moment is None:
        await due_work.cancel(uow, now, REMIND, str(survey.key))
        return
    await due_work.plan(
        uow, REMIND, str(survey.key), moment, not_after=survey.closes_at, network_id=survey.network_id,
        survey=survey.key,
    )  # fmt: skip


async def silent(uow: UnitOfWork, survey: Survey, now: datetime) -> list[Person]:
    """Who was invited, still belongs to those who are asked, and has not answered: for nobody's eyes."""
    asked, sealed = await uow.vault.invited(box.name(survey)), await box.sealed(uow, survey)
    return [
        each
        for each in await people.invited(uow, survey, now)
        if each.key in asked and each.key not in sealed
    ]


async def unreached(uow: UnitOfWork, survey: Survey, now: datetime) -> list[Person]:
    """Whom the bot can't write to, whether they have answered or not."""
    return [each for each in await people.invited(uow, survey, now) if not people.is_reached(each)]
