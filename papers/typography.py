"""How typed text is set: spaces that do not break, quotation marks, dashes and ellipses, by the habits of a language.

Only spaces, quotation marks, hyphens and runs of dots change; every letter and figure stays. Setting twice changes
nothing more.
"""

import re
import unicodedata
from collections.abc import Callable

HARD_SPACE = "\N{NO-BREAK SPACE}"
KEPT = "\n\t"
UNSEEN = ("Cc", "Cs", "Co", "Cn")

Step = Callable[[str], str]


def neat(text: str, language: str) -> str:
    """The text as a careful typist of that language would have typed it."""
    text = re.sub(r"[ \t]+", " ", printable(text))
    for step in (*EVERYWHERE, *HABITS.get(language, ())):
        text = step(text)
    return text


def printable(text: str) -> str:
    """Without what no document may hold: control characters, halves of characters and unassigned ones."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(sign for sign in text if sign in KEPT or unicodedata.category(sign) not in UNSEEN)


def _replacing(pattern: str, replacement: str, flags: int = 0) -> Step:
    whole = re.compile(pattern, flags)
    return lambda text: whole.sub(replacement, text)


def _ranges(text: str) -> str:
    """10-12 and 9:00-15:00 are ranges; 00-950 is a postal code and 2027-01-15 a date."""
    return RANGE.sub(
        lambda found: f"{found[1]}–{found[2]}" if not POSTAL.fullmatch(found[0]) else found[0], text
    )


def _quoting(opening: str, closing: str, pairs: tuple[str, ...]) -> Step:
    """Quotation marks that come in pairs, the inner ones first, until no pair is left."""
    wholes = tuple(re.compile(pair) for pair in pairs)

    def quote(text: str) -> str:
        before = None
        while before != text:
            before = text
            for whole in wholes:
                text = whole.sub(rf"{opening}\1{closing}", text)
        return text

    return quote


FIGURES = r"(\d+(?:[:.,]\d+)*)"
RANGE = re.compile(rf"(?<![^\s(„“”\"\[]){FIGURES}-{FIGURES}(?=[.,;:!?)\]”\"]*(?:\s|$))")
POSTAL = re.compile(r"\d\d-\d\d\d")
STRAIGHT = r'(?<!\w)"(?=\S)([^"\n]*?)(?<=\S)"(?!\w)'

EVERYWHERE: tuple[Step, ...] = (
    _replacing(r"(?<!\.)\.\.\.(?!\.)", "…"),
    _replacing(r"(^|(?<=[\s\u00a0]))--?(?=\s)", "–", re.MULTILINE),
    _ranges,
    _replacing(r"(?<=[^\s]) –(?=\s)", f"{HARD_SPACE}–"),
    _replacing(r"(?<=[^\W\d_])'(?=[^\W\d_])", "’"),
    _replacing(r"(?<=\d) (?=\d{3}(?!\d))", HARD_SPACE),
    _replacing(r"(?<=\d) (?=(?:%|‰|°C|€|[kcm]?m²?\b|km\b|kg\b|ha\b|[MG]B\b))", HARD_SPACE),
)

POLISH_MONTHS = "stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźd|list|grud"
POLISH_UNITS = r"(?:zł|gr|tys\.|mln|mld|proc\.|r\.|w\.|os\.|godz\.|min|szt\.|pkt)(?!\w)"
POLISH_COUNTED = (
    "os[oó]b|instytucj|miast|gmin|powiat|dni|tygod|miesi|lat|godzin|minut|sekund|spotka|pytan|głos"
)
POLISH_SHORT = (
    r"nr|poz\.|pkt|art\.|ust\.|par\.|zał\.|str\.|s\.|ul\.|al\.|pl\.|os\.|godz\.|tel\."
    r"|dr|inż\.|mgr|prof\.|hab\.|św\.|im\.|woj\.|gm\.|pow\."
)
ENGLISH_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"

HABITS: dict[str, tuple[Step, ...]] = {
    "pl": (
        _quoting("„", "”", (r"„([^„“”\"\n]*)[“\"]", r"“([^„“”\"\n]*)”", STRAIGHT)),
        _replacing(r"(?<!\w)([aiouwzAIOUWZ]) (?=\S)", rf"\1{HARD_SPACE}"),
        _replacing(rf"(?<=\d) (?=(?:{POLISH_MONTHS})\w)", HARD_SPACE),
        _replacing(rf"(?<=\d) (?={POLISH_UNITS}|{POLISH_COUNTED})", HARD_SPACE),
        _replacing(rf"(?<!\w)({POLISH_SHORT}) (?=\S)", rf"\1{HARD_SPACE}", re.IGNORECASE),
    ),
    "en": (
        _quoting("“", "”", (r"“([^„“”\"\n]*)\"", STRAIGHT)),
        _replacing(rf"(?<=\d) (?=(?:{ENGLISH_MONTHS})\w)", HARD_SPACE),
        _replacing(r"(?<!\w)(No\.|p\.|pp\.|Dr|Mr|Mrs|Ms|Prof\.) (?=\S)", rf"\1{HARD_SPACE}"),
    ),
}
