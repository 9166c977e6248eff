"""The rules of the log: what an entry says, whose it is, how far it travels, and how it comes into the log."""
