"""The agenda of a meeting: made from a template, arranged, published, kept to on the day."""
