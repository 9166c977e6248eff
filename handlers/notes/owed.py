"""What notes owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Remembered, Subject
from handlers.meetings import words as meeting_words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import meetings
from storage.notes import CorrectionState, LineKind, LineState

OWES = {
    "note": Owed(mark("the final note of a meeting")),
    "noted": None,
    "arranging": Owed(mark("asking those who lead to put a note in order")),
    "to_correct": Owed(mark("the note of a meeting, to be corrected")),
    "inside": Owed(mark("the final note for those who work in the network")),
    "news": Owed(mark("news of a note")),
    "ask": Owed(mark("asking those who lead to put a note in order")),
    "remind": Owed(mark("asking those who lead to put a note in order")),
    "publish": Owed(mark("the note of a meeting, to be corrected")),
    "correct": Owed(mark("the note of a meeting, to be corrected")),
    "final": Owed(mark("the final note of a meeting")),
    "finished": Owed(mark("the final note of a meeting")),
}
ABOUT = ("notes.note", "notes.arranging", "notes.to_correct", "notes.inside", "notes.news")

KINDS = {LineKind.CONCLUSION: mark("conclusion"), LineKind.DECISION: mark("decision")}
REMEMBERS = {
    "note_line": Remembered(
        mark("Conclusions and decisions that you noted down"),
        seen_by=mark("people who work in the network; observers the general part of a final note, without your name"),
        columns={
            "words": mark("what"), "kind": KINDS, "reason": mark("taken out because"), "said_at": mark("when"),
            "state": {
                LineState.STANDS: mark("in the note"), LineState.OUT: mark("taken out"),
                LineState.MERGED: mark("put together with another"), LineState.WITHDRAWN: mark("taken back"),
            },
        },
    ),
    "note_correction": Remembered(
        mark("Corrections of notes that you proposed"), seen_by=mark("those who lead the network"),
        columns={
            "words": mark("what"), "proposed_at": mark("when"),
            "state": {
                CorrectionState.PROPOSED: mark("waits for a word"), CorrectionState.ACCEPTED: mark("accepted"),
                CorrectionState.DECLINED: mark("declined"),
            },
        },
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """The meeting whose note it is."""
    ours = [subject for subject in subjects if subject[0] in ABOUT]
    found = {each.key: each for each in await meetings.by_ids(visit.uow, {key for _kind, key in ours})}
    return {subject: meeting_words.title(_, found[subject[1]]) for subject in ours if subject[1] in found}
