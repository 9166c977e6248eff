"""Votes: what is asked, how people answer, and what the network has decided."""
