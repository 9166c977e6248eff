"""What fits best comes first, for reasons that hold whatever is asked; and the quality that was promised."""

import itertools
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.search_texts import queries, texts
from facilitation.search.analysis import asked, counted, keys
from facilitation.search.likeness import alike
from facilitation.search.ranking import Posting, Word, fitting, fused, ordered, ranks, rarity, score, weights

SCORES = some.dictionaries(some.integers(0, 30), some.integers(1, 9).map(float))


@dataclass
class Shelf:
    """Texts in memory, ranked as those in a database are."""

    texts: int = 0
    postings: dict[str, list[Posting]] = field(default_factory=lambda: defaultdict(list))
    sharing: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, title: str, words: str = "", at: int = 0, outdated: bool = False) -> None:
        for term, weight in weights(counted(title, words)).items():
            self.postings[term].append(Posting(self.texts, weight, at, outdated))
            for key in keys(term):
                self.sharing[key].add(term)
        self.texts += 1

    def find(self, typed: str) -> list[int]:
        stems = asked(typed)
        words = [
            Word(stem, dict(alike(stem, set().union(*(self.sharing.get(key, set()) for key in keys(stem))))))
            for stem in stems
        ]
        having = {term: len(postings) for term, postings in self.postings.items()}
        scores = score(words, self.texts, having, self.postings)
        about = {posting.text: posting for postings in self.postings.values() for posting in postings}
        self.fit = fitting(scores, scores.covered, len(stems))
        return [text for text, _ in ordered(scores, about.__getitem__)]


@pytest.fixture(scope="module")
def library() -> Shelf:
    shelf = Shelf()
    for sample in texts(2000):
        shelf.add(sample.title, sample.words)
    return shelf


@pytest.mark.parametrize("held_out", [False, True])
def test_of_a_hundred_queries_ninety_five_find_their_text_in_the_first_three(
    library: Shelf, held_out: bool
) -> None:
    found = [query.wanted in library.find(query.typed)[:3] for query in queries(held_out=held_out)]
    assert len(found) > 200
    assert sum(found) / len(found) >= 0.95


def test_the_exact_word_comes_before_one_that_is_only_like_it() -> None:
    shelf = Shelf()
    for title in ("Bark", "Park", "Parki"):
        shelf.add(title)
    assert shelf.find("park") == [2, 1, 0]


def test_a_text_with_both_words_comes_before_one_that_repeats_one() -> None:
    shelf = Shelf()
    shelf.add("Smog", "smog smog smog smog")
    shelf.add("Smog w szkołach", "i co dalej")
    shelf.add("Szkoły", "szkoły szkoły")
    assert shelf.find("smog w szkole")[0] == 1


def test_a_title_counts_more_than_the_words_below_it() -> None:
    shelf = Shelf()
    shelf.add("Rowery", "także hulajnogi")
    shelf.add("Hulajnogi", "także rowery")
    assert shelf.find("hulajnogi") == [1, 0]


def test_the_newest_of_equals_comes_first_and_the_outdated_last() -> None:
    shelf = Shelf()
    for at, outdated in ((1, False), (9, True), (3, False), (3, False)):
        shelf.add("Smog", at=at, outdated=outdated)
    assert shelf.find("smog") == [3, 2, 0, 1]


def test_a_suggestion_has_most_of_what_is_asked() -> None:
    shelf = Shelf()
    shelf.add("Wymiana latarni ulicznych", "na oszczędne")
    shelf.find("Kto wymieniał latarnie uliczne?")
    assert shelf.fit == [0]
    shelf.find("Kto naprawia chodniki i latarnie?")
    assert shelf.fit == []


@given(some.integers(0, 10_000), some.integers(0, 10_000), some.integers(0, 10_000))
def test_what_fewer_texts_have_weighs_more(texts: int, one: int, other: int) -> None:
    few, many = sorted((min(one, texts), min(other, texts)))
    assert rarity(texts, few) >= rarity(texts, many) > 0


@given(SCORES)
def test_ranks_follow_scores_and_equals_share_one(scores: dict[int, float]) -> None:
    places = ranks(scores)
    assert places.keys() == scores.keys()
    for one, other in itertools.combinations(scores, 2):
        assert (places[one] < places[other]) == (scores[one] > scores[other])


@given(some.lists(SCORES.map(ranks), max_size=4))
def test_fusion_does_not_depend_on_the_order_of_texts(rankings: list[dict[int, int]]) -> None:
    backwards = [dict(reversed(ranking.items())) for ranking in rankings]
    assert fused((1, ranking) for ranking in rankings) == fused((1, ranking) for ranking in backwards)


@given(SCORES.map(ranks), some.integers(2, 4))
def test_rankings_that_agree_are_fused_to_the_same_order(ranking: dict[int, int], times: int) -> None:
    assert ranks(fused([(1, ranking)] * times)) == ranking


@given(SCORES.map(ranks), SCORES.map(ranks))
def test_what_is_better_in_every_ranking_is_better_in_the_fusion(
    one: dict[int, int], other: dict[int, int]
) -> None:
    total = fused([(1, one), (5, other)])
    for a, b in itertools.permutations(one.keys() & other.keys(), 2):
        if one[a] < one[b] and other[a] < other[b]:
            assert total[a] > total[b]


@given(some.dictionaries(some.text("abc", min_size=1), some.integers(1, 50), min_size=1))
def test_weights_are_whole_and_grow_with_how_often_a_word_is_said(counts: dict[str, int]) -> None:
    given_weights = weights(counts)
    assert all(isinstance(weight, int) and weight > 0 for weight in given_weights.values())
    for one, other in itertools.permutations(counts, 2):
        if counts[one] > counts[other]:
            assert given_weights[one] >= given_weights[other]
