"""Building the web catalogue from the command line."""

from datetime import datetime
from pathlib import Path

from bot import troubles
from bot.settings import Settings
from bot.troubles import Exit, Trouble
from handlers.catalogue import site
from handlers.edge import Edge
from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.visit import Installation
from papers.catalogue.site import NotACatalogue
from storage.attachments import Attachments
from storage.engine import Database, Unavailable
from storage.seal import Seal


async def publish(settings: Settings, folder: Path | None, now: datetime) -> str:
    """Build it into this folder, or into the one that is set; what was done. Raises Trouble."""
    into = folder or settings.catalogue
    if into is None:
        raise Trouble(Exit.SETTINGS, "Which folder? Name one, or set SPOIWO_CATALOGUE.")
    assert settings.keys is not None
    database = Database(settings.database_url, Seal(settings.keys))
    kept = Attachments(settings.attachments) if settings.attachments else None
    edge = Edge(database, Registry(FEATURES), Installation(0, "", attachments=kept), lambda: now)
    try:
        built = await site.publish(edge.read, into, settings.catalogue_url, settings.zone, now)
    except Unavailable as fault:
        raise troubles.bad_database(fault) from None
    except NotACatalogue:
        raise Trouble(
            Exit.SETTINGS, f"{into} holds something else than a catalogue; nothing was changed."
        ) from None
    except OSError as fault:
        raise troubles.bad_folder(into, fault) from None
    finally:
        await database.close()
    return f"{into}: {built.entries} entries on {built.pages} pages."
