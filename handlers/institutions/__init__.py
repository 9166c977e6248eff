"""Institutions of a network: the list with its gaps, doubled ones merged, names put right, and who is expected."""

from facilitation.institutions.reasons import InstitutionReason
from facilitation.permissions import Act
from handlers.feature import Command, Feature, Place
from handlers.institutions import expected, listing, tidying
from locales.reader import mark

FEATURE = Feature(
    name="institutions",
    code="places",
    commands=(
        Command(
            "instytucje", "institutions", mark("the institutions and how many people they send"), listing.show,
            place=Place.PRIVATE, act=Act.LIST_INSTITUTIONS, button=mark("Institutions"),
        ),
    ),
    taps={
        "show": listing.on_show,
        "merge": tidying.on_merge,
        "unmerge": tidying.on_unmerge,
        "rename": tidying.on_rename,
        "kind": tidying.on_kind,
        "remove": tidying.on_remove,
        "expect": expected.on_expect,
        "clear": expected.on_clear,
    },
    forms=(tidying.MERGE, tidying.RENAME, tidying.KIND, tidying.REMOVE, expected.LIST, expected.CLEAR),
    refusals={
        InstitutionReason.NAME_EMPTY: mark("Please write the institution's name."),
        InstitutionReason.NAME_LONG: mark("That name is too long; please keep it within {most} characters."),
        InstitutionReason.GONE: mark("This institution is not on the list any more. Please choose again."),
        InstitutionReason.SAME: mark("That is the same institution. Please choose two different ones."),
        InstitutionReason.TAKEN: mark("“{name}” is on the list already. If both are the same, merge them."),
        InstitutionReason.EMPTY_LIST: mark("I found no institution there. Please send one a line, e.g. “Gdynia 2”."),
        InstitutionReason.MERGE_STANDS: mark(
            "This merge can't be undone any more, because the list has changed since. /institutions shows it."
        ),
        InstitutionReason.REPRESENTED: mark("Someone represents “{name}”, so it stays. It can be merged with another."),
    },
)  # fmt: skip
