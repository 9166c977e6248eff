"""The rules of transfers: who takes an entry of the log over, how far they have come, and who may be named where."""
