"""Keeps the catalogs true to the code: `python -m locales.tool update` and `… check` (CI)."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from locales import catalog

ROOT = catalog.FOLDER.parent
ROOMS = ("handlers", "web", "papers", "bot")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "mark": None,
    "reader": None,
    "plural": (1, 2),
    "context": ((1, "c"), 2),
}
HEADER = """\
# Spoiwo: the words of the language "{language}", brought up to date by `python -m locales.tool update`.
msgid ""
msgstr ""
"Project-Id-Version: Spoiwo\\n"
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")
TAG = re.compile(r"</?[a-z-]+")


def extracted() -> Catalog:
    """Every sentence that stands in the code."""
    found = Catalog(domain="spoiwo", fuzzy=False)
    for room in ROOMS:
        folder = ROOT / room
        if not folder.is_dir():
            continue
        sentences = extract_from_dir(
            folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Words:",)
        )
        for file, _line, sentence, comments, context in sentences:
            place = (Path(room, file).as_posix(), 0)
            found.add(sentence, None, [place], auto_comments=comments, context=context)
    return found


def update() -> None:
    """Bring new sentences into the catalogs and drop those that no longer stand in the code."""
    for language in catalog.LANGUAGES:
        file = catalog.path(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(updated(language))


def updated(language: str) -> bytes:
    """The catalog file as it should be; it changes only when a sentence does, so that branches merge."""
    kept = catalog.read(language) if catalog.path(language).exists() else Catalog(locale=language)
    kept.update(extracted(), no_fuzzy_matching=True, update_header_comment=False)
    kept.obsolete.clear()
    if language == "en":
        _speak_english(kept)
    for message in kept:
        message.locations = [(place, 0) for place in sorted({place for place, _ in message.locations})]
    file = io.BytesIO()
    file.write(HEADER.format(language=language, plural_forms=kept.plural_forms).encode())
    write_po(file, kept, sort_by_file=True, include_lineno=False, omit_header=True, width=0)
    return file.getvalue()


def _speak_english(kept: Catalog) -> None:
    for message in kept:
        if message.id and not _words(message)[0]:
            message.string = message.id


def _words(message: Message) -> tuple[str, ...]:
    """Every form of the translation."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(form or "" for form in forms)


def _sources(message: Message) -> tuple[str, ...]:
    """Every form of the sentence in the code."""
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def faults(language: str) -> Iterator[str]:
    """What is missing, fuzzy, left over, misfits its sentence or `update`'s writing, in words for a developer."""
    kept = catalog.read(language)
    template = extracted()
    known = {(message.id, message.context) for message in template if message.id}
    for message in template:
        if message.id and not _found(kept, message):
            yield f"{language}: missing: {message.id!r}"
    for message in kept:
        if not message.id:
            continue
        if (message.id, message.context) not in known:
            yield f"{language}: no longer in the code: {message.id!r}"
        if message.fuzzy:
            yield f"{language}: fuzzy: {message.id!r}"
        yield from _misfits(language, kept, message)
    if catalog.path(language).read_bytes() != updated(language):
        yield f"{language}: not as `update` writes it"


def _found(kept: Catalog, message: Message) -> bool:
    return kept.get(_sources(message)[0], message.context) is not None


def _misfits(language: str, kept: Catalog, message: Message) -> Iterator[str]:
    forms, sources = _words(message), _sources(message)
    if message.pluralizable and len(forms) != kept.num_plurals:
        yield f"{language}: {len(forms)} plural forms of {kept.num_plurals}: {message.id!r}"
    if not all(forms):
        yield f"{language}: not translated: {message.id!r}"
    for form in forms:
        for what, pattern in (("placeholders", PLACEHOLDER), ("tags", TAG)):
            allowed = [set(pattern.findall(source)) for source in sources]
            if form and set(pattern.findall(form)) not in allowed:
                yield f"{language}: other {what}: {message.id!r} -> {form!r}"


def main() -> int:
    if sys.argv[1:] == ["update"]:
        update()
        return 0
    found = [fault for language in catalog.LANGUAGES for fault in faults(language)]
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
