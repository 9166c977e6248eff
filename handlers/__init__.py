"""The chat: hears people and the clock, and says things. The only room beside `bot` that knows Telegram."""
