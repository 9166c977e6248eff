"""Personal data: everything shown to whom it concerns, and forgotten when they ask for it."""

from handlers.feature import Area, Command, Feature, Owed, Place
from handlers.personal_data import forgetting, showing
from locales.reader import mark

FEATURE = Feature(
    name="personal_data",
    code="data",
    area=Area.ONESELF,
    commands=(
        Command("moje_dane", "mydata", mark("everything I remember about you"), showing.show,
                place=Place.PRIVATE, joined=False),
        Command("zapomnij", "forgetme", mark("let yourself be forgotten"), forgetting.ask,
                place=Place.PRIVATE, joined=False),
    ),
    taps={"ask": forgetting.on_ask, "forget": forgetting.on_forget, "stay": forgetting.on_stay},
    due={"clean": forgetting.clean},
    owes={"clean": Owed(mark("taking a forgotten name out of my messages"))},
)  # fmt: skip
