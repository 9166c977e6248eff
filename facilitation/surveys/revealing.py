"""Whether an item seems to ask who somebody is: the answers of so few people would say whose they are."""

import re

from facilitation.surveys.instruments import Item, ItemKind
from facilitation.text import folded

WORD = re.compile(r"[^\W_]+")
SOMEBODY = re.compile(
    r"miast(o|a|u|em|ach)?|miescie|gmin(a|y|ie|e|o|ami|ach)?|powiat\w*|wojewodztw\w*|miejscowosc\w*"
    r"|instytucj\w*|urzad|urzed\w*|organizacj[aieo]\w*|wydzial\w*|referat\w*|dzial(u|e|em)?"
    r"|wiek(u|iem)?|lat|urodzeni\w*|plec|plci|stanowisk\w*|funkcj[aieo]\w*|zawod\w*|rol[aieo]|staz(u|em)?"
    r"|imie|imienia|imion\w*|nazwisk\w*|telefon\w*|mail\w*|email\w*"
    r"|city|cities|town|towns|municipalit\w*|village|county|region|institution\w*|organi[sz]ation\w*"
    r"|department|age|aged|old|born|gender|sex|position|job|role|profession|seniority"
    r"|name|surname|phone"
)
ABOUT_ONESELF = re.compile(
    r"jestem|pracuje|mieszkam|reprezentuje|pelnie|zajmuje|mam|am|work|live|represent|come"
)


def reveals(item: Item) -> bool:
    """Of a scale only where it is about oneself: to rely on people from other cities says nothing of one's own."""
    words = WORD.findall(folded(" ".join([item.words, *item.options])))
    if item.kind is ItemKind.SCALE and not any(ABOUT_ONESELF.fullmatch(word) for word in words):
        return False
    return any(SOMEBODY.fullmatch(word) for word in words)
