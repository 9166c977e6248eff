"""Countries as people name them."""

from babel import Locale

from facilitation.text import folded

LANGUAGES = ("pl", "en")
LENGTH_OF_A_CODE = 2


def find_country(typed: str) -> str | None:
    """The ISO code of a country by its name in Polish or English, or by the code itself."""
    wanted = folded(" ".join(typed.split()))
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == LENGTH_OF_A_CODE and code.isalpha() and wanted in (code.casefold(), folded(name)):
                return str(code)
    return None
