"""Polish words for times and rhythms and what they mean in the common vocabulary of `words`."""

from collections.abc import Iterable, Iterator

_WORDS = {
    "MO": "poniedziałek poniedziałku poniedziałkowi poniedziałkiem pon pn pnd",
    "MOs": "poniedziałki poniedziałków poniedziałkach poniedziałkami",
    "TU": "wtorek wtorku wtorkowi wtorkiem wt wto",
    "TUs": "wtorki wtorków wtorkach wtorkami",
    "WE": "środa środę środzie środą śr śro",
    "WEs": "środy śród środach środami",
    "TH": "czwartek czwartku czwartkowi czwartkiem czw cz",
    "THs": "czwartki czwartków czwartkach czwartkami",
    "FR": "piątek piątku piątkowi piątkiem pt pią piąt",
    "FRs": "piątki piątków piątkach piątkami",
    "SA": "sobota sobotę sobocie sobotą sob so sb",
    "SAs": "soboty sobót sobotach sobotami",
    "SU": "niedziela niedzielę niedzieli niedzielą nd ndz niedz",
    "SUs": "niedziele niedziel niedzielach niedzielami",
    "m1": "styczeń stycznia styczniu sty",
    "m2": "luty lutego lutym lut",
    "m3": "marzec marca marcu mar",
    "m4": "kwiecień kwietnia kwietniu kwi",
    "m5": "maj maja maju",
    "m6": "czerwiec czerwca czerwcu cze",
    "m7": "lipiec lipca lipcu lip",
    "m8": "sierpień sierpnia sierpniu sie",
    "m9": "wrzesień września wrześniu wrz",
    "m10": "październik października październiku paź",
    "m11": "listopad listopada listopadzie lis",
    "m12": "grudzień grudnia grudniu gru",
    "1": "jeden jedna jedno jedną",
    "2": "dwa dwie dwóch",
    "3": "trzy trzech",
    "4": "cztery czterech",
    "5": "pięć",
    "6": "sześć",
    "7": "siedem",
    "8": "osiem",
    "9": "dziewięć",
    "10": "dziesięć",
    "11": "jedenaście",
    "12": "dwanaście",
    "15": "piętnaście",
    "20": "dwadzieścia",
    "30": "trzydzieści",
    "40": "czterdzieści",
    "50": "pięćdziesiąt",
    "60": "sześćdziesiąt",
    "90": "dziewięćdziesiąt",
    "every": "co każdy każda każde każdą każdego każdej każdym wszystkie",
    "even": "parzysty parzysta parzyste parzystą parzystego parzystej parzystych",
    "odd": "nieparzysty nieparzysta nieparzyste nieparzystą nieparzystego nieparzystej nieparzystych",
    "once": "raz jednorazowo jednorazowy jednorazowe jednorazowa jednorazową jednokrotnie",
    "times": "razy spotkań sesji dyżurów",
    "week": "tydzień tygodnia tygodniu tygodnie tygodni tygodniach tyg",
    "month": "miesiąc miesiąca miesiącu miesiące miesięcy mies",
    "year": "rok roku lata lat",
    "day": "dzień dnia dniu dni",
    "hour": "godzina godziny godzinę godzinie godzin godz g",
    "minute": "minuta minuty minutę minut min",
    "from": "od począwszy",
    "to": "do",
    "end": "końca koniec",
    "between": "między pomiędzy",
    "at": "o",
    "on": "w we",
    "in": "za",
    "for": "przez na",
    "and": "i oraz",
    "next": "najbliższy najbliższa najbliższą najbliższe przyszły przyszła przyszłą następny następna następną",
    "today": "dziś dzisiaj",
    "tomorrow": "jutro jutra",
    "overmorrow": "pojutrze pojutrza",
    "am": "rano ranem",
    "pm": "wieczorem wieczór popołudniu",
    "12:00": "południe południa",
    "0:00": "północ północy",
    "": "a też proszę dyżur dyżury dyżuru spotkanie spotkania konsultacje aż tylko się odbywa r",
}

_EXPRESSIONS = {
    "every week": "cotygodniowo tygodniowo",
    "every 2 week": "dwutygodniowo",
    "every month": "comiesięcznie miesięcznie",
    "every 3 month": "kwartalnie",
    "every day": "codziennie",
    "3 month": "kwartał kwartale",
    "15 minute": "kwadrans",
    "1.5": "półtorej",
    "half": "pół",
    "MOs TUs WEs THs FRs": "robocze powszednie",
    "SAs SUs": "weekend weekendy weekendu",
}

_LONGER = {
    "raz w tygodniu": "every week",
    "raz na tydzień": "every week",
    "raz w miesiącu": "every month",
    "raz na miesiąc": "every month",
    "raz na kwartał": "every 3 month",
    "raz na": "every",
    "jeden raz": "once",
    "pierwszy raz": "from",
    "po południu": "pm",
    "przed południem": "am",
    "wpół do": "halfto",
    "za kwadrans": "quarterto",
    "kwadrans po": "quarterpast",
    "w dni robocze": "MOs TUs WEs THs FRs",
    "dzień roboczy": "MOs TUs WEs THs FRs",
    "co dzień": "every day",
}

_ORDINALS = {
    "drug": 2, "czwart": 4, "piąt": 5, "szóst": 6, "siódm": 7, "ósm": 8, "dziewiąt": 9,
    "dziesiąt": 10, "jedenast": 11, "dwunast": 12, "trzynast": 13, "czternast": 14, "piętnast": 15,
    "szesnast": 16, "siedemnast": 17, "osiemnast": 18, "dziewiętnast": 19, "dwudziest": 20,
    "trzydziest": 30, "pierwsz": 1, "trzeci": 3, "ostatni": -1, "przedostatni": -2,
}  # fmt: skip
_HARD = ["y", "a", "ą", "e", "ego", "ej", "ym"]
_AFTER_G = ["i", "a", "ą", "ie", "iego", "iej", "im"]
_SOFT = ["", *["a", "ą", "e", "ego", "ej", "m"]]


def _ordinals() -> Iterator[tuple[str, str]]:
    for stem, number in _ORDINALS.items():
        endings = _SOFT if stem.endswith("i") else _AFTER_G if stem.endswith("g") else _HARD
        for ending in endings:
            yield stem + ending, f"#{number}"


def _spread(table: dict[str, str]) -> Iterator[tuple[str, str]]:
    for meaning, words in table.items():
        for word in words.split():
            yield word, meaning


def _with_plain_spelling(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each word with and without its diacritics; where two meet without them, the later one stands."""
    spelled = dict(entries)
    bare = str.maketrans("ąćęłńóśźż", "acelnoszz")
    return {word.translate(bare): meaning for word, meaning in spelled.items()} | spelled


MEANINGS = _with_plain_spelling([*_ordinals(), *_spread(_WORDS), *_spread(_EXPRESSIONS), *_LONGER.items()])
