"""The catalogue: the log taken out as files and web pages as far as its owners agreed, and brought in from a table."""

from facilitation.facts import EntryChanged
from facilitation.permissions import Act
from handlers.catalogue import importing, site, taking_out
from handlers.catalogue.taking_out import CatalogueReason
from handlers.due import Prepared
from handlers.feature import Area, Command, Feature, Owed, Place
from locales.reader import mark

FEATURE = Feature(
    name="catalogue",
    code="cat",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "katalog", "catalogue", mark("the log as a brochure, a table or web pages"),
            taking_out.show, act=Act.EXPORT_LOG,
        ),
        Command(
            "wczytaj", "import", mark("bring entries into the log from a table"),
            importing.show, place=Place.PRIVATE, act=Act.IMPORT_LOG,
        ),
    ),
    taps={
        "scopes": taking_out.on_link,
        "shapes": taking_out.on_shapes,
        "make": taking_out.on_make,
        "example": importing.on_example,
        "bring": importing.on_bring,
    },
    links={"catalogue": taking_out.on_link},
    forms=(importing.FORM,),
    begins=site.begin,
    due={
        "make": Prepared(taking_out.make, taking_out.made),
        "build": Prepared(site.make, site.built),
        "read": Prepared(importing.read, importing.have_read),
        "bring": Prepared(importing.read, importing.have_brought),
    },
    hears={EntryChanged: site.on_changed},
    owes={
        "make": Owed(mark("the log as a file"), noted=False),
        "file": Owed(mark("the log as a file"), noted=False),
        "read": Owed(mark("reading a table of entries"), noted=False),
        "bring": Owed(mark("bringing entries in from a table")),
        "readback": Owed(mark("what came of a table of entries"), noted=False),
        "build": None,
    },
    refusals={
        CatalogueReason.NOTHING: mark("There is no entry that may go so far."),
        CatalogueReason.MANY: mark(
            "These are more than {most} entries, too many for a printed brochure. The table and the web pages take all "
            "of them."
        ),
        CatalogueReason.NOT_A_TABLE: mark(
            "I need a table as a CSV file. In Excel choose “Save as” and “CSV UTF-8”, and send me that file."
        ),
        CatalogueReason.TABLE_LARGE: mark("This file is larger than {most} MB. Please divide the table."),
        CatalogueReason.NOT_HERE: mark("This table is not here any more. Please send it again: /import"),
    },
)  # fmt: skip
