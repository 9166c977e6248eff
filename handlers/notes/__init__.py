"""The note of conclusions of a meeting: made of what people said, arranged, corrected by all, and final."""

from facilitation.facts import ActionChanged, NoteChanged, NoteFinished
from facilitation.meetings.facts import MeetingEnded
from facilitation.notes.reasons import NoteReason
from facilitation.permissions import Act
from handlers.feature import Area, Command, Feature, Paper, Part
from handlers.notes import (
    arranging,
    card,
    clock,
    correcting,
    decided,
    finding,
    hearing,
    lines,
    owed,
    paper,
    reading,
)
from locales.reader import mark
from storage.search import Kind

FEATURE = Feature(
    name="notes",
    code="note",
    area=Area.MEETINGS,
    commands=(
        Command(
            "wniosek", "conclusion", mark("keep a conclusion of the meeting: /conclusion We all lack …"),
            hearing.conclude, act=Act.NOTE_DOWN,
        ),
        Command(
            "decyzja", "decision", mark("keep a decision of the meeting: /decision We meet in …"),
            hearing.decide, act=Act.NOTE_DOWN,
        ),
        Command(
            "notatka", "note", mark("notes of the meetings"), reading.show, act=Act.SEE_MEETINGS,
            aliases=("notatki", "notes"), button=mark("Notes"),
        ),
    ),
    taps={
        "new": hearing.on_new,
        "meanthere": hearing.on_meant_here,
        "open": reading.on_open,
        "page": reading.on_page,
        "line": lines.on_line,
        "reword": lines.on_reword,
        "internal": lines.on_internal,
        "withdraw": lines.on_withdraw,
        "up": lines.on_up,
        "down": lines.on_down,
        "kind": lines.on_kind,
        "merge": lines.on_merge,
        "mergeinto": lines.on_merge_into,
        "takeout": lines.on_take_out,
        "putback": lines.on_put_back,
        "arrange": arranging.on_arrange,
        "arrpage": arranging.on_page,
        "out": arranging.on_out,
        "ready": arranging.on_ready,
        "publish": arranging.on_publish,
        "finish": arranging.on_finish,
        "reopen": arranging.on_reopen,
        "waiting": arranging.on_waiting,
        "correct": correcting.on_correct,
        "accept": correcting.on_accept,
        "decline": correcting.on_decline,
    },
    links={"note": reading.on_open},
    public=frozenset({"meanthere"}),
    forms=(hearing.NEW, lines.REWORD, lines.TAKE_OUT, correcting.CORRECT),
    due={
        "ask": clock.ask,
        "remind": clock.remind,
        "publish": clock.publish,
        "correct": clock.correct,
        "final": clock.final,
        "finished": clock.finished,
    },
    hears={
        NoteChanged: card.on_changed,
        ActionChanged: card.on_changed,
        NoteFinished: clock.on_finished,
        MeetingEnded: clock.on_ended,
    },
    posts={"note": card.render},
    under={card.MEETING: hearing.under_card},
    finds={Kind.NOTE: finding.findings},
    papers={
        "note": Paper(mark("Note of conclusions"), Act.SEE_MEETINGS, paper.general),
        "whole_note": Paper(mark("Note with its internal part"), Act.NOTE_DOWN, paper.whole),
    },
    report={Part.CONCLUSIONS: paper.conclusions, Part.DECISIONS: paper.decisions},
    decisions=decided.decisions,
    meeting_card=card.on_card,
    meeting_page=card.on_meeting_page,
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        NoteReason.WORDS_SHORT: mark("That is very short. Please write it in a few words more."),
        NoteReason.WORDS_LONG: mark("That has {length} characters; please keep it within {most}."),
        NoteReason.MANY: mark("{most} lines are the most that a note has. Please put some together first."),
        NoteReason.NO_MEETING: mark(
            "There is no meeting just now whose note I could add this to. "
            "I take notes from a day before a meeting until its note is final, two weeks at the most."
        ),
        NoteReason.GONE: mark("This is not in the note any more."),
        NoteReason.NOT_YOURS: mark("Only whoever noted this down and those who lead can do that."),
        NoteReason.IS_FINAL: mark("The note is not being collected any more. Those who lead can open it again."),
        NoteReason.NOT_FINAL: mark("The note is not final yet."),
        NoteReason.NOT_READY: mark("The note of this meeting is not ready yet. It comes into the group."),
        NoteReason.NOT_OVER: mark("The meeting is not over yet."),
        NoteReason.NOT_CORRECTING: mark("The note can't be corrected now."),
        NoteReason.CORRECTIONS: mark("Corrections wait for a word of yours: {count}. Please decide on them first."),
        NoteReason.SETTLED: mark("This correction is decided already."),
        NoteReason.TOO_LATE: mark("The note has been final for more than two weeks, so it stays as it is."),
        NoteReason.REASON_NEEDED: mark("Please write in a sentence why."),
        NoteReason.REASON_LONG: mark("That has {length} characters; please keep it within {most}."),
    },
)  # fmt: skip
