"""The box of a survey: answers are sealed into the vault once and for good, and nobody looks before the end.

Texts have boxes of their own, one for each item, so that none is linked with any other answer.
"""

from datetime import datetime

from facilitation.refusals import Refused
from facilitation.surveys import answers, rounds
from facilitation.surveys.answers import Answers
from facilitation.surveys.instruments import Item
from facilitation.surveys.reasons import SurveyReason
from facilitation.typed import several_lines
from storage import surveys
from storage.people import Person
from storage.surveys import Survey, SurveyState
from storage.unit_of_work import UnitOfWork
from storage.vault import Band, NotOpen

LONGEST_TEXT = 1000
TEXT_BYTES = 4 * LONGEST_TEXT


def name(survey: Survey) -> str:
    assert survey.ballot is not None
    return survey.ballot


def of_texts(survey: Survey, item: Item) -> str:
    """The box of an item that is answered in words."""
    return f"{name(survey)}t{rounds.instrument_of(survey).written.index(item)}"


def names(survey: Survey) -> list[str]:
    """All boxes of a survey; the first one holds what was tapped."""
    written = rounds.instrument_of(survey).written
    return [name(survey), *(of_texts(survey, item) for item in written)]


async def make(uow: UnitOfWork, survey: Survey, invited: list[int]) -> None:
    """May be called again: what is there stays."""
    first, *texts = names(survey)
    await uow.vault.open(first, invited)
    for each in texts:
        await uow.vault.open(each, invited, longest=TEXT_BYTES)


async def seal(uow: UnitOfWork, survey: Survey, person: Person, given: Answers, came_at: datetime) -> None:
    """Into the box, just before this transaction commits. Refused to whoever has sealed, or was not invited.

    The box is another store. It commits first, and takes one answer from each: whoever is handled again after a crash
    finds theirs in it.
    """
    await held_open(uow, survey, came_at)
    await be_invited(uow, survey, person)
    items = rounds.instrument_of(survey).tapped
    if answers.is_empty(given):
        raise Refused(SurveyReason.NOTHING_ANSWERED)
    if await has_sealed(uow, survey, person):
        raise Refused(SurveyReason.SEALED)
    packed = answers.as_bytes(items, given)

    async def drop_in() -> None:
        await uow.vault.seal(name(survey), person.key, packed)

    uow.before_commit(drop_in)


async def seal_text(
    uow: UnitOfWork, survey: Survey, item: Item, person: Person, words: str, came_at: datetime
) -> bool:
    """The words on one item, once; "" from whoever writes nothing, so that writing can't be told from not writing.

    False where theirs was there already.
    """
    await held_open(uow, survey, came_at)
    await be_invited(uow, survey, person)
    if not await has_sealed(uow, survey, person):
        raise Refused(SurveyReason.NOTHING_ANSWERED)
    box = of_texts(survey, item)
    if person.key in await _sealed(uow, box):
        return False

    async def drop_in() -> None:
        await uow.vault.seal(box, person.key, words.encode())

    uow.before_commit(drop_in)
    return True


def checked_text(typed: str) -> str:
    """What may go into the box of texts: nothing that PostgreSQL could not keep when it is taken out again."""
    return several_lines(
        typed.replace("\0", ""),
        LONGEST_TEXT,
        SurveyReason.TEXT_LONG,
        least=1,
        too_short=SurveyReason.TEXT_EMPTY,
    )


async def unwritten(
    uow: UnitOfWork, survey: Survey, person: Person, besides: Item | None = None
) -> Item | None:
    """The next item that this person may still answer in words, besides one that is being sealed."""
    for item in rounds.instrument_of(survey).written:
        if item != besides and person.key not in await _sealed(uow, of_texts(survey, item)):
            return item
    return None


async def has_sealed(uow: UnitOfWork, survey: Survey, person: Person) -> bool:
    return person.key in await sealed(uow, survey)


async def sealed(uow: UnitOfWork, survey: Survey) -> frozenset[int]:
    """To refuse them twice and to remind the others, and for nobody's eyes."""
    return await _sealed(uow, name(survey))


async def _sealed(uow: UnitOfWork, box: str) -> frozenset[int]:
    try:
        return await uow.vault.sealed(box)
    except NotOpen as gone:
        raise Refused(SurveyReason.NO_BOX) from gone


async def is_invited(uow: UnitOfWork, survey: Survey, person: Person) -> bool:
    """Whether they were, when the survey began."""
    return person.key in await uow.vault.invited(name(survey))


async def be_invited(uow: UnitOfWork, survey: Survey, person: Person) -> None:
    if not await is_invited(uow, survey, person):
        raise Refused(SurveyReason.NO_BOX if await is_lost(uow, survey) else SurveyReason.NOT_INVITED)


async def band(uow: UnitOfWork, survey: Survey) -> Band:
    """How many have answered, as far as it may be told. A box that is not there yet is empty."""
    try:
        return await uow.vault.band(name(survey))
    except NotOpen:
        return Band.FEWER_THAN_FIVE


async def is_lost(uow: UnitOfWork, survey: Survey) -> bool:
    """Whether any of its boxes is gone, or is not there yet."""
    for each in names(survey):
        if not await uow.vault.is_open(each):
            return True
    return False


def is_open(survey: Survey, came_at: datetime) -> bool:
    """Whether it takes what came in at that moment."""
    return survey.state is SurveyState.OPEN and survey.closes_at is not None and survey.closes_at > came_at


async def held_open(uow: UnitOfWork, survey: Survey, came_at: datetime) -> None:
    """Open, and so until the answer is in the box: whoever counts finds it there."""
    await surveys.keep_open(uow, survey)
    if not is_open(survey, came_at):
        raise Refused(SurveyReason.OVER)
