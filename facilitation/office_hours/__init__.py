"""Office hours: announced as a rhythm, materialised as sessions, each planned, opened, closed or skipped on its own."""
