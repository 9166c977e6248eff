"""The features of the house, one explicit line each."""

from handlers import (
    feeds,
    forms,
    help,
    housekeeping,
    institutions,
    language,
    menus,
    network,
    office_hours,
    people,
    personal_data,
    posts,
    refusals,
    rhythms,
    roles,
    status,
)

FEATURES = (
    refusals.FEATURE,
    forms.FEATURE,
    network.FEATURE,
    people.FEATURE,
    institutions.FEATURE,
    office_hours.FEATURE,
    feeds.FEATURE,
    roles.FEATURE,
    status.FEATURE,
    language.FEATURE,
    personal_data.FEATURE,
    help.FEATURE,
    menus.FEATURE,
    posts.FEATURE,
    rhythms.FEATURE,
    housekeeping.FEATURE,
)
