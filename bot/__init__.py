"""The running process: settings, assembly, clock, intake, delivery, command line."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot tells spans of time as such
