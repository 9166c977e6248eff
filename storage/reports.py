"""The report of each meeting: what those who lead add to all that is known of it anyway."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from storage.table import Erasing, Personal, Table
from storage.unit_of_work import UnitOfWork


class Report(Table, table=True):
    """What was written, the last time; `version` counts how often it was submitted."""

    __tablename__ = "meeting_report"
    personal: ClassVar = (
        Personal(
            "submitted_by_id",
            ("goals", "outcome", "difficulties", "next_steps", "remarks", "submitted_at"),
            Erasing.KEEP_NAMELESS,
        ),
    )

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    network_id: int = Field(foreign_key="network.id", index=True)
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    goals: str = ""
    outcome: str = ""
    difficulties: str = ""
    next_steps: str = ""
    remarks: str = ""
    version: int
    submitted_at: datetime


async def of_meeting(uow: UnitOfWork, meeting_id: int) -> Report | None:
    return await uow.session.get(Report, meeting_id)


async def keep(uow: UnitOfWork, report: Report) -> Report:
    uow.session.add(report)
    await uow.session.flush()
    return report
