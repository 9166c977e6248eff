"""`python -m bot` is `spoiwo`."""

from bot.cli import main

main()
