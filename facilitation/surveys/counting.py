"""Counting: what is in the boxes at the end becomes an aggregate, and texts without anything beside them."""

from datetime import datetime

from facilitation.surveys import answers, box, life, results, rounds
from facilitation.surveys.aggregate import aggregate
from facilitation.surveys.instruments import Item
from storage.surveys import Survey, texts
from storage.unit_of_work import UnitOfWork


async def count(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    """Fewer than five answers are never looked at."""
    instrument = rounds.instrument_of(survey)
    found = await uow.vault.read(box.name(survey))
    if found is None:
        await life.settle(uow, survey, None, now)
        return
    given = [answers.from_bytes(instrument.tapped, each) for each in found.answers]
    earlier = await rounds.before(uow, survey)
    known = rounds.results_of(earlier) if earlier else None
    compared = (earlier.round, known) if earlier and known else None
    survey.invited = len(await uow.vault.invited(box.name(survey)))
    for item in instrument.written:
        await _keep_texts(uow, survey, item)
    await life.settle(
        uow, survey, results.dumped(aggregate(instrument, given, survey.invited, compared)), now
    )


async def _keep_texts(uow: UnitOfWork, survey: Survey, item: Item) -> None:
    """From five on, in random order."""
    found = await uow.vault.read(box.of_texts(survey, item))
    written = [each.decode() for each in found.answers if each] if found else []
    if len(written) >= results.FEW:
        await texts.add_all(uow, survey.key, item.id, written)
