"""The web catalogue of what is public, where the operator names a folder for it: built anew every night and soon after
an entry has changed, so that what was revoked is gone from it."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from facilitation import housekeeping
from facilitation.facts import EntryChanged
from facilitation.search.analysis import asked
from handlers.catalogue.gathering import Gathered, gather
from handlers.catalogue.words import web_words
from handlers.due import Look, Preparation
from handlers.entries.paper_words import plain
from handlers.visit import Visit
from locales import LANGUAGES
from locales.reader import Reader, mark
from papers.catalogue.site import Built, NotACatalogue, build
from papers.catalogue.wording import About
from storage import due_work
from storage.due_work import Doing, DueWork
from storage.entries import ANYBODY, Wanted

log = structlog.get_logger()

BUILD = "catalogue.build"
SOON, TRY_AGAIN = timedelta(minutes=10), timedelta(hours=1)


async def begin(visit: Visit) -> None:
    """The process starts: the next build is planned, unless it is already."""
    if visit.installation.catalogue is None:
        return
    planned = await due_work.find(visit.uow, BUILD, "all")
    if planned is None or planned.state is not Doing.PLANNED:
        await due_work.plan(visit.uow, BUILD, "all", visit.now)


async def on_changed(visit: Visit, _: EntryChanged) -> None:
    """Many changes within ten minutes are one build."""
    if visit.installation.catalogue is None:
        return
    planned, soon = await due_work.find(visit.uow, BUILD, "all"), visit.now + SOON
    if planned is None or planned.state is not Doing.PLANNED or planned.due_at > soon:
        await due_work.plan(visit.uow, BUILD, "all", soon)


async def make(preparation: Preparation) -> Built | str | None:
    """What was built, or why nothing was."""
    folder, address = preparation.installation.catalogue, preparation.installation.catalogue_url
    if folder is None:
        return None
    try:
        return await publish(
            preparation.read, folder, address, preparation.installation.zone, preparation.now
        )
    except NotACatalogue:
        return f"{folder} holds something else than a catalogue"
    except OSError as fault:
        return fault.strerror or type(fault).__name__


async def publish(read: Look, folder: Path, address: str, zone: str, now: datetime) -> Built:
    """Build the catalogue of all public entries. Raises NotACatalogue, OSError and Unavailable."""
    _ = Reader(LANGUAGES[0], zone)

    async def look(visit: Visit) -> Gathered:
        return await gather(visit, _, ANYBODY, Wanted(), linked=False)

    entries = await read(look)
    title = plain(_)(mark("The shared log of experience-exchange networks"))
    pages = [web_words(Reader(language, zone)) for language in LANGUAGES]
    return await asyncio.to_thread(build, entries, pages, folder, About(title, address, now), asked)


async def built(visit: Visit, work: DueWork, made: Built | str | None) -> None:
    """The next night's is planned; where it failed, another try."""
    if isinstance(made, str):
        log.warning("the catalogue was not built", why=made)
        await due_work.put_off(visit.uow, work, visit.now + TRY_AGAIN, made)
        return
    if visit.installation.catalogue:
        night = housekeeping.next_round(visit.now, visit.installation.zone)
        await due_work.plan(visit.uow, BUILD, "all", night)
