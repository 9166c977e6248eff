"""What may go into the box of texts."""

import pytest

from facilitation.refusals import Refused
from facilitation.surveys.box import LONGEST_TEXT, TEXT_BYTES, checked_text


def test_what_a_database_can_not_keep_is_left_out() -> None:
    assert checked_text("dobrze\0 jest") == "dobrze jest"
    with pytest.raises(Refused):
        checked_text("\0\0")


def test_the_longest_text_fits_into_the_box_in_any_script() -> None:
    assert len(checked_text("😀" * LONGEST_TEXT).encode()) == TEXT_BYTES
    with pytest.raises(Refused):
        checked_text("a" * (LONGEST_TEXT + 1))
