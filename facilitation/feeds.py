"""Private addresses of calendars: made for one person and one network, and good as long as that person is there."""

import hashlib
import secrets
from datetime import datetime

from facilitation.permissions import Act, may
from storage import feeds, roles
from storage.feeds import Feed
from storage.network import Network, NetworkState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

TOKEN_BYTES = 24


async def make(uow: UnitOfWork, person: Person, network: Network, now: datetime) -> str:
    """The token of a new feed, which nobody can tell later; the one before it opens nothing any more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = Feed(person_id=person.key, network_id=network.key, digest=_digest(token), made_at=now)
    await feeds.replace(uow, feed)
    return token


async def open_with(uow: UnitOfWork, token: str, now: datetime) -> tuple[Person, Network] | None:
    """Who reads the dates of which network; None for a token that opens nothing, or nothing at the moment."""
    found = await feeds.by_digest(uow, _digest(token))
    if found is None or found[1].telegram_id is None:
        return None
    feed, person = found
    _, granted = await roles.who(uow, found[1].telegram_id, now)
    held = [(role, network) for role, network, _ in granted if network and network.id == feed.network_id]
    if not may([role for role, _ in held], Act.SEE_OFFICE_HOURS):
        return None
    network = held[0][1]
    return (person, network) if network.state is NetworkState.ACTIVE else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
