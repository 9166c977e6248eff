"""The instruments of surveys: which items they have, how each is answered, and what counts into the composite.

The words of the four that the house knows stand in the catalogs; those that a network has built carry their own.
None of them is validated, and whoever answers is told so.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

STEPS = 5
MIDDLE = 3
PER_ITEM = 15
"""Seconds: reading an item and answering it."""


class Measure(StrEnum):
    """What an instrument is: only of a reflective one is there a composite of all items."""

    REFLECTIVE = "reflective"
    FORMATIVE = "formative"
    BIPOLAR = "bipolar"
    OWN = "own"


class ItemKind(StrEnum):
    """How an item is answered: a step of a scale, one option, several options, or in words."""

    SCALE = "scale"
    CHOICE = "choice"
    SEVERAL = "several"
    TEXT = "text"


class Scale(StrEnum):
    """What the five steps mean; of a bipolar one only the ends, which each item names (`options`)."""

    AGREE = "agree"
    IMPORTANCE = "importance"
    BIPOLAR = "bipolar"
    CHANGE = "change"


@dataclass(frozen=True)
class Item:
    """One item. A `reverse` one counts as 6 − x in the composite; what is not `scored` counts in none.

    `words` and `options` are typed by people; items of the house have theirs in the catalogs, under their `id`.
    `choices` is how many options there are to choose from.
    """

    id: str
    kind: ItemKind = ItemKind.SCALE
    scale: Scale | None = None
    reverse: bool = False
    scored: bool = True
    words: str = ""
    options: tuple[str, ...] = ()

    @property
    def choices(self) -> int:
        return STEPS if self.kind is ItemKind.SCALE else len(self.options)


@dataclass(frozen=True)
class Instrument:
    """Rounds of one instrument can be compared, as long as its version stays the same."""

    key: str
    version: int
    measure: Measure
    items: tuple[Item, ...]

    @property
    def tapped(self) -> tuple[Item, ...]:
        """The items that are answered with buttons; words come after them."""
        return tuple(item for item in self.items if item.kind is not ItemKind.TEXT)

    @property
    def scored(self) -> tuple[Item, ...]:
        """The items of a scale that say something about the network, and can be compared between rounds."""
        return tuple(item for item in self.tapped if item.kind is ItemKind.SCALE and item.scored)

    @property
    def written(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.kind is ItemKind.TEXT)

    @property
    def minutes(self) -> int:
        """How long it takes to answer it, about."""
        return max(1, round(len(self.items) * PER_ITEM / 60))


CHANGE = Item("change", scale=Scale.CHANGE, scored=False)
"""Asked from the second round of the trust pulse on: how trust has changed, as people see it."""


def _scales(scale: Scale, *ids: str, reverse: Sequence[str] = ()) -> tuple[Item, ...]:
    return tuple(Item(each, scale=scale, reverse=each in reverse) for each in ids)


TRUST_PULSE = Instrument(
    "trust_pulse", 1, Measure.REFLECTIVE,
    _scales(Scale.AGREE, "T1", "T2", "T3", "T4", "T5", "T6", "T7", reverse=("T5", "T7")),
)  # fmt: skip
EXPECTATIONS = Instrument(
    "expectations", 1, Measure.FORMATIVE, _scales(Scale.IMPORTANCE, "E1", "E2", "E3", "E4", "E5", "E6")
)
STYLE = Instrument("style", 1, Measure.BIPOLAR, _scales(Scale.BIPOLAR, "S1", "S2", "S3", "S4", "S5", "S6"))
HEALTH = Instrument(
    "health", 1, Measure.FORMATIVE,
    _scales(Scale.AGREE, "H1", "H2", "H3", "H4", "H5", "H6", reverse=("H6",)),
)  # fmt: skip
OF_THE_HOUSE = {each.key: each for each in (TRUST_PULSE, EXPECTATIONS, STYLE, HEALTH)}


def dumped(items: Sequence[Item]) -> str:
    return json.dumps([asdict(item) for item in items], ensure_ascii=False)


def loaded(kept: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            **{
                **item,
                "kind": ItemKind(item["kind"]),
                "scale": Scale(item["scale"]) if item["scale"] else None,
                "options": tuple(item["options"]),
            }
        )
        for item in json.loads(kept)
    )
