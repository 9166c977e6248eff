"""Office hours as dialogues need them: an expert, who announces them."""

from tests.dialogues.town import Resident

EVERY_OTHER_TUESDAY = "/dyzur co drugi wtorek 10:00"


async def give(facilitator: Resident, name: str, role: str) -> None:
    """A facilitator gives someone a role."""
    await facilitator.says("/role")
    await facilitator.taps("Nadaj rolę")
    await facilitator.taps(name)
    await facilitator.taps(role)


async def announce(who: Resident, typed: str = EVERY_OTHER_TUESDAY) -> None:
    await who.says(typed)
    await who.taps("Tak, zapowiedz")
