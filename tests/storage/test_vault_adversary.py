"""An adversary who knows in which order people answered, over two hundred surveys of 5 to 40 people.

The adversary opens everything with the keys, and guesses as well as can be. What lies in real files is in
`test_vault_adversary_files.py`.
"""

import random
from collections.abc import Iterator

import pytest

from storage.vault import ballot, pool
from storage.vault.ballot import Ballot
from storage.vault.pool import FLUSHED, FULL, Pool
from tests.storage.surveyed import Survey, Tally, fixed_dice, owners, paired, ranked, survey

SIZES = range(5, 41)


@pytest.fixture(scope="module")
def surveys() -> Iterator[list[Survey]]:
    """In every other one, everybody writes a text, so that both pools are full at the same moment."""
    with fixed_dice(20261121) as dice:
        yield [survey(dice, number, writing) for number in SIZES for writing in (1, 0.7) * 3]


def flushes(one: Survey, which: int) -> Iterator[tuple[Ballot, int, Ballot]]:
    """The ballot before the tenth answer came, who gave it, and the ballot afterwards."""
    empty = Ballot({}, pool=Pool(longest=one.seen[0][which].pool.longest))
    before = [empty.inviting(one.people), *(seen[which] for seen in one.seen)]
    for known, person, after in zip(before, one.people, before[1:], strict=False):
        if known.answers != after.answers:
            yield known, person, after


def new_answers(before: Ballot, after: Ballot) -> tuple[bytes, ...]:
    return after.answers[len(before.answers) :]


def new_flags(before: Ballot, after: Ballot) -> list[int]:
    return [person for person, flag in after.flagged.items() if flag and not before.flagged[person]]


def test_the_dice_are_the_machines_own() -> None:
    for dice in (pool._DICE, ballot._DICE):
        assert isinstance(dice, random.SystemRandom)


# one look


@pytest.mark.parametrize("which", [0, 1])
def test_who_lies_where_in_a_pool_says_nothing(surveys: list[Survey], which: int) -> None:
    """As it is unlocked: the people beside the answers, in both directions, and both by the order they came in."""
    beside, against, answers_came, latest = Tally(), Tally(), Tally(), Tally()
    for one in surveys:
        waiting = Pool.unpacked(one.seen[-1][which].pool.packed())
        given = (one.vectors, one.texts)[which]
        whose = owners(given, waiting.answers)
        paired(beside, waiting.people, whose)
        paired(against, waiting.people, whose[::-1])
        ranked(answers_came, [one.people.index(person) for person in whose])
        if whose and (last := list(given)[-1]) in whose:
            latest.add(whose[-1] == last, 1 / len(whose), 1 / len(whose))
    for tally in (beside, against, answers_came, latest):
        assert tally.is_chance, tally


@pytest.mark.parametrize("which", [0, 1])
def test_the_order_in_which_answers_are_read_says_nothing(surveys: list[Survey], which: int) -> None:
    came, beside = Tally(), Tally()
    for one in surveys:
        read = one.seen[-1][which].read()
        if read:
            given = (one.vectors, one.texts)[which]
            whose = owners(given, read.answers)
            ranked(came, [one.people.index(person) for person in whose])
            paired(beside, whose, list(given))
    assert came.is_chance, came
    assert beside.is_chance, beside


def test_the_latest_is_one_of_six_once_ten_have_answered(surveys: list[Survey]) -> None:
    """Whose answer surely waits: it does so among five that were left."""
    for one in surveys:
        for number, (answers, _) in enumerate(one.seen[FULL - 1 :], FULL):
            assert len(answers.pool.answers) == FLUSHED + number % FLUSHED


# many looks


@pytest.mark.parametrize("which", [0, 1])
def test_who_came_first_is_not_written_down_first(surveys: list[Survey], which: int) -> None:
    """Of ten that wait, each half is as likely to be written down; people and answers are drawn apart."""
    people, answers = Tally(), Tally()
    drawn = FLUSHED / 2, FLUSHED * (FULL - FLUSHED) / (4 * (FULL - 1))
    for one in surveys:
        given = (one.vectors, one.texts)[which]
        for before, person, after in flushes(one, which):
            waiting = sorted((*before.pool.people, person), key=one.people.index)
            people.add(len({*waiting[:FLUSHED]} & {*new_flags(before, after)}), *drawn)
            whose = owners(given, (*before.pool.answers, given[person]))
            early = sorted(whose, key=one.people.index)[:FLUSHED]
            answers.add(len({*early} & {*owners(given, new_answers(before, after))}), *drawn)
    assert people.is_chance, people
    assert answers.is_chance, answers


@pytest.mark.parametrize("which", [0, 1])
def test_five_flags_and_five_answers_that_come_together_are_not_of_the_same_people(
    surveys: list[Survey], which: int
) -> None:
    """Whoever pairs them is right as often as two independent draws allow: never more often than once in five."""
    right = pairs = 0
    drawn_apart = Tally()
    for one in surveys:
        given = (one.vectors, one.texts)[which]
        for before, person, after in flushes(one, which):
            waiting = {*owners(given, before.pool.answers), person} & {*before.pool.people, person}
            same = len({*owners(given, new_answers(before, after))} & {*new_flags(before, after)})
            drawn_apart.add(same, len(waiting) / 4, len(waiting) * 3 / 16)
            right, pairs = right + same, pairs + FLUSHED**2
    assert drawn_apart.is_chance, drawn_apart
    assert right / pairs < 1 / 9


def test_nobody_in_whatever_order_is_linked_better_than_one_in_five(surveys: list[Survey]) -> None:
    """With the odds as they are: how often each person, as the nth, owns an answer of the mth five written down."""
    owned: dict[tuple[int, int], int] = {}
    looked: dict[int, int] = {}
    for one in surveys:
        for number, (before, _, after) in enumerate(flushes(one, 0)):
            looked[number] = looked.get(number, 0) + 1
            for person in owners(one.vectors, new_answers(before, after)):
                place = one.people.index(person), number
                owned[place] = owned.get(place, 0) + 1
    for (_, number), times in owned.items():
        if looked[number] > 100:
            assert times / looked[number] / FLUSHED < 1 / 6


# a survey's answers beside its texts


def test_texts_and_answers_that_come_at_the_same_moment_are_not_of_the_same_people(
    surveys: list[Survey],
) -> None:
    """Both pools are full after the same tap of the same ten: five texts and five answers, drawn apart."""
    together, flags = Tally(), Tally()
    same = pairs = 0
    for one in surveys:
        if len(one.texts) < len(one.people):
            continue
        for answers, texts in zip(flushes(one, 0), flushes(one, 1), strict=True):
            (before, person, after), (before_texts, also, after_texts) = answers, texts
            assert person == also
            vectors = owners(one.vectors, new_answers(before, after))
            words = owners(one.texts, new_answers(before_texts, after_texts))
            both = {*owners(one.vectors, before.pool.answers), person} & {
                *owners(one.texts, before_texts.pool.answers), person
            }  # fmt: skip
            together.add(len({*vectors} & {*words}), len(both) / 4, len(both) * 3 / 16)
            same, pairs = same + len({*vectors} & {*words}), pairs + FLUSHED**2
            both = {*before.pool.people, person} & {*before_texts.pool.people, person}
            known = {*new_flags(before, after)} & {*new_flags(before_texts, after_texts)}
            flags.add(len(known), len(both) / 4, len(both) * 3 / 16)
    assert together.is_chance, together
    assert flags.is_chance, flags
    assert same / pairs < 1 / 9


def test_texts_that_wait_are_not_beside_the_answers_of_the_same_people(surveys: list[Survey]) -> None:
    beside, against = Tally(), Tally()
    for one in surveys:
        answers, texts = (Pool.unpacked(known.pool.packed()) for known in one.seen[-1])
        vectors, words = owners(one.vectors, answers.answers), owners(one.texts, texts.answers)
        paired(beside, vectors, words)
        paired(against, vectors, words[::-1])
    assert beside.is_chance, beside
    assert against.is_chance, against


def test_whoever_is_forgotten_has_another_name_in_each_ballot(surveys: list[Survey]) -> None:
    for one in surveys:
        names = [known.forgetting(one.people[0]).flagged.keys() - {*one.people} for known in one.seen[-1]]
        assert len(set.union(*map(set, names))) == 2
