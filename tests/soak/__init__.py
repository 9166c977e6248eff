"""A long storm over several processes, and what has to hold after it: `make soak`."""
