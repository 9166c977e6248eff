"""People come, go and are reached."""

from tests.dialogues.conftest import Network


async def test_the_card_counts_who_is_in(network: Network) -> None:
    assert "W sieci: 2 przedstawicieli, 2 instytucje." in network.ola.sees(network.group)


async def test_the_facilitator_sees_the_list_by_city(network: Network) -> None:
    await network.ola.says("/ludzie")
    assert "Gdynia: Ewa Żak" in network.ola.sees()
    assert "Łódź: Jan Łoś" in network.ola.sees()


async def test_a_member_may_not_see_the_list(network: Network) -> None:
    await network.jan.says("/ludzie")
    assert "potrzebna jest rola" in network.jan.sees()
