"""What a line says of a call for funding, and which addresses lead somewhere."""

from datetime import UTC, date, datetime

import pytest

from facilitation import funding_calls as rules
from facilitation.funding_calls import FundingReason, Typed
from facilitation.refusals import Refused
from storage.network import Network

NOW = datetime(2026, 9, 7, 9, tzinfo=UTC)
NETWORK = Network(chat_id=-1, title="Sieć", topic="Sieć", zone="Europe/Warsaw", language="pl", since=NOW)


def test_one_line_says_everything() -> None:
    line = "LIFE: adaptacja do zmian klimatu, do 15.03.2027, dla gmin https://life.example.org/a?b=1."
    assert rules.understand(line, NETWORK, NOW, "pl") == Typed(
        "LIFE: adaptacja do zmian klimatu", date(2027, 3, 15), "https://life.example.org/a?b=1", "dla gmin"
    )


def test_what_a_line_does_not_say_is_left_out() -> None:
    assert rules.understand("www.example.org", NETWORK, NOW, "pl") == Typed(
        "", None, "https://www.example.org", ""
    )


@pytest.mark.parametrize(
    "typed",
    ["example", "ftp://example.org", "javascript:alert(1)", "https://", "https://a b.pl", "http://[x"],
)
def test_what_is_no_address_on_the_web_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.checked_link(typed)
    assert refused.value.reason is FundingReason.NO_LINK


@pytest.mark.parametrize("typed", ["https://example.org", "http://example.org/nabór?x=1", "www.example.org"])
def test_an_address_on_the_web_is_taken(typed: str) -> None:
    assert rules.checked_link(typed).endswith(typed)
