"""Figures of a network picture: how many ties, how dense, how evenly spread. None of them ranks anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import networkx

from facilitation.statistics import gini
from facilitation.ties.picture import Picture, Tie

FEWEST_FOR_GINI = 10
MANY, FEW = 0.4, 0.6
"""Up to the first, giving is spread over many; from the second on, over few."""


class Spread(StrEnum):
    """From how many of the shown institutions knowledge comes."""

    FROM_MANY = "from many"
    FROM_SOME = "from some"
    FROM_FEW = "from few"


@dataclass(frozen=True)
class Figures:
    """`density` is the share of all ties that there could be; no `spread` where so few would make it chance."""

    transfers: int
    density: float
    spread: Spread | None


def figures(shown: Picture) -> Figures:
    graph = graph_of(shown.shown, shown.ties)
    given = [given for _place, given in graph.out_degree()]
    spread = _spread(gini(given)) if len(given) >= FEWEST_FOR_GINI else None
    return Figures(graph.number_of_edges(), networkx.density(graph), spread)


def graph_of(places: Iterable[int], ties: Iterable[Tie]) -> "networkx.DiGraph[int]":
    graph = networkx.DiGraph()
    graph.add_nodes_from(places)
    graph.add_edges_from(ties)
    return graph


def _spread(unevenness: float) -> Spread:
    if unevenness <= MANY:
        return Spread.FROM_MANY
    return Spread.FROM_FEW if unevenness >= FEW else Spread.FROM_SOME
