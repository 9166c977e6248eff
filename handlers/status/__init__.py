"""What the bot owes: what came to nothing is told, shown, and put right with one tap."""

from facilitation.permissions import Act
from facilitation.status import StatusReason
from handlers.feature import Command, Feature
from handlers.status import note, overview, remedies
from locales.reader import mark

FEATURE = Feature(
    name="status",
    code="status",
    commands=(
        Command(
            "stan", "status", mark("what I owe: what is planned, and what did not work out"), overview.show,
            act=Act.SEE_STATUS, button=mark("What I owe"),
        ),
    ),
    taps={
        "list": overview.on_list,
        "again": remedies.on_again,
        "arrived": remedies.on_arrived,
        "anew": remedies.on_anew,
        "retry": remedies.on_retry,
        "seen": remedies.on_seen,
    },
    due={"note": note.note},
    replies={"undecided": note.undecided},
    owes=dict.fromkeys(("note", "question")),
    refusals={
        StatusReason.DECIDED: mark("This is settled already: somebody was faster. Thank you for looking!"),
        StatusReason.SPENT: mark(
            "This has waited too long and can't be sent again. Please begin it anew where it came from."
        ),
        StatusReason.AWAY: mark("I am not in the group at the moment. Please add me again first."),
    },
)  # fmt: skip
