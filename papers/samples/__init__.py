"""Sample papers of a meeting that never was. `python -m papers.samples` writes them to `docs/samples`."""
