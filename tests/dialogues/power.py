"""The power fails: the box has committed, and nothing of the rest has."""

from typing import Any

import pytest

from storage.unavailable import Unavailable
from storage.vault import Vault
from tests.dialogues.town import Resident


async def seals_as_the_power_fails(who: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    """What they tapped is in the box, and the process is gone."""
    town, seal = who.town, Vault.seal

    async def and_the_power_fails(self: Vault, *given: Any) -> bool:
        await seal(self, *given)
        raise Unavailable("no power")

    message, button = who.button("Zapieczętuj")
    with monkeypatch.context() as broken:
        broken.setattr(Vault, "seal", and_the_power_fails)
        town.world.tap(who.id, who.id, message["message_id"], button["callback_data"])
        batch = town.world.updates.pending()
        await town.process.intake.receive(batch)
        town.world.updates.confirm(batch[-1]["update_id"] + 1)
        with pytest.raises(Unavailable):
            await town.process.edge.handle_head(who.id)
        await town.process.stop()
