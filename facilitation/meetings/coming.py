"""What someone said of their coming to a meeting, for whoever prepares it or keeps its list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Announced:
    """Someone comes, in person or `remote`; or a `substitute` of this name comes in their place."""

    person_id: int
    remote: bool = False
    substitute: str = ""
