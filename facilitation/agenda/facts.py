"""What happens to agendas that others want to hear of."""

from dataclasses import dataclass

from storage.unit_of_work import Fact


@dataclass(frozen=True)
class AgendaChanged(Fact):
    """The agenda of a meeting was arranged, published, or is otherwise: what shows it follows."""

    network_id: int
    meeting_id: int
