"""Comparing entries of the log side by side, and making a model practice of them."""

from facilitation.facts import EntryChanged
from facilitation.permissions import Act
from handlers.comparisons import choosing, following, model, one, paper
from handlers.comparisons.chosen import ComparisonReason
from handlers.due import Prepared
from handlers.feature import Area, Command, Feature, Owed
from locales.reader import mark

FEATURE = Feature(
    name="comparisons",
    code="comp",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "porownaj", "compare", mark("compare entries of the log side by side: /compare smog"), choosing.show,
            act=Act.COMPARE_ENTRIES, button=mark("Compare entries"),
        ),
    ),
    taps={
        "with": choosing.on_with,
        "change": choosing.on_change,
        "as": paper.on_as,
        "model": model.on_model,
    },
    forms=(choosing.FORM, model.FORM),
    due={"make": Prepared(paper.make, paper.send), "look": following.ask_to_look},
    hears={EntryChanged: following.on_entry_changed},
    entry_page=one.on_entry,
    owes={
        "make": Owed(mark("a comparison of entries"), noted=False),
        "paper": Owed(mark("a comparison of entries"), noted=False),
        "look": Owed(mark("the request to look a model practice through")),
    },
    refusals={
        ComparisonReason.FEW: mark("Two entries at least are needed to compare, and fewer of these can be read here."),
        ComparisonReason.MANY: mark(
            "{most} entries are the most that fit side by side. Tap one of them to leave it out."
        ),
    },
)  # fmt: skip
