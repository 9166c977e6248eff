"""Attendance: who was at a meeting, in person or remotely, with substitutes and guests."""
