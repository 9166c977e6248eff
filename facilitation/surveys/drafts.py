"""The draft of a survey: one in a network, which those who lead it prepare together.

Its `revision` grows with every change, and `seal` ties whoever confirms to what they have read.
"""

import hashlib
from datetime import datetime
from typing import Any

from facilitation.refusals import Refused
from facilitation.surveys import rounds
from facilitation.surveys.instruments import OF_THE_HOUSE
from facilitation.surveys.life import WINDOWS
from facilitation.surveys.reasons import SurveyReason
from facilitation.typed import several_lines
from storage import surveys
from storage.network import Network
from storage.people import Person
from storage.surveys import Survey, SurveyState, Template
from storage.unit_of_work import UnitOfWork

LONGEST_PURPOSE = 300


async def of_the_house(uow: UnitOfWork, network: Network, key: str, by: Person, now: datetime) -> Survey:
    """A draft of one of the instruments that the house knows, in the place of the one there was."""
    known = OF_THE_HOUSE[key]
    return await _begin(uow, network, by, now, instrument=known.key, version=known.version)


async def of_template(
    uow: UnitOfWork, network: Network, template: Template, by: Person, now: datetime
) -> Survey:
    """A draft of what the network has built, as it is now."""
    return await _begin(
        uow, network, by, now, instrument=key_of(template), version=template.version, title=template.name,
        items=template.items,
    )  # fmt: skip


def key_of(template: Template) -> str:
    """What rounds of this template are known by, also when it is gone."""
    return f"own{template.key}"


async def like(uow: UnitOfWork, network: Network, survey: Survey, by: Person, now: datetime) -> Survey:
    """The same survey once more, as a draft: of one to which too few have answered, or that was cancelled."""
    known = OF_THE_HOUSE.get(survey.instrument)
    version = known.version if known else survey.version
    return await _begin(
        uow, network, by, now, instrument=survey.instrument, version=version, title=survey.title,
        items=survey.items, purpose=survey.purpose, with_leaders=survey.with_leaders,
        expert_first=survey.expert_first, hours=survey.hours, starts_anew=survey.starts_anew,
    )  # fmt: skip


async def _begin(uow: UnitOfWork, network: Network, by: Person, now: datetime, **chosen: Any) -> Survey:
    await uow.hold(Network, network.key)
    before = await surveys.draft_of(uow, network.key)
    if before is not None:
        await surveys.remove(uow, before)
    return await surveys.add(uow, Survey(network_id=network.key, by_id=by.key, created_at=now, **chosen))


async def renumber(uow: UnitOfWork, draft: Survey) -> None:
    """Which round it would be if it began now: that decides what is asked."""
    number = await rounds.number(uow, draft)
    if draft.round != number:
        draft.round = number
        uow.session.add(draft)


def has_work(draft: Survey) -> bool:
    """Whether anything was decided about it besides which instrument it is."""
    return draft.revision > 0 or bool(draft.purpose)


def seal(draft: Survey, invited: int) -> str:
    """Stands for everything that is read before it begins, so many people included."""
    read = (
        draft.key, draft.instrument, draft.version, draft.items, draft.title, draft.purpose, draft.starts_anew,
        draft.round, draft.with_leaders, draft.expert_first, draft.hours, draft.revision, invited,
    )  # fmt: skip
    return hashlib.sha256(repr(read).encode()).hexdigest()[:16]


def be_draft(survey: Survey) -> None:
    if survey.state is not SurveyState.DRAFT:
        raise Refused(SurveyReason.BEGUN)


def open_for(uow: UnitOfWork, survey: Survey, hours: int) -> None:
    """How long answers will be taken."""
    if hours not in WINDOWS:
        raise Refused(SurveyReason.HOURS)
    _change(uow, survey, hours=hours)


def ask_leaders(uow: UnitOfWork, survey: Survey, *, wanted: bool) -> None:
    """Whether those who lead the network are asked, too."""
    _change(uow, survey, with_leaders=wanted)


def show_leaders_first(uow: UnitOfWork, survey: Survey, *, wanted: bool) -> None:
    """Whether those who lead see the results a day before the group."""
    _change(uow, survey, expert_first=wanted)


def start_anew(uow: UnitOfWork, survey: Survey, *, wanted: bool) -> None:
    """Whether it is compared with no earlier round."""
    _change(uow, survey, starts_anew=wanted)


def give_purpose(uow: UnitOfWork, survey: Survey, typed: str) -> None:
    """What the survey is for, in words that everyone reads; "" takes them back."""
    _change(uow, survey, purpose=checked_purpose(typed))


def checked_purpose(typed: str) -> str:
    return several_lines(typed, LONGEST_PURPOSE, SurveyReason.PURPOSE_LONG)


def _change(uow: UnitOfWork, survey: Survey, **otherwise: Any) -> None:
    """What says the same as before changes nothing."""
    be_draft(survey)
    if all(getattr(survey, name) == value for name, value in otherwise.items()):
        return
    for name, value in otherwise.items():
        setattr(survey, name, value)
    survey.revision += 1
    uow.session.add(survey)
