"""A network in its group."""

from tests.dialogues.town import Town


async def test_an_admin_adds_the_bot_and_the_network_is_open_after_one_tap(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    assert "Miasto Cyfrowe" in ola.sees(group)
    await ola.taps("zaczynamy", group)
    assert "Dołącz do sieci" in ola.buttons(group)


async def test_a_member_joins_with_a_new_city(town: Town) -> None:
    ola, jan = town.resident("Ola", "Wójcik"), town.resident("Jan", "Łoś")
    group = town.group("Miasto Cyfrowe", ola, jan)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await jan.taps("Dołącz", group)
    await jan.says("Łódź")
    print(jan.sees(), jan.buttons())
    await jan.taps("Miasto")
    print(jan.sees(), jan.buttons())
    await jan.taps("Zgadzam się")
    print(jan.sees(), jan.buttons())
    print(ola.sees(group))
    assert "1 przedstawiciel" in ola.sees(group)
