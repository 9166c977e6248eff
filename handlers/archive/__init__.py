"""The archive of meetings: papers and files of each, sent on when asked for, found by their titles."""

from facilitation.archive import ArchiveReason
from facilitation.permissions import Act
from handlers.archive import adding, changing, finding, listing
from handlers.feature import Area, Command, Feature, Part, Remembered
from locales.reader import mark
from storage.search import Kind

FEATURE = Feature(
    name="archive",
    code="arch",
    area=Area.MEETINGS,
    commands=(
        Command(
            "archiwum", "archive", mark("papers and files of the meetings; as a reply to a file: archive it"),
            listing.show, act=Act.SEE_MEETINGS,
        ),
    ),
    taps={
        "list": listing.on_list,
        "meeting": listing.on_meeting,
        "file": listing.on_file,
        "add": adding.on_add,
        "rename": changing.on_rename,
        "remove": changing.on_remove,
        "removed": changing.on_removed,
        "audience": changing.on_audience,
    },
    links={"archive": listing.on_link, "archfile": listing.on_file},
    forms=(adding.FORM, changing.RENAME),
    due={"index": finding.index},
    finds={Kind.FILE: finding.findings},
    meeting_page=listing.on_page,
    report={Part.ATTACHMENTS: listing.report_part},
    owes={"index": None},
    refusals={
        ArchiveReason.NO_FILE: mark("I see no file. Please send a document, a photo or a recording, or cancel."),
        ArchiveReason.TITLE_LENGTH: mark("Please write a title of {least} to {most} characters."),
        ArchiveReason.MANY: mark("This meeting has {most} files already, and that is as many as fit."),
        ArchiveReason.GONE: mark("This file is no longer in the archive. /archive shows the others."),
        ArchiveReason.NO_MEETING: mark("There is no meeting yet to which a file could belong. /meeting plans one."),
    },
    remembers={
        "archived_file": Remembered(
            mark("Files that you put into the archive"), seen_by=mark("people of the network"),
            columns={"title": mark("title"), "attached_name": mark("file"), "archived_at": mark("when")},
        )
    },
)  # fmt: skip
