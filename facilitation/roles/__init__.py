"""Roles: given and ended, and deputised for a time. Every change leaves exactly one entry in the audit log."""
