"""Topics as people write them, and the topics that a text is about."""

import pytest

from facilitation.refusals import Refused
from facilitation.text import folded
from facilitation.topics import TopicReason, names, touched
from storage.topics import Topic


def known(*listed: str) -> list[Topic]:
    return [
        Topic(id=number, network_id=1, name=name, folded=folded(name))
        for number, name in enumerate(listed, start=1)
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("smog", ["smog"]),
        ("smog, transport, seniorzy", ["smog", "transport", "seniorzy"]),
        ("smog\ntransport; seniorzy", ["smog", "transport", "seniorzy"]),
        ("- smog\n• zieleń  miejska\n1. woda i ścieki", ["smog", "zieleń miejska", "woda i ścieki"]),
        ("smog,, transport, .\n\n", ["smog", "transport"]),
        ("e-usługi, 5G, UE", ["e-usługi", "5G", "UE"]),
        ("smog\x00\u202e miejski", ["smog miejski"]),
        ("ą" * 40, ["ą" * 40]),
        (" , ;\n", []),
    ],
)
def test_several_topics_are_read_from_one_message(typed: str, meant: list[str]) -> None:
    assert names(typed) == meant


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("smog, a", TopicReason.SHORT),
        ("smog, 🚲🚲🚲", TopicReason.SHORT),
        ("smog, " + "ą" * 41, TopicReason.LONG),
    ],
)
def test_what_can_be_no_topic_is_refused_by_its_name(typed: str, reason: TopicReason) -> None:
    with pytest.raises(Refused) as refused:
        names(typed)
    assert refused.value.reason is reason
    assert str(refused.value.values["name"]).startswith(typed.removeprefix("smog, ")[:40])


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("smog", "Jak walczyć ze smogiem?"),
        ("usuwanie azbestu", "Azbest: kto pomoże w usuwaniu?"),
        ("seniorzy", "Klub seniora i zajęcia dla seniorów"),
        ("energia", "Skąd brać tańszą energię? Ceny energii rosną."),
        ("transport", "O transporcie zbiorowym"),
        ("dostępność", "jak poprawic dostepnosc urzedu"),
        ("dostepnosc", "Jak mierzyć dostępność?"),
        ("Łódź", "Co robią w Łodzi?"),
        ("woda i ścieki", "Opłaty za wodę oraz ścieki"),
        ("zieleń miejska", "Utrzymanie zieleni miejskiej"),
        ("budżet obywatelski", "BUDŻETU OBYWATELSKIEGO ktoś próbował?"),
        ("e-usługi", "Wdrażamy e-usługi"),
    ],
)
def test_a_text_touches_a_topic_whatever_the_endings_case_and_diacritics(topic: str, text: str) -> None:
    assert [each.name for each in touched(known("kultura", topic), text)] == [topic]


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("zieleń miejska", "Zieleń przy szkole"),
        ("woda i ścieki", "Woda w kranach i nic więcej"),
        ("smog", ""),
        ("w", "Spotkanie w Łodzi"),
        ("rower", "Rada osiedla"),
    ],
)
def test_a_text_does_not_touch_a_topic_of_which_it_lacks_a_word(topic: str, text: str) -> None:
    assert touched(known(topic), text) == []


def test_a_text_may_touch_several_topics_in_the_order_of_the_list() -> None:
    listed = known("seniorzy", "smog", "transport")
    found = touched(listed, "Transport a smog")
    assert [topic.name for topic in found] == ["smog", "transport"]
