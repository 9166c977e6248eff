"""From text to terms: folded words without their endings, and what helps to find a word that was mistyped.

All works on folded letters, so that `kotłów` and `kotlow` are one term. Endings are cut to the shortest stem that still
tells words apart; consonants that change before endings (`bibliotece`, `biblioteka`) end as one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from facilitation.text import folded

MOST_TYPED, MOST_ASKED = 4096, 32
"""Letters that are read of what someone types, and different words that are looked up."""
MOST_READ = 40_000
MOST_LETTERS = 40
SHORTEST_STEM = 3
IN_TITLE = 3
"""A word of a title counts as much as so many further down."""
WORD = re.compile(r"[^\W_]+")
FLEETING = re.compile(r"(?<=[^aeiouy])(?:e(?=k$)|(?<=\w{3})ie(?=c$))")
"""The vowel that only forms without an ending have: `rynek` and `rynku`, `mieszkaniec` and `mieszkańcy`."""
BEGINNING, SHORTEST_SLIP = 7, 4
"""Within its first letters a word is found with one of them wrong, if it is not too short for that."""
SAME_BEGINNING = 5

_ASKING = """
a aby albo ale an and ani any anybody anyone are as at az bardzo be beda bedzie bedziemy been bez bo
but by byc byl byla bylo byly bym bys can ci cie co cos could czego czemu czy czyj czym did dla
dlaczego do does dosc dzieki for from gdy gdyby gdzie go had has have how i ich if ile im in inne
innych into is it its ja jak jaka jaki jakich jakie jakiej jakies jakis jako je jego jej jesli jest
jestem jestesmy jezeli juz kiedy kim kogo komu kto ktora ktore ktoregos ktorej ktory ktorych ktorym
ktorzy ktos lub ma macie maja mam mamy me mi miec mnie moga moge moj moze mozecie mozna my na nad
nam nami nas nasz nasza nasze nie niech niz no not o od of on ona one oni or oraz our po pod podczas
ponad poniewaz potrzebuje prosze przed przez przy pytanie robi robia robic robicie sa should sie
skad so sobie sposob swoim swoj swoje szukam ta tak taka taki takie tam te tego tej tem ten that the
their them then there these they this those to tu tych tylko tym u us w wam was wasz we were what
when where which who why wie wiecie wiemy will with wlasnie would wsrod wszystkie wszystko you your
z za zas ze zeby
"""
STOPWORDS = frozenset(_ASKING.split())
"""Words that ask and join; nothing is found by them alone."""
_ENDINGS = """
a aca iaca ajaca ujaca ia oscia owania uja owala owana iejsza ac iac owac ic osc yc e ace iace ajace
ujace ie aliscie ialiscie owaliscie eliscie ieliscie iliscie yliscie oscie owanie owie uje owane
iejsze ach iach ich ych acych iacych ajacych ujacych owanych iejszych i osci owali ami iami imi ymi
iejsi owi iowi ej acej iacej ajacej ujacej iej owanej owal em iem owaniem im om iom um ium ym acym
ajacym ujacym owanym iejszym owan o ego acego iacego ajacego ujacego iego owanego iejszego io ano
owano iono ies u iu owaniu emu iemu ow iow y acy iacy ajacy ujacy owaly amy emy ujemy imy alismy
ialismy owalismy elismy ielismy ilismy ylismy ymy owany iejszy asz esz iesz
"""
ENDINGS = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))
CHANGING = (
    ("iesc", "iast"),
    ("rz", "r"),
    ("cz", "k"),
    ("sz", "s"),
    ("dz", "d"),
    ("ni", "n"),
)
"""Ends of stems that differ from form to form, and what stands for all of them."""
IRREGULAR = {
    form: forms.split()[0]
    for forms in (
        "kotl kociol",
        "dzien dnia dniem dniowi dniu dni dniom dniach dniami",
        "pies psa psu psem psie psy psow psom psach psami",
        "wies wsi wsia wsie wsiom wsiach wsiami",
        "dzieck dziecko dziecka dziecku dzieckiem dzieci dzieciom dziecmi dzieciach",
        "czlowiek czlowieka czlowiekowi czlowiekiem czlowieku ludzie ludzi ludziom ludzmi ludziach",
        "ksiadz ksiedza ksiedzu ksiedzem ksieza ksiezy",
        "pieniadz pieniadze pieniedzy pieniadzom pieniedzmi pieniadzach pieniadza",
        "brat bracia braci",
        "reka rece rak rekami rekach",
        "las lesie",
        "dab deby debow debami debach debu deb",
        "zab zeby zebow zebami zebach zeba",
        "okn okien",
    )
    for form in forms.split()
}


def words(text: str) -> Iterator[str]:
    """The folded words of a text, those left out that only ask or join."""
    for word in WORD.findall(folded(text)):
        if word not in STOPWORDS and (len(word) > 1 or word.isdigit()):
            yield word[:MOST_LETTERS]


@lru_cache(20_000)
def stem(word: str) -> str:
    """What all forms of a folded word have in common; `kotlow` and `kociol` are `kotl`."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not word.isalpha():
        return word
    long = len(word)
    cut = next((end for end in ENDINGS if long - len(end) >= SHORTEST_STEM and word.endswith(end)), "")
    left = word[: long - len(cut)]
    if left.endswith(("lic", "nic")) and cut != "y" and len(left) > SHORTEST_STEM + 2:
        left = left[:-2]
    if not cut and long > SHORTEST_STEM + 1:
        left = FLEETING.sub("", left)
    return _unchanging(left, cut)


def _unchanging(left: str, cut: str) -> str:
    """A stem whose last consonant does not tell which ending followed."""
    if left.endswith("dz") and cut == "e":
        return f"{left[:-2]}g"
    for end, same in CHANGING:
        if left.endswith(end) and len(left) > len(end):
            return left[: -len(end)] + same
    soft = cut.startswith("i") or left.endswith("sc")
    if left.endswith("c") and len(left) > SHORTEST_STEM - 1:
        return f"{left[:-1]}{'t' if soft else 'k'}"
    return left


def asked(typed: str) -> list[str]:
    """The different stems of what someone typed, in their order, no more than can be looked up quickly."""
    stems = dict.fromkeys(stem(word) for word in words(typed[:MOST_TYPED]))
    return list(stems)[:MOST_ASKED]


def counted(title: str, rest: str) -> Counter[str]:
    """How often each stem is in a text, a title's words more heavily."""
    stems = Counter(stem(word) for word in words(rest[:MOST_READ]))
    for word in words(title[:MOST_TYPED]):
        stems[stem(word)] += IN_TITLE
    return stems


def keys(term: str) -> set[str]:
    """What a term shares with those that are like it: a few letters at its beginning, one of them left out.

    Two terms that differ by one letter that is missing, added, exchanged or another always share a key; few others do.
    """
    if len(term) < SHORTEST_SLIP or not term.isalpha():
        return {term}
    start = term[:BEGINNING]
    shared = {start, *(start[:at] + start[at + 1 :] for at in range(len(start)))}
    return shared | {f"{term[:SAME_BEGINNING]}*"} if len(term) >= SAME_BEGINNING else shared
