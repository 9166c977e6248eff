"""The network's log: entries made of accepted answers, with the consent of those they are from."""

from facilitation.entries import EntryReason
from facilitation.facts import EntryChanged, QuestionWithdrawn
from handlers.entries import finding, keeping, reading
from handlers.feature import Feature, Owed, Remembered
from locales.reader import mark
from storage.entries import EntryState
from storage.search import Kind

FEATURE = Feature(
    name="entries",
    code="entry",
    taps={
        "propose": keeping.on_propose,
        "agree": keeping.on_agree,
        "decline": keeping.on_decline,
        "showquestion": keeping.on_show_question,
        "hidequestion": keeping.on_hide_question,
        "open": reading.on_open,
        "takeback": keeping.on_take_back,
        "outdated": keeping.on_outdated,
    },
    links={"entry": reading.on_open},
    hears={EntryChanged: finding.on_changed, QuestionWithdrawn: finding.on_question_withdrawn},
    due={"index": finding.index},
    matters={reading.MATTER: reading.as_matter},
    finds={Kind.PRACTICE: finding.findings},
    owes={
        "index": None,
        "quietly": None,
        "consent": Owed(mark("the question whether an answer may stand in the log")),
    },
    refusals={
        EntryReason.ALREADY: mark("This answer is in the log already, or its author was asked."),
        EntryReason.GONE: mark("This entry is not in the log any more."),
        EntryReason.NOT_YOURS: mark("Only the author of the words can do that."),
        EntryReason.NO_AUTHOR: mark("Its author asked to be forgotten, so nobody can agree to it."),
        EntryReason.NOT_PUBLIC: mark("This answer is not for everyone, so it can't stand in the log."),
    },
    remembers={
        "entry": Remembered(
            mark("What you let stand in the network's log"), seen_by=mark("people of the network"),
            columns={
                "title": mark("title"), "words": mark("what"), "place": mark("signed"), "proposed_at": mark("when"),
                "state": {
                    EntryState.PROPOSED: mark("waits for your consent"),
                    EntryState.KEPT: mark("in the log"),
                    EntryState.DECLINED: mark("declined"),
                    EntryState.TAKEN_BACK: mark("taken back"),
                },
            },
        )
    },
)  # fmt: skip
