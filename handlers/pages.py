"""What people send on a page, outside Telegram: it waits in the inbox like all else, and comes in by the edge."""

import json

from handlers.visit import Visit
from storage.inbox import Head


async def take(visit: Visit, arrival: Head) -> None:
    """Hand a form to the feature whose page it was on."""
    assert arrival.payload is not None
    form = json.loads(visit.uow.seal.open(arrival.payload))
    handler = visit.registry.web(form["name"])
    if handler is not None:
        await handler(visit, **form["keep"])
