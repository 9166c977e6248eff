"""What is refused about entries of the log, in sentences."""

from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Reason
from locales.reader import mark

REFUSALS: dict[Reason, str] = {
    EntryReason.ALREADY: mark("This answer is in the log already, or its author was asked."),
    EntryReason.GONE: mark("This entry is not in the log any more."),
    EntryReason.NOT_YOURS: mark("Only the author of the words can do that."),
    EntryReason.NO_AUTHOR: mark("Its author asked to be forgotten, so nobody can agree to it."),
    EntryReason.NOT_PUBLIC: mark("This answer is not for everyone, so it can't stand in the log."),
    EntryReason.CHANGED_MEANWHILE: mark("Somebody has changed this entry meanwhile. Please open it again."),
    EntryReason.NOT_NOW: mark("This can't be done with this entry now. Please open it again."),
    EntryReason.INCOMPLETE: mark("Something that every entry needs is still missing. Its page shows what."),
    EntryReason.OWN_ENTRY: mark(
        "This entry is yours, so somebody else who leads the network decides about it."
    ),
    EntryReason.NOTHING_CHANGED: mark("Nothing is changed so far. Please change a field first."),
    EntryReason.PROPOSED_ALREADY: mark(
        "Its author has a proposal already. Please wait for the answer first."
    ),
    EntryReason.PROPOSAL_GONE: mark("This proposal is settled already, or does not exist any more."),
    EntryReason.EMPTY: mark("Please write a few words."),
    EntryReason.LONG: mark("That has {length} characters; please keep it within {most}."),
    EntryReason.TITLE_LENGTH: mark("A title has at most {most} characters; this one has {length}."),
    EntryReason.MANY_DRAFTS: mark(
        "You have {most} drafts already. Hand one in or delete one, then there is room for the next."
    ),
    EntryReason.NOT_THEIR_WORDS: mark("Only whoever wrote these words can do that."),
    EntryReason.NO_WORDS: mark(
        "There are no words in this message that an entry could begin with. Send /practice without replying to "
        "anything, and I ask for one part after another."
    ),
    EntryReason.WORDS_LONG: mark(
        "This message has {length} characters, and one field takes {most}. Send the most important part as a "
        "message of its own and reply to that."
    ),
    EntryReason.LINE_GONE: mark("This line does not stand in the note any more."),
    EntryReason.VERSION_GONE: mark("This version is not kept any more."),
    EntryReason.NO_FILE: mark("I see no file. Please send a photo or a file, or tap “Done”."),
    EntryReason.FILE_GONE: mark("This file is not with the entry any more."),
    EntryReason.WRONG_FILE: mark(
        "That I can't add. Photos fit, and files that are PDF, JPEG or PNG; other papers please save as PDF."
    ),
    EntryReason.LARGE_FILE: mark(
        "This file has {size} MB, and I can take {most} MB at most. A smaller photo or a compressed PDF fits."
    ),
    EntryReason.MANY_FILES: mark(
        "This entry has {most} files, and that is as many as fit. Remove one first."
    ),
}
