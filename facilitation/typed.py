"""What people type into one field: tidied, and refused where it is too short or too long."""

from facilitation.refusals import Reason, Refused


def one_line(
    typed: str, most: int, too_long: Reason, *, least: int = 0, too_short: Reason | None = None
) -> str:
    """In one line, with single spaces between the words. Refusals tell `length` and `most`."""
    return _within(" ".join(typed.split()), most, too_long, least, too_short)


def several_lines(
    typed: str, most: int, too_long: Reason, *, least: int = 0, too_short: Reason | None = None
) -> str:
    """As it was typed: the breaks of its lines stay."""
    return _within(typed.strip(), most, too_long, least, too_short)


def _within(text: str, most: int, too_long: Reason, least: int, too_short: Reason | None) -> str:
    if too_short is not None and len(text) < least:
        raise Refused(too_short)
    if len(text) > most:
        raise Refused(too_long, most=most, length=len(text))
    return text
