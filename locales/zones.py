"""Cities of time zones: a zone may have several names, and the words of a language may know it by any of them."""

import functools
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location


@functools.cache
def city(zone: str, language: str) -> str:
    """As in "Kijów" for both Europe/Kyiv and Europe/Kiev."""
    known = Locale.parse(language).time_zones
    cities = (known.get(name, {}).get("city") for name in _names(zone))
    return next((found for found in cities if found), None) or get_timezone_location(
        ZoneInfo(zone), locale=language, return_city=True
    )


def _names(zone: str) -> Iterator[str]:
    """Every name of a zone, its present one first."""
    aliases = get_global("zone_aliases")
    present = aliases.get(zone, zone)
    yield present
    yield from (name for name, other in aliases.items() if other == present)
