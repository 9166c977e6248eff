"""What was said at the meeting that never was."""

PROGRAMME = (
    ("10:00-10:20", "Powitanie i cel spotkania", "Katarzyna Pietrzykowska"),
    ("10:20-11:30", "Co utrudnia konsultacje z osobami, które nie przychodzą na spotkania", "Jan Żak"),
    ("11:30-11:45", "Przerwa", ""),
    (
        "11:45-13:00",
        "Praca w grupach: trzy rozwiązania do sprawdzenia",
        "Bronisława Krzyżanowska-Wyszogrodzka",
    ),
    ("13:00-13:45", "Obiad", ""),
    ("13:45-14:30", "Przegląd naborów i konkursów", "Magdalena Chmielińska-Gołębiowska"),
    ("14:30-15:00", "Wnioski, zadania, termin następnego spotkania", "Katarzyna Pietrzykowska"),
)

CONCLUSIONS = (
    "Ogłoszenie w urzędzie i w internecie dociera do tych samych osób. Nowe osoby przychodzą, gdy zaprosi je "
    "ktoś, kogo znają: szkoła, parafia, klub sportowy, sklep.",
    "Spotkanie w godzinach pracy wyklucza rodziców i osoby pracujące na zmiany; wieczór w bibliotece lub w "
    "szkole zmienia skład sali bez dodatkowych kosztów.",
    'Najczęstsza obawa urzędów to "co, jeśli obiecamy za dużo". Pomaga krótka lista rzeczy, o których można '
    "jeszcze zdecydować, i tych, które już przesądzono.",
)

DECISIONS = (
    "Trzy miasta sprawdzą do kwietnia jedno rozwiązanie: zaproszenie przez kogoś znajomego. Wyniki porównamy "
    "na wiosnę.",
    "Budżet wspólnego badania nie przekroczy 25 000 zł; wniosek składa Łódź.",
    "Następne spotkanie: środa, 21 kwietnia 2027 r., Golub-Dobrzyń.",
)

ACTIONS = (
    (
        "Opis pilotażu na jedną stronę: kogo zapraszamy, przez kogo, jak liczymy nowe osoby",
        "Dobrosława Ostrzeszewicz-Kwaśniewska",
        "5 lutego 2027 r.",
    ),
    ("Wzór listy „co jeszcze można zmienić”", "Wawrzyniec Gżegżółka", "12 lutego 2027 r."),
    ("Wniosek o dofinansowanie badania", "Anna Maria Grześkowiak-Dąbrowska", "26 lutego 2027 r."),
    ("Rezerwacja sali i noclegów w Golubiu-Dobrzyniu", "Agnieszka Łękawska-Święcicka", "15 marca 2027 r."),
)

FIGURES = (
    ("Przedstawiciele instytucji", "35", "5"),
    ("Goście", "1", "1"),
    ("Instytucje, które wzięły udział", "20", "5"),
)

PURPOSE = (
    "Spotkanie miało odpowiedzieć na jedno pytanie: jak rozmawiać z mieszkańcami, którzy nie przychodzą na "
    "konsultacje. Nazwaliśmy sześć przeszkód, dla trzech z nich znaleźliśmy rozwiązania, które można "
    "sprawdzić małym kosztem, i uzgodniliśmy, kto je sprawdzi - cel został osiągnięty."
)

NEEDS = (
    "Potrzebna jest konsultacja prawna w sprawie zgód na kontakt (2-3 godziny) oraz przykład ankiety, którą "
    "wypełnia się w 5 minut na telefonie."
)
