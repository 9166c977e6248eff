"""Where the catalogs are and how they are loaded: straight from the .po files, so nothing compiled is kept."""

import functools
import gettext
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
LANGUAGES = ("pl", "en")


def path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "spoiwo.po"


def read(language: str) -> Catalog:
    with path(language).open("rb") as file:
        return read_po(file, locale=language, domain="spoiwo")


@functools.cache
def translations(language: str) -> gettext.GNUTranslations:
    """The sentences of one language, ready to look up."""
    compiled = io.BytesIO()
    write_mo(compiled, read(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
