"""When things happen: rhythms, the phrases people type for them, and the hours when a network sleeps."""
