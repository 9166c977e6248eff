"""Words compared the way people mean them: without case and diacritics, ł included."""

import unicodedata


def folded(text: str) -> str:
    """`Dyżur  w Łodzi` is `dyzur w lodzi`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().replace("ł", "l"))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
