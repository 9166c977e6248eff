"""A first agenda for a meeting: what belongs to its work format, with times that add up exactly, and breaks.

No more than two hours go by without a break; a meeting of five hours or more has a meal. A short meeting leaves out
what matters least; what it leaves out is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

from facilitation.agenda.reasons import AgendaReason
from facilitation.refusals import Refused
from storage.agenda import ItemKind
from storage.meetings import WorkFormat

UNIT = 5
SHORTEST_MEETING, LONGEST_MEETING = 20, 9 * 60
WITHOUT_A_BREAK, COMFORTABLE = 120, 105
SHORT_BREAK, MEAL, LONG_MEAL = 15, 45, 60
BARE = 15
MEAL_FROM, LONG_MEAL_FROM = 5 * 60, 7 * 60


class Part(StrEnum):
    """What templates are made of; worded elsewhere."""

    OPENING = "opening"
    ACQUAINTANCE = "acquaintance"
    EXPECTATIONS = "expectations"
    TOPICS = "topics"
    CONTRACT = "contract"
    EXPERIENCE = "experience"
    STEPS = "steps"
    RISKS = "risks"
    WORK_PLAN = "work plan"
    BARRIERS = "barriers"
    IDEAS = "ideas"
    CHOICE = "choice"
    TRIAL = "trial"
    PRACTICES = "practices"
    COMPARISON = "comparison"
    ADAPTATION = "adaptation"
    TRANSFER = "transfer"
    NEWS = "news"
    THEME = "theme"
    EXCHANGE = "exchange"
    NEXT = "next"
    CONCLUSIONS = "conclusions"
    BREAK = "break"
    MEAL = "meal"


@dataclass(frozen=True)
class Standing:
    """An item that a feature has for every meeting, in its own words; it needs so many minutes at least."""

    feature: str
    title: str
    minutes: int


@dataclass(frozen=True)
class Planned:
    """One item of a template: a part, or a standing item."""

    minutes: int
    part: Part | None = None
    standing: Standing | None = None

    @property
    def kind(self) -> ItemKind:
        if self.part in (Part.BREAK, Part.MEAL):
            return ItemKind.BREAK
        return ItemKind.STANDING if self.standing or self.part is Part.CONCLUSIONS else ItemKind.TALK


@dataclass(frozen=True)
class Plan:
    """A whole meeting, and what did not fit into it."""

    items: tuple[Planned, ...]
    left_out: tuple[Part | Standing, ...]


@dataclass(frozen=True)
class _Block:
    """What wants a place: at least so many minutes, more in proportion to `weight`; a lower `worth` goes first."""

    least: int
    weight: int
    worth: int
    part: Part | None = None
    standing: Standing | None = None


_FORMATS: dict[WorkFormat | None, tuple[tuple[Part, int, int], ...]] = {
    WorkFormat.KICK_OFF: (
        (Part.ACQUAINTANCE, 3, 6), (Part.EXPECTATIONS, 2, 3), (Part.TOPICS, 4, 8), (Part.CONTRACT, 3, 7),
        (Part.NEXT, 1, 2),
    ),
    WorkFormat.PLANNING: (
        (Part.EXPERIENCE, 3, 6), (Part.STEPS, 4, 8), (Part.RISKS, 3, 7), (Part.WORK_PLAN, 3, 5), (Part.NEXT, 1, 2),
    ),
    WorkFormat.SOLUTIONS: (
        (Part.BARRIERS, 3, 7), (Part.IDEAS, 4, 8), (Part.CHOICE, 2, 6), (Part.TRIAL, 3, 5), (Part.NEXT, 1, 2),
    ),
    WorkFormat.MODEL_PRACTICES: (
        (Part.PRACTICES, 4, 8), (Part.COMPARISON, 3, 7), (Part.ADAPTATION, 4, 6), (Part.TRANSFER, 2, 5),
        (Part.NEXT, 1, 2),
    ),
    None: (
        (Part.NEWS, 2, 5), (Part.THEME, 4, 8), (Part.IDEAS, 3, 6), (Part.EXCHANGE, 3, 4), (Part.NEXT, 1, 2),
    ),
}  # fmt: skip
"""The parts of each format in their order, each with its weight and its worth."""


def plan(work_format: WorkFormat | None, minutes: int, standing: Sequence[Standing]) -> Plan:
    """A whole agenda of exactly so many minutes; refused for a meeting that is far too short or too long."""
    if minutes < SHORTEST_MEETING:
        raise Refused(AgendaReason.TOO_SHORT, least=SHORTEST_MEETING)
    if minutes > LONGEST_MEETING:
        raise Refused(AgendaReason.TOO_LONG, most=LONGEST_MEETING // 60)
    blocks = _blocks(work_format, standing)
    left_out: list[Part | Standing] = []
    while True:
        found = _laid_out(blocks, minutes)
        if found is not None:
            return Plan(tuple(found), tuple(left_out))
        least = min(blocks, key=lambda block: block.worth)
        blocks.remove(least)
        left_out += [each for each in (least.part, least.standing) if each]


def bare(standing: Sequence[Standing]) -> Plan:
    """Only what begins and closes a meeting, and the items of every meeting, to add the rest oneself."""
    regular = (Planned(each.minutes, standing=each) for each in standing)
    return Plan((Planned(BARE, Part.OPENING), *regular, Planned(BARE, Part.CONCLUSIONS)), ())


def _blocks(work_format: WorkFormat | None, standing: Sequence[Standing]) -> list[_Block]:
    parts = [_Block(15, weight, worth, part) for part, weight, worth in _FORMATS[work_format]]
    regular = [_Block(each.minutes, 1, 9, standing=each) for each in standing]
    return [
        _Block(5, 1, 4, Part.OPENING), *parts[:-1], *regular, parts[-1], _Block(10, 2, 10, Part.CONCLUSIONS),
    ]  # fmt: skip


def _laid_out(blocks: list[_Block], minutes: int) -> list[Planned] | None:
    """The blocks in sessions with breaks between; None where they don't fit."""
    breaks = _breaks(minutes)
    sessions = _lengths(minutes - sum(each.minutes for each in breaks), len(breaks) + 1)
    groups = _groups(blocks, sessions)
    if groups is None:
        return None
    found: list[Planned] = []
    for number, (group, length) in enumerate(zip(groups, sessions, strict=True)):
        found += _filled(group, length)
        found += breaks[number : number + 1]
    return found


def _breaks(minutes: int) -> list[Planned]:
    """As many as are needed, the meal in the middle."""
    if minutes <= WITHOUT_A_BREAK:
        return []
    meal = (LONG_MEAL if minutes >= LONG_MEAL_FROM else MEAL) if minutes >= MEAL_FROM else 0
    count = 1
    while (minutes - (meal or SHORT_BREAK) - SHORT_BREAK * (count - 1)) / (count + 1) > COMFORTABLE:
        count += 1
    short, middle = Planned(SHORT_BREAK, Part.BREAK), count // 2
    return [Planned(meal, Part.MEAL) if meal and n == middle else short for n in range(count)]


def _lengths(minutes: int, count: int) -> list[int]:
    """Nearly equal sessions in units of five; what is no unit goes to the last."""
    units, rest = divmod(minutes, UNIT)
    lengths = [(units // count + (n < units % count)) * UNIT for n in range(count)]
    lengths[-1] += rest
    return lengths


def _groups(blocks: list[_Block], sessions: list[int]) -> list[list[_Block]] | None:
    """The blocks in their order, cut so that each session has what fits it, and none is crowded."""
    best, found = None, None
    for cuts in combinations(range(1, len(blocks)), len(sessions) - 1):
        bounds = (0, *cuts, len(blocks))
        groups = [blocks[start:end] for start, end in pairwise(bounds)]
        if all(sum(b.least for b in group) <= length for group, length in zip(groups, sessions, strict=True)):
            uneven = sum(sum(block.weight for block in group) ** 2 for group in groups)
            if best is None or uneven < best:
                best, found = uneven, groups
    return found


def _filled(group: list[_Block], length: int) -> list[Planned]:
    """Each block has the least it needs, and what is left in proportion to its weight."""
    left = length - sum(block.least for block in group)
    every = sum(block.weight for block in group)
    more = [left * block.weight // every // UNIT * UNIT for block in group]
    rest = left - sum(more)
    for n in sorted(range(len(group)), key=lambda n: -group[n].weight):
        given = UNIT if rest >= UNIT else 0
        more[n], rest = more[n] + given, rest - given
    more[-1] += rest
    return [
        Planned(block.least + extra, block.part, block.standing)
        for block, extra in zip(group, more, strict=True)
    ]
