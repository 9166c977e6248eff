"""Institutions by what people type: the same one whatever its case and diacritics, and those that may be meant."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from facilitation.institutions.reasons import InstitutionReason
from facilitation.refusals import Refused
from facilitation.text import folded
from storage.institutions import Institution

LONGEST_NAME = 100


def checked_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not any(letter.isalnum() for letter in name):
        raise Refused(InstitutionReason.NAME_EMPTY)
    if len(name) > LONGEST_NAME:
        raise Refused(InstitutionReason.NAME_LONG, most=LONGEST_NAME)
    return name


def find(known: Sequence[Institution], typed: str) -> Institution | None:
    """The institution that was meant exactly, whatever its case and diacritics."""
    wanted = folded(typed)
    return next((institution for institution in known if institution.folded == wanted), None)


def similar(known: Sequence[Institution], typed: str, most: int = 5) -> list[Institution]:
    """Institutions that may have been meant: a typo, another case or a longer form of the name; the nearest first."""
    likeness = {place.key: _likeness(place.folded, folded(typed)) for place in known}
    near = [place for place in known if likeness[place.key] > 0]
    return sorted(near, key=lambda place: -likeness[place.key])[:most]


_OF_A_CITY = re.compile(
    r"(urzad|urzedu|um|ug|umig|miast\w*|m|st|gmin[ay]|miejsk\w+|w|we|z|i|"
    r"city|of|town|hall|council|municipality|commune|the|in)$"
)
_OTHER_KINDS = re.compile(
    r"bibliote|szko|liceum|technik|przedszkol|uniwersyt|politechnik|akademi|uczelni|fundacj|stowarzysz|zwiaz|osrod|"
    r"dom$|domu$|kultury|centr|muze|teatr|spolk|zaklad|zarzad|powiat|starost|marszal|wojewod|mosir|mops|"
    r"librar|school|universit|college|foundation|associat|museum|theatre|county|office|company"
)
_SAME_WORD, _SAME_NAME, _ENDING = 0.7, 0.85, 2


def _likeness(one: str, other: str) -> float:
    """From 0 for two names that can't mean the same to 1 for the same. What only says "city" counts for nothing."""
    words, others = sorted((_telling(one), _telling(other)), key=len)
    if [word for word in words if word.isdigit()] != [word for word in others if word.isdigit()]:
        return 0
    ratio = SequenceMatcher(None, "".join(words), "".join(others)).ratio()
    more = [word for word in others if not any(_same_word(word, each) for each in words)]
    inside = all(any(_same_word(word, each) for each in others) for word in words)
    if inside and not any(_OTHER_KINDS.match(word) for word in more):
        return max(ratio, _SAME_WORD)
    return ratio if ratio >= _SAME_NAME and len(words) < len(others) else 0


def _telling(name: str) -> list[str]:
    """The words by which a name is known."""
    every = re.findall(r"\w+", name)
    return [word for word in every if not _OF_A_CITY.match(word)] or every


def _same_word(one: str, other: str) -> bool:
    """The same word with a slip of the pen or another Polish ending; Radom is not Radomsko."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > _ENDING or len(shorter) < 3:
        return one == other
    return longer.startswith(shorter) or SequenceMatcher(None, one, other).ratio() >= _SAME_WORD
