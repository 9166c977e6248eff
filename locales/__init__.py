"""The words: Polish and English catalogs, and their rendering for one reader."""

from locales.reader import LANGUAGES, Reader

__all__ = ["LANGUAGES", "Reader"]
