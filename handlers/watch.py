"""Whoever counts what happens on the road: nobody, unless the operator asks for it."""

from datetime import timedelta

from storage.claims import Claim


class Watch:
    """Hears of each attempt, each due thing and each fault; only kinds and numbers may be kept of them."""

    def sent(self, saying: Claim, outcome: str, error: str | None) -> None:
        """An attempt to send has ended."""

    def due(self, late: timedelta) -> None:
        """Something due was taken up, so much too late."""

    def failed(self, where: str, fault: str) -> None:
        """A fault of ours ended something."""


def where(fault: Exception) -> str:
    """File and line of the fault: enough to find it, nothing of what was said."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
