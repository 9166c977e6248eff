"""Trust surveys: several items answered privately, sealed into the vault, and shown as aggregates only."""
