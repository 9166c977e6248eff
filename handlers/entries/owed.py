"""What the log owes, and what it remembers of people, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.entries import wording
from handlers.feature import Owed, Remembered, Subject
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries
from storage.entries import ProposalState

OWES = {
    "index": None,
    "store": None,
    "quietly": None,
    "paper": Owed(mark("an entry of the log on paper"), noted=False),
    "consent": Owed(mark("the question whether an answer may stand in the log")),
    "follow": None,
    "owners": None,
    "decided": Owed(mark("telling an author what was decided about an entry")),
    "stays": Owed(mark("what becomes of the entries of somebody who left")),
    "news": Owed(mark("the news of an entry for its author")),
    "reply": Owed(mark("the answer of an author about an entry")),
    "proposed": Owed(mark("the answer to changes that were proposed")),
    "care": Owed(mark("looking after an entry that waits to be checked")),
    "waiting": Owed(mark("the reminder of an entry that waits")),
    "flagged": Owed(mark("asking whether an entry is out of date")),
    "flag": Owed(mark("the question whether an entry is out of date")),
    "settled": Owed(mark("telling a reader what came of a remark")),
    "outcome": Owed(mark("what came of a reader's remark")),
    "confirm": Owed(mark("asking an owner whether their entries still hold")),
    "yearly": Owed(mark("the question whether entries still hold")),
    "handed_in": Owed(mark("the news that an entry of the log waits to be checked")),
    "line_asked": Owed(mark("the question whether a line of a note may become an entry of the log")),
}
ABOUT = tuple(
    f"entries.{name}"
    for name in (
        "decided",
        "news",
        "reply",
        "proposed",
        "care",
        "waiting",
        "flagged",
        "flag",
        "outcome",
    )
)
_PEOPLE = mark("people of the network")
REMEMBERS = {
    "entry": Remembered(
        mark("What you let stand in the network's log"), seen_by=_PEOPLE,
        columns={
            **wording.FIELDS, "kind": wording.KINDS, "again": wording.AGAIN, "audience": wording.AUDIENCES,
            "state": wording.STATES, "proposed_at": mark("when"),
        },
    ),
    "entry_version": Remembered(
        mark("Earlier versions of entries of the log that you changed"), seen_by=_PEOPLE,
        columns={"content": mark("what it said"), "replaced_at": mark("until")},
    ),
    "entry_proposal": Remembered(
        mark("Changes to entries of the log that you proposed"), seen_by=mark("the entry's owner and those who lead"),
        columns={
            "content": mark("what it would say"), "words": mark("why"), "made_at": mark("when"),
            "state": {
                ProposalState.OPEN: mark("waits for the owner"),
                ProposalState.ACCEPTED: mark("accepted"),
                ProposalState.DECLINED: mark("declined"),
                ProposalState.WITHDRAWN: mark("taken back"),
            },
        },
    ),
    "entry_file": Remembered(
        mark("Files that you added to entries of the log"), seen_by=_PEOPLE,
        columns={"name": mark("file"), "added_at": mark("when")},
    ),
    "entry_flag": Remembered(
        mark("Entries of the log that you said are out of date"), seen_by=mark("the entry's owner and those who lead"),
        columns={"words": mark("why"), "flagged_at": mark("when")},
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """The entry by its title."""
    ours = [subject for subject in subjects if subject[0] in ABOUT]
    found = {key: await entries.by_id(visit.uow, key) for key in {key for _kind, key in ours}}
    return {
        subject: _("“{title}”", title=entry.title)
        for subject in ours
        if (entry := found[subject[1]]) is not None and entry.title
    }
