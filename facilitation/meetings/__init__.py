"""Meetings: proposed by a rhythm, announced, changed, opened and closed; who hosts them and who is invited."""
