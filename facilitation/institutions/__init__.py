"""Institutions: found by what people type, put in order, and expected by a list."""
