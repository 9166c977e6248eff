"""Quick polls: one question to the network, who may vote, what a vote may be, and what comes of it."""
