"""How the features word what their tables remember of people."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from handlers.feature import Remembered
from handlers.registry import Registry
from handlers.words import KINDS, ROLES
from locales.reader import mark
from storage.institutions import InstitutionKind
from storage.roles import Role

STRUCTURED = frozenset({"answers"})
"""Columns that hold a structure as JSON; whatever looks like one elsewhere is only words."""
COLUMNS = {"since": mark("since"), "until": mark("until"), "at": mark("on")}
VALUES: dict[type[Enum], Mapping[Any, str]] = {Role: ROLES, InstitutionKind: KINDS}


def worded(registry: Registry) -> dict[str, Remembered]:
    """How each table with personal data is worded by its feature, in the features' order."""
    return {table: words for feature in registry.features for table, words in feature.remembers.items()}
