"""A poll in one line: "tajne, na instytucję: Czy zapraszamy prelegenta? Tak / Nie / Obojętne do piątku".

Words that say how come first, then the question, its answers, and until when. What is not there is left to whoever
asks for it: a question may be empty, the answers none, the deadline unknown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from facilitation.calendar.until import evening_in, read_until
from facilitation.polls.draft import FEWEST_OPTIONS, USUAL_POINTS, WITH_OPTIONS, Draft
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from storage.polls import PollKind, Unit

USUAL_DAYS = 3
LONGEST_DEADLINE, MOST_MARKERS = 40, 20
LONGEST_SHORT_WORD, MOST_WORDS_IN_A_ROW = 14, 3


@dataclass(frozen=True)
class Until:
    """Until when votes are taken; `evening`: no hour was said."""

    at: datetime
    evening: bool = False


@dataclass(frozen=True)
class Read:
    """What the words say; `says_kind` where they name one."""

    draft: Draft
    until: Until | None
    says_kind: bool = False


Change = Callable[[Draft], Draft]


def _kind(kind: PollKind) -> Change:
    return lambda draft: replace(draft, kind=kind)


HOW: tuple[tuple[str, Change], ...] = (
    (r"tajn[eaiy]e?|anonimow[eaoy]|secret(?:ly)?|anonymous(?:ly)?", lambda draft: replace(draft, secret=True)),
    (r"jawn[eay]|jawnie|openly", lambda draft: replace(draft, secret=False)),
    (r"na instytucj[eę]|instytucjami|(?:per|by) institutions?", lambda draft: replace(draft, unit=Unit.INSTITUTIONS)),
    (r"na osob[eę]|(?:per|by) person", lambda draft: replace(draft, unit=Unit.PEOPLE)),
    (r"wynik(?:i)? na ko[nń]cu|results at the end", lambda draft: replace(draft, live=False)),
    (r"otwarta lista|lista otwarta|lista|open list", _kind(PollKind.OPEN_LIST)),
    (r"ranking(?:owe)?|kolejno[sś][cć]|ranked", _kind(PollKind.RANKING)),
    (r"zgoda|bez sprzeciwu|consent", _kind(PollKind.CONSENT)),
    (r"skala|ocena|scale", _kind(PollKind.SCALE)),
    (r"wielokrotn[eay]|wielokrotny wyb[oó]r|multiple", _kind(PollKind.MULTIPLE)),
    (r"punkty|points", _kind(PollKind.POINTS)),
)  # fmt: skip
_HOW = re.compile("|".join(f"(?P<h{n}>{words})" for n, (words, _change) in enumerate(HOW)), re.IGNORECASE)
_VOTE = re.compile(r"\s+(?:głosowanie|glosowanie|vote|poll)\b", re.IGNORECASE)
_BEHIND_HOW = re.compile(r"\s*[:,–—-]\s*|\s+|$")
_ASKS = re.compile(
    r"(?:czy|kto|co|gdzie|kiedy|jak|który|która|które|ile|should|shall|do|does|is|are|who|which|where|what|when|how"
    r"|can|will)\b",
    re.IGNORECASE,
)
_QUESTION_ENDS = re.compile(r"[?？]+[!?]*(?=\s|$)")
_COLON = re.compile(r":(?=\s)")
_SEPARATOR = re.compile(r"(?<=\s)/(?=\s)|;|\n")
_BULLET = re.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_UNTIL = re.compile(r"(?:^|(?<=[\s,;(]))(do|until|till|by|za|in|przez|for)\s+", re.IGNORECASE)
_TO_THAT_DAY = ("do", "until", "till", "by")
_EDGES = " \t\n,;/–—-"


def read(typed: str, now: datetime, zone: str, language: str, usual: Draft | None = None) -> Read:
    """What somebody wants to put to the vote, on top of what is `usual`."""
    how, text = _take_how(usual or Draft(""), typed.strip())
    question, rest = _split(text)
    rest, until = _take_deadline(rest, now, zone, language)
    options = split_options(rest)
    if until is None and not rest:
        question, until = _deadline_behind(question, now, zone, language)
    about = rest if len(options) < FEWEST_OPTIONS and question else ""
    draft = replace(how, question=" ".join(question.split()), about=about, options=() if about else options)
    says_kind = how.kind is not (usual or Draft("")).kind
    return Read(settled(draft), until, says_kind)


def settled(draft: Draft) -> Draft:
    """Answers and numbers as this kind takes them, as far as that follows."""
    options, most = draft.options, draft.most
    if draft.kind is PollKind.CONSENT or (draft.kind is PollKind.SCALE and len(options) != 2):
        options = ()
    match draft.kind:
        case PollKind.MULTIPLE:
            fits = 1 <= draft.fewest <= most <= max(len(options), 1) and most > 1
            fewest, most = (draft.fewest, most) if fits else (1, max(len(options), 1))
        case PollKind.POINTS:
            fewest = most = most if most > 1 and draft.fewest == most else USUAL_POINTS
        case _:
            fewest = most = 1
    quorum_of = draft.quorum_of if draft.unit is Unit.PEOPLE else draft.unit
    return replace(draft, options=options, fewest=fewest, most=most, quorum_of=quorum_of)


# how


def _take_how(draft: Draft, text: str) -> tuple[Draft, str]:
    """The leading words that say how; where a sentence may begin with such a word, they belong to it."""
    while (found := _HOW.match(text)) is not None:
        vote = _VOTE.match(text, found.end())
        behind = _BEHIND_HOW.match(text, vote.end() if vote else found.end())
        if behind is None or not (vote or _begins_anew(text, behind)):
            return draft, text
        change = next(HOW[n][1] for n in range(len(HOW)) if found[f"h{n}"])
        draft, text = change(draft), text[behind.end() :]
    return draft, text


def _begins_anew(text: str, behind: re.Match[str]) -> bool:
    following = text[behind.end() :]
    if behind[0].strip() or not following:
        return True
    return following[0].isupper() or bool(_ASKS.match(following) or _HOW.match(following))


# what is asked


def _split(text: str) -> tuple[str, str]:
    """The question and what stands behind it: up to a question mark, a colon, or the end of the first line."""
    first, *more = text.split("\n", 1)
    if more and _BULLET.match(more[0]):
        return first.strip().removesuffix(":"), more[0]
    ends = [found.end() for found in _QUESTION_ENDS.finditer(text)]
    for at in reversed(ends):
        behind = text[at:]
        if not behind.lstrip(" ").startswith(("/", ";")) and len(split_options(behind)) >= FEWEST_OPTIONS:
            return text[:at], behind.strip()
    if ends:
        return text[: ends[-1]], text[ends[-1] :].strip()
    for colon in _COLON.finditer(text):
        if len(split_options(text[colon.end() :])) >= FEWEST_OPTIONS:
            return text[: colon.start()], text[colon.end() :].strip()
    if more:
        return first.strip().removesuffix(":"), more[0].strip()
    return ("", text) if len(_tidy(_SEPARATOR.split(text))) >= FEWEST_OPTIONS else (text, "")


def split_options(text: str, *, commas: bool = True) -> tuple[str, ...]:
    """The answers that stand in a text: one under another, or parted by " / ", ";" or, where they are short, "/" or
    `commas`; a text that holds no choice is one answer."""
    rows = [row for row in text.split("\n") if row.strip()]
    if len(rows) > 1 and any(_BULLET.match(row) for row in rows):
        return _tidy(rows)
    parts = _tidy(_SEPARATOR.split(text))
    if len(parts) != 1:
        return parts
    for sign, fits in (("/", _is_short), *([(",", _is_a_few_words)] if commas else [])):
        pieces = _tidy(parts[0].split(sign))
        if len(pieces) >= FEWEST_OPTIONS and all(fits(piece, last=piece is pieces[-1]) for piece in pieces):
            return pieces
    return parts


def _tidy(parts: list[str]) -> tuple[str, ...]:
    tidy = (" ".join(_BULLET.sub("", part, count=1).split()).strip(",;") for part in parts)
    return tuple(part for part in tidy if part)


def _is_short(piece: str, *, last: bool) -> bool:
    """A word, as in "tak/nie"; the last may be a few, as in "tak/nie/wstrzymuję się"."""
    words = piece.split()
    few = 1 <= len(words) <= (MOST_WORDS_IN_A_ROW if last else 1)
    return few and all(word.isalpha() and len(word) <= LONGEST_SHORT_WORD for word in words)


def _is_a_few_words(piece: str, *, last: bool) -> bool:
    words = piece.rstrip(".").split() if last else piece.split()
    return 1 <= len(words) <= MOST_WORDS_IN_A_ROW and all(word.isalpha() for word in words)


# until when


def read_deadline(typed: str, now: datetime, zone: str, language: str) -> Until:
    """Until when votes are taken; a day alone means its evening."""
    at, evening = read_until(
        typed, now, zone, language, unclear=PollReason.DEADLINE_UNCLEAR, past=PollReason.DEADLINE_PAST
    )
    return Until(at, evening)


def usual_deadline(now: datetime, zone: str) -> Until:
    """In the evening in three days."""
    return Until(evening_in(USUAL_DAYS, now, zone))


def _take_deadline(text: str, now: datetime, zone: str, language: str) -> tuple[str, Until | None]:
    """What stands before the deadline that the text ends with; answers that are days themselves are none."""
    for found in _markers(text):
        until = _deadline(text[found.start() :], now, zone, language)
        if until is None:
            continue
        before = text[: found.start()].rstrip(_EDGES + "(")
        between = text[len(before) : found.start()].strip(" ,(-–—") if before else ""
        rivals = split_options(before)
        if between and (
            _are_days(rivals, now, zone, language) or not _may_stand_alone(found[1], between, rivals)
        ):
            return text, None
        return before, until
    return text, None


def _may_stand_alone(marker: str, between: str, others: tuple[str, ...]) -> bool:
    """In the place of an answer only "until Friday" is none, or "in a week" in a line of its own; and only as long as
    no other answer begins like it."""
    fits = marker.casefold() in _TO_THAT_DAY or between.endswith("\n")
    return fits and not any(_UNTIL.match(each) for each in others)


def _are_days(others: tuple[str, ...], now: datetime, zone: str, language: str) -> bool:
    return any(_deadline(each, now, zone, language) is not None for each in others)


def _deadline_behind(question: str, now: datetime, zone: str, language: str) -> tuple[str, Until | None]:
    """Behind a sentence without answers only what a comma, a semicolon or a line parts from it is no word of it."""
    for found in _markers(question):
        before = question[: found.start()].rstrip(" ")
        parted = before.endswith((",", ";", "\n")) or _QUESTION_ENDS.search(before[-1:])
        until = _deadline(question[found.start() :], now, zone, language) if parted else None
        if until is not None:
            return before.rstrip(_EDGES), until
    return question, None


def _markers(text: str) -> Iterator[re.Match[str]]:
    yield from [found for found in _UNTIL.finditer(text) if len(text) - found.start() <= LONGEST_DEADLINE][
        -MOST_MARKERS:
    ]


def _deadline(typed: str, now: datetime, zone: str, language: str) -> Until | None:
    """None for words that name no moment; refused where it is over."""
    try:
        return read_deadline(typed.strip().rstrip(".!)"), now, zone, language)
    except Refused as refused:
        if refused.reason is PollReason.DEADLINE_PAST:
            raise
        return None


def lacks_options(draft: Draft) -> bool:
    return draft.kind in WITH_OPTIONS and len(draft.options) < FEWEST_OPTIONS
