"""Time zones as people name them."""

from zoneinfo import available_timezones

USUAL = ("Europe/Warsaw", "Europe/Kyiv", "Europe/Berlin", "Europe/London")


def find_zone(typed: str) -> str | None:
    """A time zone by its name or its city: `Europe/Warsaw`, `warsaw`."""
    wanted = "_".join(typed.strip().casefold().split())
    zones = sorted(available_timezones())
    by_name = (zone for zone in zones if zone.casefold() == wanted)
    by_city = (zone for zone in zones if "/" in zone and zone.rpartition("/")[2].casefold() == wanted)
    return next(by_name, None) or next(by_city, None)
