"""Garbage: looked for where it comes and goes, seldom; no more among what was loaded at the start, which stays.

Looking through everything again and again took a fifth of a busy bot's time.
"""

import gc

YOUNG = 20_000
"""Objects that come before the next look; Python's own 700 are made by two messages."""


def keep_what_is_loaded() -> None:
    """To be called once, when everything has started."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
