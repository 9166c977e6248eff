"""Rankings: decided by an instant run-off, with the Borda count beside it."""

from collections.abc import Iterable, Sequence

from facilitation.polls.ballots import Ballot
from facilitation.polls.counting.borda import borda
from facilitation.polls.counting.instant_runoff import Runoff
from facilitation.polls.counting.outcome import Outcome, leading


def ranking(options: Sequence[int], ballots: Iterable[Ballot]) -> Outcome:
    """A ballot ranks some options, the best first; a place for anything that is no option is passed over."""
    every = [tuple(option for option in ballot if option in options) for ballot in ballots]
    counted = [ballot for ballot in every if ballot]
    runoff, scores = Runoff(options, every), borda(options, counted)
    return Outcome(
        votes=len(every),
        counts=runoff.first_preferences,
        winners=runoff.winners,
        rounds=runoff.rounds,
        borda=scores,
        borda_winners=leading(scores),
    )
